import type { Ms, Process, Run } from '#engine'
import { headerOf, type Headers } from '../http/message.ts'
import { attempt, type Outcome } from './attempt.ts'
import { rewritten } from './choose-route.ts'
import type { Cluster } from './cluster.ts'
import { type Answer, type Exchange, localReply } from './exchange.ts'
import type { Host } from './host.ts'
import { backOffBelowMs, isRetriable } from './retry.ts'
import type { Route, RouteAction, VirtualHost } from './settings.ts'
import { withAddedHeaders, withHeaders } from './headers.ts'

export interface Routing {
  readonly process: Process
  readonly exchange: Exchange
  readonly host: VirtualHost
  readonly route: Route
  readonly action: RouteAction
  readonly cluster: Cluster
  readonly suppressEnvoyHeaders: boolean
}

/** Has an upstream answer, with as many tries as are allowed; undefined: the connection breaks. */
export function* routeOn(routing: Routing): Run<Answer | undefined> {
  const { process, exchange, action, cluster } = routing
  const until = action.timeoutMs === 0 ? Infinity : process.now + action.timeoutMs
  let isRetry = false
  for (;;) {
    const upstream = cluster.choose()
    if (upstream === undefined) return noHealthyUpstream(routing)
    exchange.upstreamHost = upstream
    exchange.tries++
    const outcome = yield* tryOnce(routing, upstream, until)
    if (isRetry) cluster.inUse.retries--
    if (outcome.kind === 'timed out' && process.now >= until) {
      count(cluster, 'upstream_rq_timeout')
      return answerFor(routing, outcome)
    }
    if (!mayRetry(routing, outcome)) {
      if (isRetry && !isFailure(outcome)) count(cluster, 'upstream_rq_retry_success')
      return answerFor(routing, outcome)
    }
    if (outcome.kind === 'answered') countAnswer(cluster, 'retry.', outcome.head.status)
    isRetry = true
    cluster.inUse.retries++
    count(cluster, 'upstream_rq_retry')
    yield* sleepFor(
      process,
      process.randomBelow(backOffBelowMs(exchange.tries, action.retry.backOff)),
    )
  }
}

function* tryOnce(routing: Routing, upstream: Host, until: Ms): Run<Outcome> {
  const { process, exchange, action, cluster, route } = routing
  const { perTryTimeoutMs } = action.retry
  const { method, target } = exchange.request
  const lastOfTry = perTryTimeoutMs === 0 ? until : process.now + perTryTimeoutMs
  count(cluster, 'upstream_rq_total')
  const outcome = yield* attempt({
    process,
    host: upstream,
    head: {
      method,
      target: rewritten(target, route.match, action.prefixRewrite),
      version: 'HTTP/1.1',
      headers: headersOfTry(routing),
    },
    body: exchange.request.body,
    until: Math.min(until, lastOfTry),
  })
  if (outcome.kind === 'timed out') {
    upstream.counts.rq_timeout++
    if (process.now < until) count(cluster, 'upstream_rq_per_try_timeout')
  }
  const status = statusOf(outcome)
  if (status >= 500) upstream.counts.rq_error++
  else upstream.counts.rq_success++
  const isOwn = outcome.kind === 'reset' && outcome.reason === 'overflow'
  if (!isOwn) cluster.answered(upstream, status)
  return outcome
}

function headersOfTry({ exchange, host, action }: Routing): Headers {
  const { headers } = exchange
  const named: Headers =
    action.hostRewrite === undefined
      ? headers
      : withHeaders(headers, [['host', action.hostRewrite]])
  return host.sendsAttemptCount
    ? withHeaders(named, [['x-envoy-attempt-count', `${exchange.tries}`]])
    : named
}

/** What a try counts as. Envoy: outlier detection, local origin errors. */
function statusOf(outcome: Outcome): number {
  if (outcome.kind === 'answered') return outcome.head.status
  return outcome.kind === 'timed out' ? 504 : 503
}

function isFailure(outcome: Outcome): boolean {
  return statusOf(outcome) >= 500
}

