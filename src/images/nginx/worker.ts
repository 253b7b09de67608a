import { type Fd, type Process, type Run, work } from '#engine'
import { logDate } from '../http/date.ts'
import { headerHas, headerOf } from '../http/message.ts'
import { type HttpRequest, type HttpResponse, type Peer, serveHttp } from '../http/server.ts'
import { type Answer, type Handling, plain, toResponse } from './answer.ts'
import { chooseServer } from './choose-location.ts'
import type { NginxLog } from './log.ts'
import { respond } from './respond.ts'
import type { NginxSettings, ServerSettings } from './settings.ts'
import { parseUri, type RequestUri } from './uri.ts'
import { interpolate } from './variables.ts'

/** Processor time of one request. */
const REQUEST_US = 120

export interface WorkerStart {
  readonly version: string
  readonly settings: NginxSettings
  readonly listening: readonly Fd[]
  readonly log: NginxLog
}

/** One worker process: answers until it is told to end, at once or when its requests are done. */
export function* runWorker(process: Process, start: WorkerStart): Run {
  const { settings, listening } = start
  const log = start.log.in(process)
  let ending: 'at once' | 'gracefully' | undefined
  process.on('TERM', () => (ending = 'at once'))
  process.on('INT', () => (ending = 'at once'))
  process.on('QUIT', () => (ending ??= 'gracefully'))
  process.on('HUP', 'ignore')
  process.on('CHLD', 'default')
  process.on('PIPE', 'ignore')
  let active = 0
  yield* serveHttp(
    {
      process,
      listening,
      keepAliveMs: settings.keepAliveMs,
      *handle(request) {
        active++
        const response = yield* handle({ process, start: { ...start, log }, request })
        active--
        return response
      },
      refuse: (text, peer) => refuse({ process, start: { ...start, log }, text, peer }),
    },
    () => ending === 'at once' || (ending === 'gracefully' && active === 0),
  )
  if (ending === 'gracefully') yield* log.say('notice', 'gracefully shutting down')
  yield* log.say('notice', 'exiting')
  yield* log.say('notice', 'exit')
  return 0
}

interface Asked {
  readonly process: Process
  readonly start: WorkerStart
  readonly request: HttpRequest
}

function* handle(asked: Asked): Run<HttpResponse> {
  const { process, start, request } = asked
  yield* work(REQUEST_US)
  const { settings, version, log } = start
  const uri = parseUri(request.target)
  const host = headerOf(request.headers, 'Host') ?? ''
  const { connection, local } = request.peer
  const { address, port } = local
  const server = chooseServer(settings.servers, { address, port, host })
  if (server === undefined) throw new Error('a connection came to an address of no server')
  const facts = { request, process, server, uri: uri ?? BAD_URI }
  const valueOf = (name: string): string => valueFor(name, facts)
  const handling = { ...facts, version, settings, log, connection, valueOf }
  const isWrong = uri === undefined || (request.version === 'HTTP/1.1' && host === '')
  const answer = isWrong ? plain(handling, server.own, 400) : yield* respond(handling)
  const keepsAlive = !isWrong && wantsToStay(request)
  const response = toResponse(answer, handling, keepsAlive)
  yield* logAccess(handling, answer)
  return response
}

const BAD_URI: RequestUri = { path: '/', query: '', raw: '/' }

function wantsToStay(request: HttpRequest): boolean {
  if (headerHas(request.headers, 'Connection', 'close')) return false
  return request.version === 'HTTP/1.1' || headerHas(request.headers, 'Connection', 'keep-alive')
}

function* refuse(asked: {
  readonly process: Process
  readonly start: WorkerStart
  readonly text: string
  readonly peer: Peer
}): Run<HttpResponse | undefined> {
  const { process, start, text, peer } = asked
  const [line = ''] = text.split('\n')
  const request: HttpRequest = {
    method: '',
    target: '/',
    version: 'HTTP/1.1',
    headers: [],
    body: new Uint8Array(),
    peer,
  }
  const [server] = start.settings.servers
  if (server === undefined) return undefined
  const facts = { request, process, server, uri: BAD_URI, line }
  const valueOf = (name: string): string => valueFor(name, facts)
  const { settings, version, log } = start
  const handling = { ...facts, version, settings, log, connection: 0, valueOf }
  const answer = plain(handling, server.own, 400)
  yield* logAccess(handling, answer)
  return toResponse(answer, handling, false)
}

function* logAccess(handling: Handling, answer: Answer): Run<void> {
  const { settings, log, request } = handling
  const { accessLog } = answer.by
  if (accessLog === undefined) return
  const format = settings.logFormats.get(accessLog.format) ?? ''
  const sent = request.method === 'HEAD' || answer.status === 304 ? 0 : answer.body.length
  const text = interpolate(format, (name) => {
    if (name === 'status') return `${answer.status}`
    if (name === 'body_bytes_sent' || name === 'bytes_sent') return `${sent}`
    const value = handling.valueOf(name)
    return value === '' ? '-' : escapedForLog(value)
  })
  yield* log.line(accessLog.path, text)
}

function escapedForLog(value: string): string {
  return value.replace(/["\\]|[^\x20-\x7e]/g, (it) =>
    [...new TextEncoder().encode(it)]
      .map((byte) => `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  )
}

interface Facts {
  readonly request: HttpRequest
  readonly process: Process
  readonly server: ServerSettings
  readonly uri: RequestUri
  /** Of what was no request. */
  readonly line?: string
}

/** The variables of nginx; those that are not known are empty. */
function valueFor(name: string, { request, process, server, uri, line }: Facts): string {
  const { peer, method, target, version } = request
  const host = headerOf(request.headers, 'Host')?.replace(/:[0-9]+$/, '') ?? server.names[0] ?? ''
  if (name.startsWith('http_'))
    return headerOf(request.headers, name.slice('http_'.length).replaceAll('_', '-')) ?? ''
  if (name.startsWith('arg_'))
    return new Map(argumentsIn(uri.query)).get(name.slice('arg_'.length)) ?? ''
  const values: Readonly<Record<string, string>> = {
    remote_addr: peer.address.replace(/^::ffff:/, ''),
    remote_port: `${peer.port}`,
    server_addr: peer.local.address.replace(/^::ffff:/, ''),
    server_port: `${peer.local.port}`,
    server_name: server.names[0] ?? '',
    server_protocol: version,
    time_local: logDate(process.wallClock),
    time_iso8601: `${new Date(process.wallClock).toISOString().slice(0, 19)}+00:00`,
    msec: (process.wallClock / 1000).toFixed(3),
    request: line ?? `${method} ${target} ${version}`,
    request_method: method,
    request_uri: target,
    uri: uri.path,
    document_uri: uri.path,
    args: uri.query.slice(1),
    query_string: uri.query.slice(1),
    is_args: uri.query === '' ? '' : '?',
    host,
    hostname: process.hostname,
    scheme: 'http',
    proxy_add_x_forwarded_for: [headerOf(request.headers, 'X-Forwarded-For'), peer.address]
      .filter((it) => it !== undefined)
      .join(', '),
    nginx_version: '',
    pid: `${process.pid}`,
  }
  return Object.hasOwn(values, name) ? (values[name] ?? '') : ''
}

function argumentsIn(query: string): readonly (readonly [string, string])[] {
  return query
    .slice(1)
    .split('&')
    .map((pair) => {
      const equals = pair.indexOf('=')
      return equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)]
    })
}
