import type { Service } from '../api/generated/types.ts'
import { invalidValue } from '../api/field-error.ts'
import { formatIpv4, parseCidr, parseIpv4 } from '../network/addresses.ts'
import type { Call } from './call.ts'
import type { ApiObject } from './object.ts'
import { invalid } from './refusals.ts'

/** The addresses of Services, as kubeadm has them; the first is the API server's own. */
const SERVICE_CIDR = '10.96.0.0/16'
/** The lower ones are for whoever asks for one: the rest is given out by lot. */
const RESERVED_ADDRESSES = 256
const FIRST_NODE_PORT = 30_000
const LAST_NODE_PORT = 32_767
const RESERVED_NODE_PORTS = 86

/** ClusterIP and node ports of a Service that is about to be created. See [S1]. */
export function serviceAddresses(call: Call, object: ApiObject): ApiObject {
  if (call.resource.resource !== 'services') return object
  const service = object as Service
  const { spec } = service
  if (spec.type === 'ExternalName') return object
  const others = call.backend.store.list('services') as readonly Service[]
  const clusterIP = spec.clusterIP ?? spec.clusterIPs?.[0] ?? ''
  const address = clusterIP === 'None' ? 'None' : addressFor(call, { clusterIP, service, others })
  return {
    ...service,
    spec: {
      ...withNodePorts(call, spec, others),
      clusterIP: address,
      clusterIPs: [address],
      ipFamilies: spec.ipFamilies ?? ['IPv4'],
      ipFamilyPolicy: spec.ipFamilyPolicy ?? 'SingleStack',
    },
  } as Service
}

function addressFor(
  { backend, resource }: Call,
  of: {
    readonly clusterIP: string
    readonly service: Service
    readonly others: readonly Service[]
  },
): string {
  const { clusterIP, service, others } = of
  const taken = new Set(others.map(({ spec }) => spec.clusterIP))
  const { first, size } = parseCidr(SERVICE_CIDR) ?? { first: 0, size: 0 }
  const refuse = (why: string) => {
    const message = `failed to allocate IP ${clusterIP}: ${why}`
    const error = invalidValue('spec.clusterIPs', [clusterIP], message)
    return invalid({ ...resource, name: service.metadata.name }, [error])
  }
  if (clusterIP !== '') {
    const number = parseIpv4(clusterIP) ?? -1
    if (number <= first || number >= first + size - 1)
      throw refuse(`the provided network does not match the current range`)
    if (taken.has(clusterIP)) throw refuse('provided IP is already allocated')
    return clusterIP
  }
  const count = size - RESERVED_ADDRESSES - 1
  const start = backend.random.below(count)
  for (let step = 0; step < count; step++) {
    const address = formatIpv4(first + RESERVED_ADDRESSES + ((start + step) % count))
    if (!taken.has(address)) return address
  }
  throw refuse('range is full')
}

type Spec = Service['spec']

function withNodePorts({ backend }: Call, spec: Spec, others: readonly Service[]): Spec {
  if (spec.type !== 'NodePort' && spec.type !== 'LoadBalancer') return spec
  const taken = new Set(others.flatMap((it) => (it.spec.ports ?? []).map((port) => port.nodePort)))
  const first = FIRST_NODE_PORT + RESERVED_NODE_PORTS
  const count = LAST_NODE_PORT - first + 1
  const ports = (spec.ports ?? []).map((port) => {
    if (port.nodePort !== undefined && port.nodePort !== 0) return port
    let nodePort = first + backend.random.below(count)
    while (taken.has(nodePort)) nodePort = first + ((nodePort - first + 1) % count)
    taken.add(nodePort)
    return { ...port, nodePort }
  })
  return { ...spec, ports }
}
