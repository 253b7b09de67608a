import { exit, type Process, type Run, write } from '#engine'

/** What Go's runtime does with the signals that end a program, unless it asks for them itself. */
const ENDING = ['HUP', 'INT', 'TERM'] as const

/** Status of a Go program that a signal ends although it is process 1: the kernel ends no such one. */
export const ENDED_AS_FIRST = 2

/** Notes a signal that the program asked for: signal.Notify. */
export class Notified {
  #signal: string | undefined

  get has(): boolean {
    return this.#signal !== undefined
  }

  note(signal: string): void {
    this.#signal ??= signal
  }

  /** Waits for it in an event loop. */
  *wait(): Run<string> {
    while (this.#signal === undefined)
      yield {
        do: 'wait',
        for: [{ readiness: { isReady: () => this.has, onChange: () => () => undefined } }],
      }
    return this.#signal
  }
}

/** Where the kernel would ignore a signal that has no handler, Go's runtime exits with 2. */
export function beginRuntime(process: Process): Notified {
  const ended = new Notified()
  if (process.pid !== 1) return ended
  for (const signal of ENDING)
    process.on(signal, () => {
      ended.note(signal)
    })
  return ended
}

export function notify(process: Process, ...signals: readonly ('INT' | 'TERM')[]): Notified {
  const notified = new Notified()
  for (const signal of signals)
    process.on(signal, () => {
      notified.note(signal)
    })
  return notified
}

/** log.Printf: to the standard error, with the time. */
export function* log(process: Process, text: string): Run<void> {
  const time = new Date(process.wallClock).toISOString().slice(0, 19)
  const line = text.endsWith('\n') ? text : `${text}\n`
  yield* write(process, 2, `${time.replaceAll('-', '/').replace('T', ' ')} ${line}`)
}

/** log.Fatal: what it says, then exit with 1. */
export function* fatal(process: Process, text: string): Run<never> {
  yield* log(process, text)
  return exit(1)
}

/** How a time.Time prints itself that was taken by time.Now. */
export function timeText(process: Process): string {
  const [date = '', time = ''] = new Date(process.wallClock).toISOString().slice(0, -1).split('T')
  const seconds = (process.now / 1000).toFixed(9)
  return `${date} ${time.replace(/\.?0+$/, '')} +0000 UTC m=+${seconds}`
}
