import { type Process, type Run, write } from '#engine'
import type { LogLevel } from './command-line.ts'

const RANKS: Readonly<Record<LogLevel, number>> = {
  trace: 0,
  debug: 1,
  info: 2,
  warning: 3,
  warn: 3,
  error: 4,
  critical: 5,
  off: 6,
}

/** Where in Envoy's source a line comes from: its logger, file and line. */
export type Origin = readonly [logger: string, file: string, line: number]

/** What Envoy says of itself, on the standard error. */
export class EnvoyLog {
  readonly #process: Process
  readonly #level: LogLevel

  constructor(process: Process, level: LogLevel) {
    this.#process = process
    this.#level = level
  }

  *say(level: LogLevel, [logger, file, line]: Origin, text: string): Run<void> {
    if (RANKS[level] < RANKS[this.#level]) return
    const time = new Date(this.#process.wallClock).toISOString().slice(0, 23).replace('T', ' ')
    yield* write(
      this.#process,
      2,
      `[${time}][${this.#process.pid}][${level}][${logger}] [source/${file}:${line}] ${text}\n`,
    )
  }
}
