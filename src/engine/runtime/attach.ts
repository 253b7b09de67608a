import type { Clock } from '../clock/clock.ts'
import { createPair } from '../streams/pair.ts'
import type { Container } from './container.ts'
import { closing, interactive } from './exec-stream.ts'
import type { ProcessIo } from './process-io.ts'
import type { ExecMessage, ExecStream, StreamOptions } from './runtime.ts'

/** Joins the standard streams of a container's first process, from now on. */
export function startAttach(
  place: { readonly clock: Clock; readonly delayMs: number },
  container: Container,
  options: StreamOptions,
): ExecStream {
  const [near, far] = createPair<ExecMessage, ExecMessage>(place.clock)
  const begin = (): void => {
    attach(far, container, options)
  }
  place.clock.after(place.delayMs, begin, 'work')
  return near
}

function attach(stream: ExecStream, container: Container, options: StreamOptions): void {
  const { io, state } = container
  if (io === null || state !== 'running') {
    const message = `container is in CONTAINER_${state.toUpperCase()} state`
    closing(stream, { kind: 'failure', message: `failed to attach to container: ${message}` })
    return
  }
  const stop = container.onOutput((name, bytes) => {
    if (!options[name]) return
    stream.send({ kind: 'channel', channel: name === 'stdout' ? 1 : 2, bytes })
  })
  interactive(stream, options.stdin ? inputOf(io, container) : withoutInput(io))
  container.onExit(() => {
    stop()
    closing(stream, { kind: 'success' })
  })
}

/** Only with stdinOnce does the first who leaves take the container's input with him. */
function inputOf(io: ProcessIo, container: Container): ProcessIo {
  if (container.made.config.stdinOnce) return io
  return { ...io, closeInput: () => undefined }
}

function withoutInput(io: ProcessIo): ProcessIo {
  return { ...io, input: () => undefined, closeInput: () => undefined }
}