/** Counts why not, where a retry was wanted. */
function mayRetry({ exchange, action, cluster }: Routing, outcome: Outcome): boolean {
  if (!isRetriable(outcome, action.retry)) return false
  if (exchange.tries > action.retry.retries) {
    exchange.flags.add('URX')
    count(cluster, 'upstream_rq_retry_limit_exceeded')
    return false
  }
  if (cluster.inUse.retries < cluster.settings.limits.retries) return true
  exchange.flags.add('UO')
  count(cluster, 'upstream_rq_retry_overflow')
  return false
}

function noHealthyUpstream({ exchange, cluster }: Routing): Answer {
  exchange.flags.add('UH')
  exchange.details = 'no_healthy_upstream'
  delete exchange.upstreamHost
  count(cluster, 'upstream_cx_none_healthy')
  countAnswer(cluster, '', 503)
  return localReply(503, 'no healthy upstream')
}

const FLAGS: Readonly<Record<string, string>> = {
  overflow: 'UO',
  'remote connection failure': 'UF',
  'connection timeout': 'UF',
  'connection termination': 'UC',
  'protocol error': 'UPE',
}

function answerFor(routing: Routing, outcome: Outcome): Answer | undefined {
  const { exchange, cluster, route } = routing
  if (outcome.kind === 'answered') {
    exchange.details = 'via_upstream'
    countAnswer(cluster, '', outcome.head.status)
    return fromUpstream(routing, outcome)
  }
  if (outcome.kind === 'cut short') {
    exchange.flags.add('UC')
    exchange.details = 'upstream_reset_after_response_started'
    return undefined
  }
  const status =
    outcome.kind === 'reset' && outcome.reason === 'protocol error' ? 502 : statusOf(outcome)
  countAnswer(cluster, '', status)
  if (outcome.kind === 'timed out') {
    exchange.flags.add('UT')
    exchange.details = 'response_timeout'
    return localReply(status, 'upstream request timeout')
  }
  exchange.flags.add(FLAGS[outcome.reason] ?? 'UC')
  const { why, reason } = outcome
  const transport = why === undefined ? '' : `, transport failure reason: ${why}`
  const again = exchange.tries > 1 ? 'retried and the latest ' : ''
  exchange.details = `upstream_reset_before_response_started{${reason.replaceAll(' ', '_')}}`
  const overloaded: Headers = reason === 'overflow' ? [['x-envoy-overloaded', 'true']] : []
  return withAdded(
    localReply(
      status,
      'upstream connect error or disconnect/reset before headers. ' +
        `${again}reset reason: ${reason}${transport}`,
      routing.suppressEnvoyHeaders ? [] : overloaded,
    ),
    route,
  )
}

/** Headers that belong to the connection with the upstream. */
const NOT_HANDED_BACK = [
  'connection',
  'keep-alive',
  'transfer-encoding',
  'proxy-connection',
  'upgrade',
]

function fromUpstream(
  { exchange, host, route, suppressEnvoyHeaders }: Routing,
  { head, body, serviceMs }: Extract<Outcome, { kind: 'answered' }>,
): Answer {
  const own = head.headers
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => !NOT_HANDED_BACK.includes(name))
  const added: Headers = [
    ...(suppressEnvoyHeaders ? [] : [['x-envoy-upstream-service-time', `${serviceMs}`] as const]),
    ...(host.answersAttemptCount ? [['x-envoy-attempt-count', `${exchange.tries}`] as const] : []),
  ]
  const isChunked = headerOf(own, 'content-length') === undefined && body.length > 0
  return withAdded(
    {
      status: head.status,
      headers: [
        ...own,
        ...added,
        ...(isChunked ? [['transfer-encoding', 'chunked'] as const] : []),
      ],
      body,
    },
    route,
  )
}

function withAdded(answer: Answer, { responseHeaders }: Route): Answer {
  return { ...answer, headers: withAddedHeaders(answer.headers, responseHeaders) }
}

function count(cluster: Cluster, name: string): void {
  cluster.stats.add(`${cluster.prefix}.${name}`)
}

/** `kind`: `retry.` for an answer that nobody downstream has seen. */
function countAnswer(cluster: Cluster, kind: '' | 'retry.', status: number): void {
  cluster.stats.addStatus(`${cluster.prefix}.${kind}upstream_rq`, status)
}

function* sleepFor(process: Process, ms: Ms): Run<void> {
  const until = process.now + ms
  while (process.now < until) yield { do: 'wait', for: [], until }
}
