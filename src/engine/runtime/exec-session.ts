import type { Alarm, Clock } from '../clock/clock.ts'
import type { ProcessExit, StartedProcess } from '../kernel/start.ts'
import { createPair } from '../streams/pair.ts'
import type { Container } from './container.ts'
import type { Dialect } from './dialect.ts'
import { closing, interactive } from './exec-stream.ts'
import { launch, LaunchFailure } from './launch.ts'
import { createIo, type OutputName, type ProcessIo } from './process-io.ts'
import type { ExecMessage, ExecStream, StreamOptions } from './runtime.ts'

export interface ExecPlace {
  readonly clock: Clock
  readonly delayMs: number
  /** 64 characters: the runtime's name for it. */
  readonly id: string
  readonly dialect: Dialect
}

export interface ExecWanted {
  readonly container: Container
  readonly argv: readonly string[]
  readonly options: StreamOptions
}

/** Runs one more process in a container and speaks with whoever asked for it. */
export function startExec(place: ExecPlace, wanted: ExecWanted): ExecStream {
  const [near, far] = createPair<ExecMessage, ExecMessage>(place.clock)
  const begin = (): void => {
    new ExecSession(place, wanted, far).start()
  }
  place.clock.after(place.delayMs, begin, 'work')
  return near
}

class ExecSession {
  readonly #place: ExecPlace
  readonly #wanted: ExecWanted
  readonly #stream: ExecStream
  #process: StartedProcess | null = null
  #exit: ProcessExit | null = null
  #timeout: Alarm | null = null
  #hasTimedOut = false

  constructor(place: ExecPlace, wanted: ExecWanted, stream: ExecStream) {
    this.#place = place
    this.#wanted = wanted
    this.#stream = stream
  }

  start(): void {
    const { container, options } = this.#wanted
    if (container.state !== 'running') {
      this.#fail(this.#place.dialect.notRunning(container.state.toUpperCase()))
      return
    }
    const { kernel, files } = container.place
    const { stdin, tty } = options
    const output = (name: OutputName, bytes: Uint8Array): void => {
      if (!options[name]) return
      const channel = name === 'stdout' ? 1 : 2
      if (!this.#stream.send({ kind: 'channel', channel, bytes })) io.pause()
    }
    const io = createIo({ kernel, files, stdin, tty, output })
    interactive(this.#stream, io)
    this.#launch(io)
  }

  #launch(io: ProcessIo): void {
    const { container, argv, options } = this.#wanted
    const { place } = container
    const env = options.tty ? new Map([...place.env, ['TERM', 'xterm'] as const]) : place.env
    try {
      this.#process = launch(
        { ...place, env },
        {
          argv,
          io,
          onExit: (exit) => {
            this.#exit = exit
            this.#closeAtEnd(io)
          },
        },
      )
    } catch (error) {
      if (!(error instanceof LaunchFailure)) throw error
      this.#refuse(error)
      return
    }
    this.#setTimeout()
  }

  #refuse(failure: LaunchFailure): void {
    const { argv, options } = this.#wanted
    const { dialect, id } = this.#place
    const isSync = options.timeoutSeconds !== undefined
    const end = isSync ? undefined : dialect.failedExec?.(failure)
    if (end === undefined) {
      this.#fail(dialect.cannotExec(failure, id))
      return
    }
    const bytes = new TextEncoder().encode(end.stderr)
    if (options.stderr || options.tty)
      this.#stream.send({ kind: 'channel', channel: options.tty ? 1 : 2, bytes })
    closing(this.#stream, { kind: 'exit code', code: end.code, argv })
  }

  #setTimeout(): void {
    const { timeoutSeconds } = this.#wanted.options
    if (timeoutSeconds === undefined || timeoutSeconds === 0) return
    this.#timeout = this.#place.clock.after(timeoutSeconds * 1000, () => {
      this.#hasTimedOut = true
      this.#process?.signal('KILL')
    })
  }

  /** Over only when nobody holds its output any more: a child in the background may. */
  #closeAtEnd(io: ProcessIo): void {
    this.#timeout?.cancel()
    io.drain()
    if (io.isAtEnd || this.#hasTimedOut) this.#close()
    else
      io.atEnd.add(() => {
        if (io.isAtEnd) this.#close()
      })
  }

  #close(): void {
    const { argv, options } = this.#wanted
    if (this.#hasTimedOut) {
      const time = `${options.timeoutSeconds ?? 0}s`
      this.#fail(`failed to exec in container: timeout ${time} exceeded: context deadline exceeded`)
      return
    }
    const code = this.#exit?.code ?? 0
    closing(this.#stream, code === 0 ? { kind: 'success' } : { kind: 'exit code', code, argv })
  }

  #fail(message: string): void {
    closing(this.#stream, { kind: 'failure', message })
  }
}
