import { quoteGo } from '../api/field-error.ts'
import { queriesOf } from './call.ts'
import type { ApiRequest } from './transport.ts'

/** How a kube-apiserver is asked whether it is well. */
type Endpoint = 'healthz' | 'livez' | 'readyz'

export function isHealth(root: string): root is Endpoint {
  return root === 'healthz' || root === 'livez' || root === 'readyz'
}

/**
 * What an endpoint, or one check of it, says; undefined where there is no such check. A server in
 * memory is always well. Source: apiserver/pkg/server/healthz.
 */
export function healthAt(
  endpoint: Endpoint,
  check: string,
  request: ApiRequest,
): string | undefined {
  const checks = checksOf(endpoint)
  if (check !== '') return checks.includes(check) ? 'ok' : undefined
  if (!request.query.some(([name]) => name === 'verbose')) return 'ok'
  const excluded = [...new Set(queriesOf(request, 'exclude'))].sort()
  const unknown = excluded.filter((name) => !checks.includes(name)).map(quoteGo)
  return [
    ...checks.map((name) => `[+]${name}${excluded.includes(name) ? ' excluded:' : ''} ok\n`),
    unknown.length === 0
      ? ''
      : `warn: some health checks cannot be excluded: no matches for ${unknown.join(',')}\n`,
    `${endpoint} check passed\n`,
  ].join('')
}

/** The paths under which the checks can be asked for one by one. */
export function healthPaths(): readonly string[] {
  return (['healthz', 'livez', 'readyz'] as const).flatMap((endpoint) => [
    `/${endpoint}`,
    ...[...checksOf(endpoint)].sort().map((check) => `/${endpoint}/${check}`),
  ])
}

function checksOf(endpoint: Endpoint): readonly string[] {
  return endpoint === 'readyz'
    ? ['ping', 'log', 'etcd', 'etcd-readiness', 'informer-sync', ...HOOKS, 'shutdown']
    : ['ping', 'log', 'loopback-serving-certificate', 'etcd', ...HOOKS]
}

/** What a kube-apiserver 1.36.3 does after it has started, in its order. */
const HOOKS = [
  ...[
    ...['start-apiserver-admission-initializer', 'generic-apiserver-start-informers'],
    ...['priority-and-fairness-config-consumer', 'priority-and-fairness-filter'],
    ...['storage-object-count-tracker-hook', 'start-apiextensions-informers'],
    ...['start-apiextensions-controllers', 'crd-informer-synced'],
    ...['start-system-namespaces-controller', 'peer-endpoint-reconciler-controller'],
    'start-cluster-authentication-info-controller',
    'start-kube-apiserver-identity-lease-controller',
    'start-kube-apiserver-identity-lease-garbage-collector',
    ...['storage-readiness', 'start-legacy-token-tracking-controller'],
    ...['start-service-ip-repair-controllers', 'rbac/bootstrap-roles'],
    ...['scheduling/bootstrap-system-priority-classes', 'priority-and-fairness-config-producer'],
    ...['bootstrap-controller', 'start-kubernetes-service-cidr-controller'],
    ...['start-kube-aggregator-informers', 'apiservice-status-local-available-controller'],
    ...['apiservice-status-remote-available-controller', 'apiservice-registration-controller'],
    ...['apiservice-discovery-controller', 'kube-apiserver-autoregistration'],
  ].map((name) => `poststarthook/${name}`),
  'autoregister-completion',
  'poststarthook/apiservice-openapi-controller',
  'poststarthook/apiservice-openapiv3-controller',
]
