import type { LoadBalancerIngress, Service, ServiceSpec } from './generated/types.ts'
import { isReachedFromOutside, needsAddress } from './service-questions.ts'

type Json = Readonly<Record<string, unknown>>
type Fill = (value: Json) => Json

/** What the API server fills in for Services. Source: SetDefaults_Service in core/v1. */
export const SERVICE_FILLS: Readonly<Record<string, Fill>> = {
  // What was decoded has the types of its kind, which TypeScript cannot see.
  Service: (it) => service(it as unknown as Service) as unknown as Json,
  ServiceSpec: (it) => serviceSpec(it) as Json,
  ServicePort: servicePort,
}

function servicePort(port: Json): Json {
  const { protocol = 'TCP', targetPort = 0 } = port
  const isOpen = targetPort === 0 || targetPort === ''
  if (protocol === port['protocol'] && !isOpen) return port
  return { ...port, protocol, targetPort: isOpen ? port['port'] : targetPort }
}

const AFFINITY_SECONDS = 10_800

function serviceSpec(given: ServiceSpec): ServiceSpec {
  const { sessionAffinity = 'None', type = 'ClusterIP', sessionAffinityConfig, ...rest } = given
  const spec = { ...rest, type }
  const { clientIP } = sessionAffinityConfig ?? {}
  const affinity =
    sessionAffinity === 'ClientIP' && clientIP?.timeoutSeconds === undefined
      ? { clientIP: { timeoutSeconds: AFFINITY_SECONDS } }
      : sessionAffinityConfig
  const isToldTwice = sessionAffinity === 'None' || affinity === undefined
  const filled = {
    sessionAffinity,
    ...(isToldTwice ? {} : { sessionAffinityConfig: affinity }),
    ...(isReachedFromOutside(spec) ? { externalTrafficPolicy: 'Cluster' as const } : {}),
    ...(needsAddress(spec) ? { internalTrafficPolicy: 'Cluster' as const } : {}),
    ...(type === 'LoadBalancer' ? { allocateLoadBalancerNodePorts: true } : {}),
  }
  return { ...filled, ...spec }
}

/** An address of a balancer is one that its nodes take for theirs. */
function service(given: Service): Service {
  const { spec, status } = given
  const { ingress } = (status as Partial<Service>['status'])?.loadBalancer ?? {}
  const isOpen = ({ ip = '', ipMode }: LoadBalancerIngress) => ip !== '' && ipMode === undefined
  if (spec.type !== 'LoadBalancer' || ingress?.some(isOpen) !== true) return given
  const next = ingress.map((it) => (isOpen(it) ? { ...it, ipMode: 'VIP' } : it))
  return { ...given, status: { ...status, loadBalancer: { ingress: next } } }
}
