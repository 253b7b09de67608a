import type { Process, Run } from '#engine'
import { work } from '#engine'
import { joined } from '../http/body.ts'
import { httpDate } from '../http/date.ts'
import { headerOf, type Headers, staysOpen } from '../http/message.ts'
import type { HttpRequest, HttpResponse, HttpServer } from '../http/server.ts'
import type { AccessLog } from './access-log.ts'
import { chooseHost, chooseRoute } from './choose-route.ts'
import type { Cluster } from './cluster.ts'
import { type Answer, type Exchange, localReply } from './exchange.ts'
import { requestHeaders, withAddedHeaders, withHeaders } from './headers.ts'
import { reasonOf } from './reasons.ts'
import { routeOn } from './router.ts'
import type { ManagerSettings } from './settings.ts'
import type { Stats } from './stats.ts'

/** Processor time of one request. */
const REQUEST_US = 150
/** common_http_protocol_options.idle_timeout as it is unless configured. */
const IDLE_MS = 3_600_000

export interface ManagerParts {
  readonly process: Process
  readonly settings: ManagerSettings
  readonly clusters: ReadonlyMap<string, Cluster>
  readonly stats: Stats
  readonly log: AccessLog
}

/** An http_connection_manager: takes requests from downstream and has them answered. */
export class HttpManager implements Omit<HttpServer, 'listening'> {
  readonly process: Process
  readonly keepAliveMs = IDLE_MS
  readonly #parts: ManagerParts
  readonly #prefix: string
  #active = 0

  constructor(parts: ManagerParts) {
    this.process = parts.process
    this.#parts = parts
    this.#prefix = `http.${parts.settings.statPrefix}`
    const counters = ['downstream_rq_total', 'no_route', 'downstream_rq_timeout']
    parts.stats.declare(this.#prefix, counters)
    parts.stats.gauge(`${this.#prefix}.downstream_rq_active`, () => this.#active)
  }

  *handle(request: HttpRequest): Run<HttpResponse | undefined> {
    const { process, settings, stats } = this.#parts
    yield* work(REQUEST_US)
    stats.add(`${this.#prefix}.downstream_rq_total`)
    this.#active++
    const exchange: Exchange = {
      request,
      headers: requestHeaders(process, request, settings),
      startedAt: process.now,
      startedWallClock: process.wallClock,
      routeName: '',
      tries: 0,
      flags: new Set(),
      details: '',
    }
    try {
      const answer = yield* this.#answer(exchange)
      return this.#finish(exchange, answer)
    } finally {
      this.#active--
    }
  }

  *refuse(): Run<HttpResponse> {
    yield* work(REQUEST_US)
    this.#parts.stats.add(`${this.#prefix}.downstream_rq_total`)
    this.#parts.stats.addStatus(`${this.#prefix}.downstream_rq`, 400)
    return this.#toResponse(localReply(400, 'Bad Request'), { keepsAlive: false })
  }

  *#answer(exchange: Exchange): Run<Answer | undefined> {
    const { process, settings, clusters, stats } = this.#parts
    const { request } = exchange
    if (request.version === 'HTTP/1.0') {
      exchange.details = 'low_version'
      return localReply(426, '')
    }
    const authority = headerOf(request.headers, 'host') ?? ''
    if (authority === '') {
      exchange.details = 'missing_host_header'
      return localReply(400, '')
    }
    const host = chooseHost(settings.virtualHosts, authority)
    const route = host === undefined ? undefined : chooseRoute(host, request.target)
    if (host === undefined || route === undefined) {
      exchange.flags.add('NR')
      exchange.details = 'route_not_found'
      stats.add(`${this.#prefix}.no_route`)
      return localReply(404, '')
    }
    const { action } = route
    exchange.routeName = route.name
    if (action.kind === 'direct') {
      exchange.details = 'direct_response'
      const answer = localReply(action.status, action.body)
      return { ...answer, headers: withAddedHeaders(answer.headers, route.responseHeaders) }
    }
    const cluster = clusters.get(action.cluster)
    if (cluster === undefined) throw new Error('a route leads to no cluster')
    exchange.upstreamCluster = cluster.settings.name
    exchange.headers = withAddedHeaders(
      this.#withTimeout(exchange.headers, action),
      route.requestHeaders,
    )
    const { suppressEnvoyHeaders } = settings
    return yield* routeOn({ process, exchange, host, route, action, cluster, suppressEnvoyHeaders })
  }

  /** Tells the upstream how long it has. */
  #withTimeout(
    headers: Headers,
    {
      timeoutMs,
      retry,
    }: { readonly timeoutMs: number; readonly retry: { perTryTimeoutMs: number } },
  ): Headers {
    const expected = retry.perTryTimeoutMs > 0 ? retry.perTryTimeoutMs : timeoutMs
    if (this.#parts.settings.suppressEnvoyHeaders || expected === 0) return headers
    return withHeaders(headers, [['x-envoy-expected-rq-timeout-ms', `${expected}`]])
  }

  #finish(exchange: Exchange, answer: Answer | undefined): HttpResponse | undefined {
    const { stats, log } = this.#parts
    const { request } = exchange
    log.write(exchange, answer)
    if (answer === undefined) return undefined
    stats.addStatus(`${this.#prefix}.downstream_rq`, answer.status)
    const keepsAlive = staysOpen(request) && request.version === 'HTTP/1.1'
    return this.#toResponse(answer, { keepsAlive })
  }

  #toResponse(answer: Answer, { keepsAlive }: { readonly keepsAlive: boolean }): HttpResponse {
    const { process, settings } = this.#parts
    const isChunked = headerOf(answer.headers, 'transfer-encoding') !== undefined
    const own = answer.headers.filter(([name]) => name !== 'transfer-encoding')
    const hasLength = headerOf(own, 'content-length') !== undefined
    const isBodiless = answer.status === 204 || answer.status === 304
    const headers: Headers = [
      ...withHeaders(own, [
        ['date', httpDate(process.wallClock)],
        ['server', settings.serverName],
      ]),
      ...(isChunked ? [['transfer-encoding', 'chunked'] as const] : []),
      ...(keepsAlive ? [] : [['connection', 'close'] as const]),
      ...(hasLength || isChunked || isBodiless ? [] : [['content-length', '0'] as const]),
    ]
    return {
      status: answer.status,
      reason: reasonOf(answer.status),
      headers,
      body: isChunked ? asOneChunk(answer.body) : answer.body,
      close: !keepsAlive,
    }
  }
}

function asOneChunk(body: Uint8Array): Uint8Array {
  const encoder = new TextEncoder()
  return joined([
    encoder.encode(`${body.length.toString(16)}\r\n`),
    body,
    encoder.encode('\r\n0\r\n\r\n'),
  ])
}
