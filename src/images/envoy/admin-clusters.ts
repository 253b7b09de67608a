import type { Cluster } from './cluster.ts'
import { HOST_COUNTS } from './host.ts'
import type { Limits } from './settings.ts'

const DEFAULT_LIMITS: Limits = {
  connections: 1024,
  pendingRequests: 1024,
  requests: 1024,
  retries: 3,
}

/** What /clusters shows. Envoy: server/admin/clusters_chunk_processor. */
export function clustersText(clusters: readonly Cluster[]): string {
  return clusters.flatMap(linesOf).join('')
}

function linesOf(cluster: Cluster): readonly string[] {
  const { name, outlier, limits } = cluster.settings
  for (const { pool } of cluster.hosts) pool.closeEnded()
  const rates = ['success_rate_average', 'success_rate_ejection_threshold']
  const ofOutliers = ['', 'local_origin_'].flatMap((kind) =>
    rates.map((it) => `outlier::${kind}${it}::-1`),
  )
  const lines = [
    `observability_name::${name}`,
    ...(outlier === undefined ? [] : ofOutliers),
    ...limitLines('default', limits),
    ...limitLines('high', DEFAULT_LIMITS),
    'added_via_api::false',
    ...cluster.hosts.flatMap((host) => {
      const facts = [
        ...HOST_COUNTS.map((it) => `${it}::${host.counts[it]}`),
        `hostname::${host.hostname}`,
        `health_flags::${host.isHealthy ? 'healthy' : '/failed_outlier_check'}`,
        'weight::1',
        'region::',
        'zone::',
        'sub_zone::',
        'canary::false',
        'priority::0',
        'success_rate::-1',
        'local_origin_success_rate::-1',
      ]
      return facts.map((it) => `${host.shown}::${it}`)
    }),
  ]
  return lines.map((it) => `${name}::${it}\n`)
}

function limitLines(priority: string, limits: Limits): readonly string[] {
  return [
    `max_connections::${limits.connections}`,
    `max_pending_requests::${limits.pendingRequests}`,
    `max_requests::${limits.requests}`,
    `max_retries::${limits.retries}`,
  ].map((it) => `${priority}_priority::${it}`)
}
