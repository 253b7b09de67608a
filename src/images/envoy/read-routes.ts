import { ConfigError } from './config-error.ts'
import type { Message } from './message.ts'
import { readRetryPolicy } from './read-retry.ts'
import type {
  DirectAnswer,
  HeaderToAdd,
  Route,
  RouteAction,
  RouteMatch,
  VirtualHost,
} from './settings.ts'
import { tooShort } from './socket-place.ts'

/** How long a request may take unless its route says otherwise. */
const TIMEOUT_MS = 15_000

interface Around {
  readonly config: Message
  readonly host: Message
  readonly clusters: ReadonlySet<string>
}

/** The virtual hosts of a route.v3.RouteConfiguration. Throws a ConfigError. */
export function readVirtualHosts(
  config: Message,
  clusters: ReadonlySet<string>,
): readonly VirtualHost[] {
  const hosts = config.messages('virtual_hosts')
  const domains = hosts.flatMap((it) => it.texts('domains'))
  const twice = domains.find((it, at) => domains.indexOf(it) !== at)
  if (twice !== undefined)
    throw new ConfigError(
      `Only unique values for domains are permitted. Duplicate entry of domain ${twice} in route ${config.text('name')}`,
    )
  return hosts.map((host) => readHost({ config, host, clusters }))
}

function readHost(around: Around): VirtualHost {
  const { host } = around
  if (host.text('name') === '') throw tooShort('VirtualHost', 'Name')
  if (host.texts('domains').length === 0)
    throw new ConfigError(
      'Proto constraint validation failed (VirtualHostValidationError.Domains: value must contain at least 1 item(s))',
    )
  return {
    name: host.text('name'),
    domains: host.texts('domains'),
    routes: host.messages('routes').map((it) => readRoute(it, around)),
    sendsAttemptCount: host.isTrue('include_request_attempt_count'),
    answersAttemptCount: host.isTrue('include_attempt_count_in_response'),
  }
}

function readRoute(route: Message, around: Around): Route {
  const toAdd = (field: string): readonly HeaderToAdd[] =>
    [route, around.host, around.config].flatMap((it) => it.messages(field).map(headerOf))
  return {
    name: route.text('name'),
    match: matchOf(route),
    action: actionOf(route, around),
    requestHeaders: toAdd('request_headers_to_add'),
    responseHeaders: toAdd('response_headers_to_add'),
  }
}

function matchOf(route: Message): RouteMatch {
  const match = route.message('match')
  for (const kind of ['prefix', 'path', 'path_separated_prefix'] as const)
    if (match?.has(kind) === true) return { kind, text: match.text(kind) }
  const [message, field] =
    match === undefined ? ['Route', 'Match'] : ['RouteMatch', 'PathSpecifier']
  throw new ConfigError(
    `Proto constraint validation failed (${message}ValidationError.${field}: value is required)`,
  )
}

function actionOf(route: Message, { host, clusters }: Around): RouteAction | DirectAnswer {
  const direct = route.message('direct_response')
  if (direct !== undefined) {
    const body = direct.message('body')?.text('inline_string') ?? ''
    return { kind: 'direct', status: direct.number('status', 200), body }
  }
  const action = route.message('route')
  if (action === undefined)
    throw new ConfigError(
      'Proto constraint validation failed (RouteValidationError.Action: value is required)',
    )
  const cluster = action.text('cluster')
  if (!clusters.has(cluster)) throw new ConfigError(`route: unknown cluster '${cluster}'`)
  return {
    kind: 'route',
    cluster,
    ...(action.has('prefix_rewrite') ? { prefixRewrite: action.text('prefix_rewrite') } : {}),
    ...(action.has('host_rewrite_literal')
      ? { hostRewrite: action.text('host_rewrite_literal') }
      : {}),
    timeoutMs: action.number('timeout', TIMEOUT_MS),
    retry: readRetryPolicy(action.message('retry_policy') ?? host.message('retry_policy')),
  }
}

function headerOf(option: Message): HeaderToAdd {
  const header = option.message('header')
  const name = header?.text('key') ?? ''
  const value = header?.text('value') ?? ''
  if (name === '') throw tooShort('HeaderValue', 'Key')
  if (/%[^%]/.test(value.replaceAll('%%', '')))
    throw new ConfigError(`${option.path}: a variable in a header is not simulated by this Envoy`)
  const how = option.text('append_action')
  return {
    name: name.toLowerCase(),
    value: value.replaceAll('%%', '%'),
    how: how === '' ? 'APPEND_IF_EXISTS_OR_ADD' : how,
  }
}
