import { forbiddenField, invalidValue, required } from '../field-error.ts'
import type { Service, ServiceSpec } from '../generated/types.ts'
import { dns1123Label, dns1123Subdomain } from '../names.ts'
import { HEADLESS, isHeadless, needsHealthCheck } from '../service-questions.ts'
import { validateEndpointIp } from './endpoint-ip.ts'
import { validateLabels, validateObjectMetaUpdate } from './meta.ts'
import { validateMetaOf } from './plain-kinds.ts'
import { each, type Errors, fits, IMMUTABLE, isOneOf } from './rules.ts'
import { validateAddresses } from './service-addresses.ts'
import { validateNumbers, validatePorts } from './service-ports.ts'
import {
  validateAffinity,
  validateBalancerClass,
  validateNodePortsOfBalancer,
  validateSourceRanges,
  validateTraffic,
} from './service-traffic.ts'

const TYPES = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort']

/** Source of all of this: validateService in pkg/apis/core/validation, in its order. */
export function validateService(service: Service): Errors {
  return [...validateMetaOf(service, true, dns1123Label), ...validateAsItIs(service)]
}

export function validateServiceUpdate(service: Service, before: Service): Errors {
  return [
    ...validateObjectMetaUpdate(service.metadata, before.metadata),
    ...isAddressKept(service.spec, before.spec),
    ...isClassKept(service.spec, before.spec),
    ...validateBalancerClass(service.spec),
    ...isHealthCheckKept(service.spec, before.spec),
    ...validateAsItIs(service),
  ]
}

function validateAsItIs(service: Service): Errors {
  const { spec } = service
  const { ports = [], type } = spec
  const isPortless = ports.length === 0 && !isHeadless(spec) && type !== 'ExternalName'
  return [
    ...validateHints(service),
    ...(isPortless ? [required('spec.ports', '')] : []),
    ...validateKind(spec),
    ...validatePorts(spec),
    ...validateLabels('spec.selector', spec.selector),
    ...validateAffinity(spec),
    ...validateAddresses(spec),
    ...each('spec.externalIPs', spec.externalIPs, (ip, at) => validateEndpointIp(at, ip)),
    ...isOneOf('spec.type', type, TYPES),
    ...validateNumbers(spec),
    ...validateSourceRanges(service),
    ...validateNodePortsOfBalancer(spec),
    ...validateBalancerClass(spec),
    ...validateTraffic(spec),
  ]
}

export const HINTS = 'service.kubernetes.io/topology-aware-hints'
export const TOPOLOGY_MODE = 'service.kubernetes.io/topology-mode'

/** The old annotation and the new one must not contradict each other. */
function validateHints({ metadata: { annotations = {} } }: Service): Errors {
  const { [HINTS]: hints, [TOPOLOGY_MODE]: mode } = annotations
  const words = `must match annotations[${HINTS}] when both are specified`
  return hints === undefined || mode === undefined || hints === mode
    ? []
    : [invalidValue(`metadata.annotations[${TOPOLOGY_MODE}]`, mode, words)]
}

function validateKind(spec: ServiceSpec): Errors {
  const words = `may not be set to 'None' for ${spec.type} services`
  switch (spec.type) {
    case 'LoadBalancer':
    case 'NodePort':
      return isHeadless(spec) ? [invalidValue('spec.clusterIPs[0]', HEADLESS, words)] : []
    case 'ExternalName':
      return validateAlias(spec)
    default:
      return []
  }
}

/** A name for another name: nothing in the cluster answers for it. */
function validateAlias(spec: ServiceSpec): Errors {
  const name = (spec.externalName ?? '').replace(/\.$/, '')
  const words = 'may not be set for ExternalName services'
  return [
    ...((spec.clusterIPs ?? []).length > 0 ? [forbiddenField('spec.clusterIPs', words)] : []),
    ...((spec.ipFamilies ?? []).length > 0 ? [forbiddenField('spec.ipFamilies', words)] : []),
    ...(spec.ipFamilyPolicy === undefined ? [] : [forbiddenField('spec.ipFamilyPolicy', words)]),
    ...(name === ''
      ? [required('spec.externalName', '')]
      : fits('spec.externalName', name, dns1123Subdomain)),
  ]
}

const ONCE_SET = 'may not change once set'

/** Whoever has an address keeps it, unless he becomes a name for somebody else, or was one. */
function isAddressKept(spec: ServiceSpec, before: ServiceSpec): Errors {
  const isAlias = spec.type === 'ExternalName' || before.type === 'ExternalName'
  const { clusterIPs = [] } = spec
  return isAlias || clusterIPs[0] === before.clusterIPs?.[0]
    ? []
    : [invalidValue('spec.clusterIPs[0]', clusterIPs, ONCE_SET)]
}

function isClassKept(spec: ServiceSpec, before: ServiceSpec): Errors {
  const areBalanced = spec.type === 'LoadBalancer' && before.type === 'LoadBalancer'
  const { loadBalancerClass = null } = spec
  return !areBalanced || loadBalancerClass === (before.loadBalancerClass ?? null)
    ? []
    : [invalidValue('spec.loadBalancerClass', loadBalancerClass, ONCE_SET)]
}

function isHealthCheckKept(spec: ServiceSpec, before: ServiceSpec): Errors {
  const areChecked = needsHealthCheck(spec) && needsHealthCheck(before)
  return !areChecked || spec.healthCheckNodePort === before.healthCheckNodePort
    ? []
    : [forbiddenField('spec.healthCheckNodePort', IMMUTABLE)]
}
