import { type Process, type Run, SystemError } from '#engine'
import { httpDate } from '../http/date.ts'
import type { EventLoop } from '../http/event-loop.ts'
import { headerHas, headerOf, type Headers, staysOpen } from '../http/message.ts'
import { addHttpServer, type HttpRequest, type HttpResponse, type Peer } from '../http/server.ts'
import { fatal } from './runtime.ts'
import { errnoText } from './texts.ts'

/** What a handler has made of a request; undefined: it has taken the connection and closed it. */
export interface Reply {
  readonly status?: number
  readonly headers?: Headers
  readonly body?: string | Uint8Array
}

export interface GoRequest extends HttpRequest {
  readonly path: string
  /** r.FormValue: of the body first, then of the query; empty where there is none. */
  form(name: string): string
}

export type Handler = (request: GoRequest) => Run<Reply | undefined>

/** http.ListenAndServe on all addresses, or on one of IPv4. */
export function* listenAndServe(
  process: Process,
  loop: EventLoop,
  how: { readonly port: number; readonly address?: string; readonly handle: Handler },
): Run<void> {
  const fd = yield* listen(process, how.port, how.address)
  addHttpServer(loop, {
    process,
    listening: [fd],
    keepAliveMs: Infinity,
    *handle(request) {
      const reply = yield* how.handle(goRequest(request))
      return reply === undefined ? undefined : finished(reply, request, process.wallClock)
    },
    *refuse() {
      return BAD_REQUEST
    },
  })
}

/** A listening socket; who cannot have it dies in the words of log.Fatal. */
export function* listen(process: Process, port: number, address?: string): Run {
  const family = address === undefined ? 'inet6' : 'inet'
  const fd = process.sockets.socket(family, 'stream')
  process.sockets.setOption(fd, 'reuseaddr', true)
  try {
    process.sockets.bind(fd, { family, address: address ?? '::', port })
    process.sockets.listen(fd, 4096)
    return fd
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    const where = `${address ?? ''}:${port}`
    return yield* fatal(process, `listen tcp ${where}: bind: ${errnoText(error.errno)}`)
  }
}

/** http.Error. */
export function httpError(status: number, message: string): Reply {
  return {
    status,
    headers: [
      ['Content-Type', 'text/plain; charset=utf-8'],
      ['X-Content-Type-Options', 'nosniff'],
    ],
    body: `${message}\n`,
  }
}

export const NOT_FOUND = httpError(404, '404 page not found')

/** http.Redirect. */
export function redirect(request: GoRequest, location: string, status: number): Reply {
  const isPage = request.method === 'GET' || request.method === 'HEAD'
  const to = location.replaceAll('&', '&amp;')
  return {
    status,
    headers: [
      ...(isPage ? [['Content-Type', 'text/html; charset=utf-8'] as const] : []),
      ['Location', location],
    ],
    body: request.method === 'GET' ? `<a href="${to}">${REASONS[status] ?? ''}</a>.\n\n` : '',
  }
}

/** Who asks, as r.RemoteAddr has it. */
export function remoteAddress({ address, port }: Peer): string {
  const plain = address.replace(/^::ffff:/, '')
  return plain.includes(':') ? `[${plain}]:${port}` : `${plain}:${port}`
}

function goRequest(request: HttpRequest): GoRequest {
  const [path = '/', ...query] = request.target.split('?')
  const type = headerOf(request.headers, 'Content-Type') ?? ''
  const isForm = type.startsWith('application/x-www-form-urlencoded')
  const posted = isForm ? new TextDecoder().decode(request.body) : ''
  return { ...request, path: unescaped(path), form: valuesOf(`${posted}&${query.join('?')}`) }
}

/** The first value of each name in a query; empty where there is none. */
export function valuesOf(query: string): (name: string) => string {
  const values = pairs(query)
  return (name) => values.find(([own]) => own === name)?.[1] ?? ''
}

function pairs(query: string): readonly (readonly [string, string])[] {
  return query.split('&').map((pair) => {
    const [name = '', ...value] = pair.replaceAll('+', ' ').split('=')
    return [unescaped(name), unescaped(value.join('='))]
  })
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const BAD_REQUEST: HttpResponse = {
  status: 400,
  reason: 'Bad Request',
  headers: [
    ['Content-Type', 'text/plain; charset=utf-8'],
    ['Connection', 'close'],
  ],
  body: new TextEncoder().encode('400 Bad Request'),
}

/** The handler's own headers in alphabetical order, then those that the server adds. */
function finished(reply: Reply, request: HttpRequest, at: number): HttpResponse {
  const { status = 200, headers = [], body = '' } = reply
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  const own = headers.toSorted(([a], [b]) => (a < b ? -1 : 1))
  const isChunked = headerHas(own, 'Transfer-Encoding', 'chunked')
  const isTyped = headerOf(own, 'Content-Type') !== undefined
  const ends = request.version === 'HTTP/1.1' && !staysOpen(request)
  const isBare = status === 204 || status === 304
  return {
    status,
    reason: REASONS[status] ?? `status code ${status}`,
    headers: [
      ...own.filter(([name]) => name !== 'Transfer-Encoding'),
      ['Date', httpDate(at)],
      ...(isChunked || isBare ? [] : [['Content-Length', `${bytes.length}`] as const]),
      ...(isTyped || bytes.length === 0 ? [] : [['Content-Type', sniffed(bytes)] as const]),
      ...(ends ? [['Connection', 'close'] as const] : []),
      ...(isChunked ? [['Transfer-Encoding', 'chunked'] as const] : []),
    ],
    body: bytes,
    close: isChunked || headerHas(own, 'Connection', 'close'),
  }
}

/** http.DetectContentType, as far as the texts of these programs go. */
export function sniffed(bytes: Uint8Array): string {
  const start = bytes.subarray(0, 512)
  if (start.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27)))
    return 'application/octet-stream'
  const text = new TextDecoder().decode(start).trimStart().toLowerCase()
  const isPage = ['<!doctype html', '<html', '<head', '<body', '<h1', '<p', '<a', '<pre'].some(
    (it) => text.startsWith(it) && /^[ >\n]/.test(text.slice(it.length)),
  )
  return isPage ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8'
}

const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  412: 'Precondition Failed',
  417: 'Expectation Failed',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}
