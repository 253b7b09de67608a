import type { Process, Run } from '#engine'
import { httpDate } from '../http/date.ts'
import { headerOf, type Headers } from '../http/message.ts'
import type { HttpRequest, HttpResponse } from '../http/server.ts'
import { errorPage, reasonOf } from './error-page.ts'
import type { NginxLog } from './log.ts'
import type { LocationSettings, NginxSettings, ServerSettings } from './settings.ts'
import type { RequestUri } from './uri.ts'
import { interpolate } from './variables.ts'

/** A request on its way through the configuration. */
export interface Handling {
  readonly process: Process
  readonly version: string
  readonly settings: NginxSettings
  readonly server: ServerSettings
  readonly log: NginxLog
  readonly connection: number
  readonly request: HttpRequest
  readonly uri: RequestUri
  readonly valueOf: (name: string) => string
}

/** What is to be sent, before the headers that every response has. */
export interface Answer {
  readonly status: number
  readonly type?: string
  readonly body: Uint8Array
  /** Between Content-Length and Connection, and after it. */
  readonly before: Headers
  readonly after: Headers
  /** The location that answered: its headers and its access log. */
  readonly by: LocationSettings
  /** Whether the configuration may put a page of its own in its place. */
  readonly isError: boolean
  /** All of them, and the words of the status, where somebody else has answered. */
  readonly headers?: Headers
  readonly reason?: string
}

/** One of nginx's own pages, or nothing at all where it has none. */
export function plain(handling: Handling, by: LocationSettings, status: number): Answer {
  const body = new TextEncoder().encode(errorPage(status, handling.version))
  return { status, type: 'text/html', body, before: [], after: [], by, isError: status >= 400 }
}

/** A path of one's own becomes a whole URL; the header then stands before Connection. */
export function redirected(
  handling: Handling,
  by: LocationSettings,
  redirect: { readonly status: number; readonly to: string },
): Answer {
  const { status, to } = redirect
  const isOwn = to.startsWith('/')
  const answer = plain(handling, by, status)
  if (!isOwn) return { ...answer, after: [['Location', to]] }
  const host = headerOf(handling.request.headers, 'Host') ?? 'localhost'
  return { ...answer, before: [['Location', `http://${host}${to}`]] }
}

/** An entry of the error log about this request. */
export function* complain(handling: Handling, text: string, upstream?: string): Run<void> {
  const { log, request, server, connection } = handling
  const host = headerOf(request.headers, 'Host')
  const details = [
    `client: ${request.peer.address}`,
    `server: ${server.names[0] ?? ''}`,
    `request: "${request.method} ${handling.uri.raw} ${request.version}"`,
    ...(upstream === undefined ? [] : [`upstream: "${upstream}"`]),
    ...(host === undefined ? [] : [`host: "${host}"`]),
  ]
  yield* log.say('error', `${text}, ${details.join(', ')}`, connection)
}

/** The whole response, with its headers in nginx's order. */
export function toResponse(answer: Answer, handling: Handling, keepsAlive: boolean): HttpResponse {
  const { status, body, type, before, after, by } = answer
  const hasBody = status !== 304 && status !== 204
  const described: Headers = hasBody
    ? [
        ...(type === undefined ? [] : ([['Content-Type', type]] as const)),
        ['Content-Length', `${body.length}`],
      ]
    : []
  const own = [200, 201, 204, 206, 301, 302, 303, 304, 307, 308].includes(status) ? by.headers : []
  return {
    status,
    reason: answer.reason ?? reasonOf(status),
    headers: answer.headers ?? [
      ['Server', `nginx/${handling.version}`],
      ['Date', httpDate(handling.process.wallClock)],
      ...described,
      ...before,
      ['Connection', keepsAlive ? 'keep-alive' : 'close'],
      ...after,
      ...own.map(([name, value]) => [name, interpolate(value, handling.valueOf)] as const),
    ],
    body,
    close: !keepsAlive,
  }
}
