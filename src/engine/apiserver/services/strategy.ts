import type { Service, ServicePort, ServiceSpec } from '../../api/generated/types.ts'
import {
  isReachedFromOutside,
  needsAddress,
  needsHealthCheck,
  needsNodePorts,
} from '../../api/service-questions.ts'
import {
  serviceStatusWarnings,
  validateServiceStatus,
} from '../../api/validation/service-status.ts'
import { isSame } from '../same.ts'
import { updateStatus, withStatusOf } from '../strategies.ts'

/** Source: pkg/registry/core/service/strategy.go. */
export const serviceStrategy = {
  createsOnUpdate: true,
  prepareForCreate: (service: Service): Service => ({
    ...service,
    spec: withoutUnread(service.spec),
    status: { loadBalancer: {} },
  }),
  selectableFields: ({ spec }: Service) => ({
    'spec.clusterIP': spec.clusterIP ?? '',
    'spec.type': spec.type ?? '',
  }),
  updates: {
    '': { prepare: prepareForUpdate },
    status: {
      ...updateStatus,
      validate: validateServiceStatus,
      warnings: serviceStatusWarnings,
    },
  },
}

function prepareForUpdate(service: Service, before: Service): Service {
  const next = withStatusOf(service, before)
  const spec = withoutUnread(withoutUseless(next.spec, before.spec))
  const isBalanced = spec.type === 'LoadBalancer'
  const status = isBalanced ? next.status : { ...next.status, loadBalancer: {} }
  return { ...next, spec, status }
}

/** Nobody is ever shown where traffic to another name goes. */
function withoutUnread({ internalTrafficPolicy, ...spec }: ServiceSpec): ServiceSpec {
  const isRight = internalTrafficPolicy === 'Cluster' || internalTrafficPolicy === 'Local'
  const isUnread = internalTrafficPolicy === undefined || (isRight && !needsAddress(spec))
  return isUnread ? spec : { ...spec, internalTrafficPolicy }
}

interface Rule {
  readonly fields: readonly (keyof ServiceSpec)[]
  /** The Services that have use for the fields. */
  readonly isUseful: (spec: ServiceSpec) => boolean
}

const isBalanced = ({ type }: ServiceSpec): boolean => type === 'LoadBalancer'

/** Fields that go together, and go when the type changes to one that has no use for them. */
const RULES: readonly Rule[] = [
  { fields: ['clusterIP', 'clusterIPs'], isUseful: needsAddress },
  { fields: ['ipFamilies'], isUseful: needsAddress },
  { fields: ['ipFamilyPolicy'], isUseful: needsAddress },
  { fields: ['healthCheckNodePort'], isUseful: needsHealthCheck },
  { fields: ['allocateLoadBalancerNodePorts'], isUseful: isBalanced },
  { fields: ['loadBalancerClass'], isUseful: isBalanced },
  { fields: ['externalTrafficPolicy'], isUseful: isReachedFromOutside },
]

/** Without what is of no more use, unless whoever changes the type changes that, too. */
function withoutUseless(spec: ServiceSpec, before: ServiceSpec): ServiceSpec {
  const useless = RULES.filter(
    ({ fields, isUseful }) =>
      isUseful(before) &&
      !isUseful(spec) &&
      fields.every((field) => isSame(spec[field] ?? null, before[field] ?? null)),
  ).flatMap(({ fields }) => fields)
  const kept = Object.entries(spec).filter(([key]) => !useless.some((field) => field === key))
  const next = Object.fromEntries(kept) as ServiceSpec
  const { ports } = next
  const isToClose = needsNodePorts(before) && !needsNodePorts(spec) && ports !== undefined
  return isToClose && areKnown(ports, before.ports ?? [])
    ? { ...next, ports: ports.map(withoutNodePort) }
    : next
}

/** Whether no node port is new. */
function areKnown(ports: readonly ServicePort[], before: readonly ServicePort[]): boolean {
  const known = new Set(before.map(({ nodePort = 0 }) => nodePort))
  return ports.every(({ nodePort = 0 }) => nodePort === 0 || known.has(nodePort))
}

function withoutNodePort(port: ServicePort): ServicePort {
  const { nodePort, ...rest } = port
  return nodePort === undefined ? port : rest
}
