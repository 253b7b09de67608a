import { familyOf } from '#engine'
import { ConfigError } from './config-error.ts'
import type { Message } from './message.ts'
import type { ClusterSettings, Limits, OutlierSettings, SocketPlace } from './settings.ts'
import { readPlace, tooShort } from './socket-place.ts'

/** The clusters of a bootstrap. Throws a ConfigError. */
export function readClusters(clusters: readonly Message[]): readonly ClusterSettings[] {
  const names = clusters.map((it) => it.text('name'))
  const twice = names.find((it, at) => names.indexOf(it) !== at)
  if (twice !== undefined) throw new ConfigError(`cluster manager: duplicate cluster '${twice}'`)
  return clusters.map(readCluster)
}

const TYPES = ['STATIC', 'STRICT_DNS', 'LOGICAL_DNS'] as const
const BALANCING = ['ROUND_ROBIN', 'LEAST_REQUEST', 'RANDOM'] as const

function readCluster(cluster: Message): ClusterSettings {
  const name = cluster.text('name')
  if (name === '') throw tooShort('Cluster', 'Name')
  const type = TYPES.find((it) => it === cluster.text('type')) ?? 'STATIC'
  const endpoints = endpointsOf(cluster)
  const wrong = endpoints.find(({ address }) => familyOf(address) === undefined)
  if (type === 'STATIC' && wrong !== undefined)
    throw new ConfigError(
      `malformed IP address: ${wrong.address}. Consider setting resolver_name or setting cluster type to 'STRICT_DNS' or 'LOGICAL_DNS'`,
    )
  if (type === 'LOGICAL_DNS' && endpoints.length !== 1)
    throw new ConfigError(
      'LOGICAL_DNS clusters must have a single locality_lb_endpoint and a single lb_endpoint',
    )
  const family = cluster.text('dns_lookup_family')
  const panic = cluster.message('common_lb_config')?.message('healthy_panic_threshold')
  const outlier = cluster.message('outlier_detection')
  return {
    name,
    statName: cluster.text('alt_stat_name') || name,
    type,
    connectTimeoutMs: cluster.number('connect_timeout', 5000),
    balancing: BALANCING.find((it) => it === cluster.text('lb_policy')) ?? 'ROUND_ROBIN',
    endpoints,
    isV4Wanted: family !== 'V6_ONLY',
    isV6Wanted: family === 'V6_ONLY' || family === 'ALL',
    refreshMs: cluster.number('dns_refresh_rate', 5000),
    limits: limitsOf(cluster),
    ...(outlier === undefined ? {} : { outlier: outlierOf(outlier) }),
    panicPercent: panic?.number('value', 0) ?? 50,
  }
}

function endpointsOf(cluster: Message): readonly SocketPlace[] {
  return (cluster.message('load_assignment')?.messages('endpoints') ?? [])
    .flatMap((it) => it.messages('lb_endpoints'))
    .flatMap((it) => it.message('endpoint')?.message('address') ?? [])
    .map(readPlace)
}

/** Of the priority that every request here has. */
function limitsOf(cluster: Message): Limits {
  const all = cluster.message('circuit_breakers')?.messages('thresholds') ?? []
  const own = all.find((it) => it.text('priority') !== 'HIGH')
  return {
    connections: own?.number('max_connections', 1024) ?? 1024,
    pendingRequests: own?.number('max_pending_requests', 1024) ?? 1024,
    requests: own?.number('max_requests', 1024) ?? 1024,
    retries: own?.number('max_retries', 3) ?? 3,
  }
}

function outlierOf(outlier: Message): OutlierSettings {
  const baseEjectionMs = outlier.number('base_ejection_time', 30_000)
  return {
    consecutive5xx: outlier.number('consecutive_5xx', 5),
    intervalMs: outlier.number('interval', 10_000),
    baseEjectionMs,
    maxEjectionMs: outlier.number('max_ejection_time', Math.max(300_000, baseEjectionMs)),
    maxEjectionPercent: outlier.number('max_ejection_percent', 10),
    enforcedPercent: outlier.number('enforcing_consecutive_5xx', 100),
    alwaysEjectOneHost: outlier.isTrue('always_eject_one_host'),
  }
}
