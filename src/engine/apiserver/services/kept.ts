import type { ServicePort, ServiceSpec } from '../../api/generated/types.ts'
import { needsAddress, needsHealthCheck } from '../../api/service-questions.ts'
import { isSame } from '../same.ts'
import { areDrawn } from './node-ports.ts'

/**
 * Numbers that were given out and that whoever writes the Service again leaves out. Source:
 * patchAllocatedValues in pkg/registry/core/service/storage/storage.go.
 */
export function withKeptNumbers(spec: ServiceSpec, before: ServiceSpec): ServiceSpec {
  const both = (asks: (it: ServiceSpec) => boolean) => asks(spec) && asks(before)
  const { clusterIP, clusterIPs, healthCheckNodePort } = before
  return {
    ...spec,
    ...(both(needsAddress) ? { clusterIP: spec.clusterIP ?? clusterIP ?? '' } : {}),
    ...(both(needsAddress) ? { clusterIPs: spec.clusterIPs ?? clusterIPs ?? [] } : {}),
    ...(both(areDrawn) && spec.ports !== undefined
      ? { ports: withKeptPorts(spec.ports, before.ports ?? []) }
      : {}),
    ...(both(needsHealthCheck) && (spec.healthCheckNodePort ?? 0) === 0
      ? { healthCheckNodePort: healthCheckNodePort ?? 0 }
      : {}),
  }
}

/** A port of the same name has the same node port, unless another one took it. */
function withKeptPorts(
  ports: readonly ServicePort[],
  before: readonly ServicePort[],
): readonly ServicePort[] {
  const numbers = (list: readonly ServicePort[]) => list.map(({ nodePort = 0 }) => nodePort)
  const used = numbers(ports).filter((it) => numbers(before).includes(it))
  const known = new Map(before.map(({ name = '', nodePort = 0 }) => [name, nodePort]))
  return ports.map((port) => {
    const old = known.get(port.name ?? '') ?? 0
    const isKept = (port.nodePort ?? 0) === 0 && old !== 0 && !used.includes(old)
    return isKept ? { ...port, nodePort: old } : port
  })
}

/** Who changes one of `clusterIP` and `clusterIPs` means both. Source: normalizeClusterIPs. */
export function withAddressesInStep(spec: ServiceSpec, before: ServiceSpec): ServiceSpec {
  const { clusterIP = '', clusterIPs = [] } = spec
  const { clusterIP: address = '', clusterIPs: addresses = [] } = before
  if (clusterIP === address)
    return clusterIPs.length === 0 && addresses.length > 0
      ? { ...spec, clusterIPs: addresses }
      : spec
  if (!isSame(clusterIPs, addresses)) return spec
  return { ...spec, clusterIPs: clusterIP === '' ? [] : [clusterIP] }
}
