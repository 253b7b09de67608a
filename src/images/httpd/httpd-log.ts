import { type Process, type Run, SystemError, write } from '#engine'
import { logDate } from '../http/date.ts'
import { headerOf, type Headers } from '../http/message.ts'
import type { HttpRequest } from '../http/server.ts'

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** [Sun Nov 06 08:49:37.000000 1994] */
function errorTime(epochMs: number): string {
  const date = new Date(epochMs)
  const day = `${date.getUTCDate()}`.padStart(2, '0')
  const time = `${date.toISOString().slice(11, 23)}000`
  return `[${DAYS[date.getUTCDay()] ?? ''} ${MONTHS[date.getUTCMonth()] ?? ''} ${day} ${time} ${date.getUTCFullYear()}]`
}

/** A line of the error log; `client` where a request is the reason. */
export function* complain(
  process: Process,
  path: string,
  it: {
    readonly module: string
    readonly level: string
    readonly text: string
    readonly client?: string
  },
): Run<void> {
  const from = it.client === undefined ? '' : `[client ${it.client}] `
  const line = `${errorTime(process.wallClock)} [${it.module}:${it.level}] [pid ${process.pid}:tid ${process.pid}] ${from}${it.text}\n`
  yield* append(process, path, line)
}

export interface Logged {
  readonly request: HttpRequest
  readonly status: number
  readonly bytes: number
  readonly headers: Headers
  readonly startedAt: number
}

/** One line of an access log. Apache: mod_log_config. */
export function accessLine(process: Process, format: string, it: Logged): string {
  const { request } = it
  const value = (letter: string, argument: string): string => {
    switch (letter) {
      case 'h':
      case 'a':
        return request.peer.address.replace(/^::ffff:/, '')
      case 't':
        return `[${logDate(it.startedAt)}]`
      case 'r':
        return `${request.method} ${request.target} ${request.version}`
      case 's':
        return `${it.status}`
      case 'b':
        return it.bytes === 0 ? '-' : `${it.bytes}`
      case 'B':
      case 'O':
        return `${it.bytes}`
      case 'i':
        return headerOf(request.headers, argument) ?? '-'
      case 'o':
        return headerOf(it.headers, argument) ?? '-'
      case 'm':
        return request.method
      case 'U':
        return request.target.split('?')[0] ?? ''
      case 'H':
        return request.version
      case 'p':
        return `${request.peer.local.port}`
      case 'P':
        return `${process.pid}`
      case '%':
        return '%'
      // l, u and whatever else nobody has an answer to.
      default:
        return '-'
    }
  }
  return format.replace(
    /%(?:\{([^}]*)\})?[<>]?([a-zA-Z%])/g,
    (_, argument: string | undefined, letter: string) => value(letter, argument ?? ''),
  )
}

export function* append(process: Process, path: string, text: string): Run<void> {
  // The two standard streams, as the image names them: root may have opened what a child may not.
  const stream = /^\/proc\/self\/fd\/([12])$/.exec(path)?.[1]
  if (stream !== undefined) {
    yield* write(process, Number(stream), text)
    return
  }
  try {
    const fd = process.open(path, { write: true, append: true, create: true }, 0o644)
    yield* write(process, fd, text)
    process.close(fd)
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
  }
}
