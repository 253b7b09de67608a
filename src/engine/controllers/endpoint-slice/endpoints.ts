import type { Endpoint, EndpointPort, Pod, Service } from '../../api/generated/types.ts'
import { isReady } from '../active-pods.ts'

/** Endpoints that have the same ports: what one EndpointSlice holds. */
export interface EndpointGroup {
  readonly ports: readonly EndpointPort[]
  readonly endpoints: readonly Endpoint[]
}

/** A slice holds no more than this. */
const MOST_ENDPOINTS = 100

/** What stands behind a Service, as EndpointSlices hold it. Source: endpointslice/utils.go. */
export function endpointsOf(service: Service, pods: readonly Pod[]): readonly EndpointGroup[] {
  const groups = new Map<string, { ports: readonly EndpointPort[]; endpoints: Endpoint[] }>()
  const sorted = pods
    .filter((pod) => isBehind(service, pod))
    .toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))
  for (const pod of sorted) {
    const ports = portsOf(service, pod)
    const key = JSON.stringify(ports)
    const group = groups.get(key) ?? { ports, endpoints: [] }
    groups.set(key, group)
    group.endpoints.push(endpointOf(service, pod))
  }
  return [...groups.values()].flatMap(inParts)
}

function inParts({ ports, endpoints }: EndpointGroup): readonly EndpointGroup[] {
  const count = Math.ceil(endpoints.length / MOST_ENDPOINTS)
  return Array.from({ length: count }, (_, part) => {
    const start = part * MOST_ENDPOINTS
    return { ports, endpoints: endpoints.slice(start, start + MOST_ENDPOINTS) }
  })
}

/** Selected, has an address, and has not ended. */
export function isBehind({ metadata, spec }: Service, pod: Pod): boolean {
  const { podIP, phase } = pod.status
  if (pod.metadata.namespace !== metadata.namespace || !isSelected(spec.selector, pod)) return false
  return (podIP ?? '') !== '' && phase !== 'Succeeded' && phase !== 'Failed'
}

function isSelected(selector: Service['spec']['selector'], { metadata }: Pod): boolean {
  const labels = metadata.labels ?? {}
  return Object.entries(selector ?? {}).every(([key, value]) => labels[key] === value)
}

function endpointOf({ metadata, spec }: Service, pod: Pod): Endpoint {
  const { name, namespace, uid, deletionTimestamp } = pod.metadata
  const serving = isReady(pod)
  const terminating = deletionTimestamp !== undefined
  const ready = spec.publishNotReadyAddresses === true || (serving && !terminating)
  const { hostname, subdomain, nodeName } = pod.spec
  const isNamed = hostname !== undefined && subdomain === metadata.name
  return {
    addresses: [pod.status.podIP ?? ''],
    conditions: { ready, serving, terminating },
    ...(isNamed ? { hostname } : {}),
    targetRef: { kind: 'Pod', namespace, name, uid },
    ...(nodeName === undefined ? {} : { nodeName }),
  }
}

/** Ports by number, or by what the Pod's containers call them; one that is not found is left out. */
function portsOf({ spec }: Service, pod: Pod): readonly EndpointPort[] {
  return (spec.ports ?? []).flatMap(({ name = '', port, targetPort, protocol = 'TCP' }) => {
    const target = targetPort ?? port
    const number = typeof target === 'number' ? target : portNamed(pod, target, protocol)
    return number === undefined ? [] : [{ name, protocol, port: number }]
  })
}

function portNamed({ spec }: Pod, name: string, protocol: string): number | undefined {
  const sidecars = (spec.initContainers ?? []).filter((it) => it.restartPolicy === 'Always')
  return [...spec.containers, ...sidecars]
    .flatMap(({ ports = [] }) => ports)
    .find((it) => it.name === name && (it.protocol ?? 'TCP') === protocol)?.containerPort
}
