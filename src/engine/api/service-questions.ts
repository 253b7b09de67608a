import type { ServiceSpec } from './generated/types.ts'

export const HEADLESS = 'None'

/** A Service without an address of its own: its name stands for its endpoints. */
export function isHeadless({ clusterIPs = [] }: ServiceSpec): boolean {
  return clusterIPs.length === 1 && clusterIPs[0] === HEADLESS
}

export function needsAddress({ type }: ServiceSpec): boolean {
  return type !== 'ExternalName'
}

export function needsNodePorts({ type }: ServiceSpec): boolean {
  return type === 'NodePort' || type === 'LoadBalancer'
}

/** A balancer that passes only to nodes with endpoints must ask each of them whether it has any. */
export function needsHealthCheck({ type, externalTrafficPolicy }: ServiceSpec): boolean {
  return type === 'LoadBalancer' && externalTrafficPolicy === 'Local'
}

/** Whether it can be reached from outside of the cluster. */
export function isReachedFromOutside(spec: ServiceSpec): boolean {
  const { type, externalIPs = [] } = spec
  return needsNodePorts(spec) || (type === 'ClusterIP' && externalIPs.length > 0)
}
