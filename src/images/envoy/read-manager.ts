import { ConfigError } from './config-error.ts'
import { DEFAULT_FORMAT, parseLogFormat } from './log-format.ts'
import type { Message } from './message.ts'
import { readVirtualHosts } from './read-routes.ts'
import { FILE_ACCESS_LOG, ROUTER, STDERR_ACCESS_LOG, STDOUT_ACCESS_LOG } from './schema.ts'
import type { AccessLogSettings, ManagerSettings } from './settings.ts'
import { tooShort } from './socket-place.ts'

/** An http_connection_manager; its routes may lead to the clusters that are named. */
export function readManager(manager: Message, clusters: ReadonlySet<string>): ManagerSettings {
  if (manager.text('stat_prefix') === '') throw tooShort('HttpConnectionManager', 'StatPrefix')
  const routes = manager.message('route_config')
  if (routes === undefined)
    throw new ConfigError(
      'Proto constraint validation failed (HttpConnectionManagerValidationError.RouteSpecifier: value is required)',
    )
  const serverName = manager.text('server_name')
  return {
    statPrefix: manager.text('stat_prefix'),
    serverName: serverName === '' ? 'envoy' : serverName,
    virtualHosts: readVirtualHosts(routes, clusters),
    accessLogs: manager.messages('access_log').map(accessLogOf),
    useRemoteAddress: manager.isTrue('use_remote_address'),
    generateRequestId: manager.isTrue('generate_request_id', true),
    suppressEnvoyHeaders: routerOf(manager).isTrue('suppress_envoy_headers'),
  }
}

/** The one filter that a chain here ends, and begins, with. */
function routerOf(manager: Message): Message {
  const filters = manager.messages('http_filters')
  const router = filters.at(-1)?.message('typed_config')
  if (filters.length === 0) throw new ConfigError('Empty http filter chain')
  if (router === undefined)
    throw new ConfigError(
      `Didn't find a registered implementation for '${filters.at(-1)?.text('name') ?? ''}' with type URL: ''`,
    )
  if (router.type !== ROUTER || filters.length > 1)
    throw new ConfigError(
      `${manager.path}.http_filters: this Envoy simulates one ${ROUTER} and nothing else`,
    )
  return router
}

const STREAMS: ReadonlyMap<string, string> = new Map([
  [STDOUT_ACCESS_LOG, '/dev/stdout'],
  [STDERR_ACCESS_LOG, '/dev/stderr'],
])

function accessLogOf(log: Message): AccessLogSettings {
  const config = log.message('typed_config')
  const path =
    config?.type === FILE_ACCESS_LOG ? config.text('path') : STREAMS.get(config?.type ?? '')
  if (config === undefined || path === undefined)
    throw new ConfigError(
      `Didn't find a registered implementation for '${log.text('name')}' with type URL: '${config?.type ?? ''}'`,
    )
  if (path === '') throw tooShort('FileAccessLog', 'Path')
  const format = config.message('log_format')
  const text =
    format?.message('text_format_source')?.text('inline_string') ??
    (format ?? config).text(format === undefined ? 'format' : 'text_format')
  return { path, format: parseLogFormat(text === '' ? DEFAULT_FORMAT : text) }
}
