import type { Ms } from '../clock/clock.ts'
import type { Parts } from './parts.ts'
import type { ProbeAnswer } from './prober.ts'

/** A TCP probe succeeds when the connection comes about; it is closed at once. */
export function probeTcp(
  { clock, runtime }: Pick<Parts, 'clock' | 'runtime'>,
  {
    host,
    port,
    timeoutMs,
  }: { readonly host: string; readonly port: number; readonly timeoutMs: Ms },
  done: (answer: ProbeAnswer) => void,
): void {
  const stream = runtime.dial('node', host, port)
  let isOver = false
  const finish = (answer: ProbeAnswer): void => {
    if (isOver) return
    isOver = true
    timeout.cancel()
    stream.end()
    done(answer)
  }
  const timeout = clock.after(timeoutMs, () => {
    const output = `dial tcp ${host}:${port}: i/o timeout`
    finish({ kind: 'failure', output })
    stream.cancel()
  })
  stream.listen({
    message: () => {
      finish({ kind: 'success', output: '' })
    },
    end: (error) => {
      finish({ kind: 'failure', output: error?.message ?? `dial tcp ${host}:${port}: EOF` })
    },
  })
}
