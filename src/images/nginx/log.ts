import { type Fd, type Process, type Run, SystemError, write } from '#engine'
import { ERRNO_NUMBERS } from './errno-numbers.ts'
import { type ErrorLog, LOG_LEVELS, type LogLevel } from './settings.ts'

/** The logs of one nginx: open files by path, shared by the master and its workers. */
export class NginxLog {
  readonly #process: Process
  readonly #files: Map<string, Fd>
  #error: ErrorLog

  constructor(process: Process, error: ErrorLog, files: Map<string, Fd> = new Map()) {
    this.#process = process
    this.#error = error
    this.#files = files
  }

  /** The same logs in a process that was forked. */
  in(process: Process): NginxLog {
    return new NginxLog(process, this.#error, this.#files)
  }

  set error(error: ErrorLog) {
    this.#error = error
  }

  /** Opens a log before it is needed; the message why that is refused. */
  open(path: string): string | undefined {
    if (this.#files.has(path)) return undefined
    try {
      const flags = { write: true, append: true, create: true }
      this.#files.set(path, this.#process.open(path, flags, 0o644))
      return undefined
    } catch (error) {
      if (error instanceof SystemError) return `open() "${path}" failed ${errnoText(error)}`
      throw error
    }
  }

  /** `2026/01/01 00:00:00 [notice] 1#1: …`; what is grave goes to the standard error too. */
  *say(level: LogLevel, text: string, connection?: number): Run<void> {
    const { pid } = this.#process
    if (LOG_LEVELS.indexOf(level) <= LOG_LEVELS.indexOf(this.#error.level)) {
      const time = errorTime(this.#process.wallClock)
      const of = connection === undefined ? '' : `*${connection} `
      yield* this.line(this.#error.path, `${time} [${level}] ${pid}#${pid}: ${of}${text}`)
    }
  }

  /** Beside its log, before it serves: `nginx: [emerg] …`. */
  *complain(level: LogLevel, text: string): Run<void> {
    yield* this.say(level, text)
    yield* write(this.#process, 2, `nginx: [${level}] ${text}\n`)
  }

  *line(path: string, text: string): Run<void> {
    const fd = this.#files.get(path)
    if (fd === undefined) return
    try {
      yield* write(this.#process, fd, `${text}\n`)
    } catch (error) {
      // Whoever read it is gone; nginx goes on.
      if (!(error instanceof SystemError)) throw error
    }
  }
}

/** (98: Address already in use) */
export function errnoText(error: SystemError): string {
  return `(${ERRNO_NUMBERS[error.errno] ?? 0}: ${error.message})`
}

function errorTime(wallClock: number): string {
  const iso = new Date(wallClock).toISOString()
  return `${iso.slice(0, 10).replaceAll('-', '/')} ${iso.slice(11, 19)}`
}
