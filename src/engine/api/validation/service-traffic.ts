import { forbiddenField, invalidValue } from '../field-error.ts'
import type { Service, ServiceSpec } from '../generated/types.ts'
import { isNetwork } from '../ip-network.ts'
import { isReachedFromOutside, needsHealthCheck } from '../service-questions.ts'
import { each, type Errors, isOneOf, isOneOfIfSet, isPort, isQualifiedName } from './rules.ts'

const LONGEST_AFFINITY_SECONDS = 86_400
const ONLY_BALANCED = "may only be used when `type` is 'LoadBalancer'"

/** Once the place of the ranges, and still read. */
const RANGES = 'service.beta.kubernetes.io/load-balancer-source-ranges'

/** For how long a client stays with his endpoint. */
export function validateAffinity({ sessionAffinity, sessionAffinityConfig }: ServiceSpec): Errors {
  const seconds = sessionAffinityConfig?.clientIP?.timeoutSeconds ?? 0
  const isWrong = seconds <= 0 || seconds > LONGEST_AFFINITY_SECONDS
  const words = `must be greater than 0 and less than ${LONGEST_AFFINITY_SECONDS}`
  const path = 'spec.sessionAffinityConfig.clientIP.timeoutSeconds'
  return [
    ...isOneOf('spec.sessionAffinity', sessionAffinity, ['ClientIP', 'None']),
    ...(sessionAffinity === 'ClientIP' && isWrong ? [invalidValue(path, seconds, words)] : []),
  ]
}

/** Who may speak to the balancer, in the field or in the annotation. */
export function validateSourceRanges({ metadata, spec }: Service): Errors {
  const { type, loadBalancerSourceRanges: ranges = [] } = spec
  const onlyBalanced = (path: string) =>
    type === 'LoadBalancer' ? [] : [forbiddenField(path, ONLY_BALANCED)]
  if (ranges.length > 0) {
    // So is it named, with a capital.
    const path = 'spec.LoadBalancerSourceRanges'
    return [
      ...onlyBalanced(path),
      ...each(path, ranges, (range, at) => isNetwork(at, range.trim())),
    ]
  }
  const annotations = metadata.annotations ?? {}
  if (!Object.hasOwn(annotations, RANGES)) return []
  const path = `metadata.annotations[${RANGES}]`
  const text = annotations[RANGES]?.trim() ?? ''
  const parts = text === '' ? [] : text.split(',')
  return [...onlyBalanced(path), ...parts.flatMap((part) => isNetwork(path, part.trim()))]
}

export function validateNodePortsOfBalancer(spec: ServiceSpec): Errors {
  const isWrong = spec.allocateLoadBalancerNodePorts !== undefined && spec.type !== 'LoadBalancer'
  return isWrong ? [forbiddenField('spec.allocateLoadBalancerNodePorts', ONLY_BALANCED)] : []
}

export function validateBalancerClass({ type, loadBalancerClass }: ServiceSpec): Errors {
  const path = 'spec.loadBalancerClass'
  if (loadBalancerClass === undefined) return []
  return type === 'LoadBalancer'
    ? isQualifiedName(path, loadBalancerClass)
    : [forbiddenField(path, ONLY_BALANCED)]
}

const POLICIES = ['Cluster', 'Local']
const DISTRIBUTIONS = ['PreferClose', 'PreferSameZone', 'PreferSameNode']

/** Where traffic goes that comes from outside, and from inside. */
export function validateTraffic(spec: ServiceSpec): Errors {
  return [
    ...validateFromOutside(spec),
    ...validateHealthCheck(spec),
    ...isOneOfIfSet('spec.internalTrafficPolicy', spec.internalTrafficPolicy, POLICIES),
    ...isOneOfIfSet('spec.trafficDistribution', spec.trafficDistribution, DISTRIBUTIONS),
  ]
}

function validateFromOutside(spec: ServiceSpec): Errors {
  const { externalTrafficPolicy } = spec
  const path = 'spec.externalTrafficPolicy'
  if (isReachedFromOutside(spec)) return isOneOf(path, externalTrafficPolicy, POLICIES)
  const words = 'may only be set for externally-accessible services'
  return externalTrafficPolicy === undefined
    ? []
    : [invalidValue(path, externalTrafficPolicy, words)]
}

function validateHealthCheck(spec: ServiceSpec): Errors {
  const { healthCheckNodePort: port = 0 } = spec
  const path = 'spec.healthCheckNodePort'
  if (needsHealthCheck(spec)) return isPort(path, port)
  const words =
    "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'"
  return port === 0 ? [] : [invalidValue(path, port, words)]
}
