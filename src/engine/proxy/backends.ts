import type { EndpointSlice, Service, ServicePort } from '../api/generated/types.ts'
import type { Protocol, SocketAddress } from '../network/fabric.ts'
import type { VirtualAddress } from '../network/translation.ts'

const SERVICE_NAME = 'kubernetes.io/service-name'

/** The slices of one Service. */
export function slicesOf(
  { metadata }: Service,
  slices: readonly EndpointSlice[],
): readonly EndpointSlice[] {
  return slices.filter(
    (it) =>
      it.metadata.namespace === metadata.namespace &&
      it.metadata.labels?.[SERVICE_NAME] === metadata.name,
  )
}

/**
 * Every address under which a Service is reached, with those that answer: its own, and its node
 * ports on every node. Who is ready answers; where nobody is, who still serves while he ends.
 * Source: kube-proxy, pkg/proxy/topology.go.
 */
export function virtualAddressesOf(
  service: Service,
  slices: readonly EndpointSlice[],
  nodes: readonly string[],
): readonly VirtualAddress[] {
  const { clusterIP = '', ports = [], type } = service.spec
  if (type === 'ExternalName') return []
  const own = clusterIP === '' || clusterIP === 'None' ? [] : [clusterIP]
  return ports.flatMap((port) => {
    const protocol = protocolOf(port)
    if (protocol === undefined) return []
    const backends = backendsOf(port, slices)
    const { nodePort = 0 } = port
    const places = [
      ...own.map((address) => ({ address, port: port.port })),
      ...(nodePort === 0 ? [] : nodes.map((address) => ({ address, port: nodePort }))),
    ]
    return places.map((at) => ({ protocol, at, backends }))
  })
}

function protocolOf({ protocol = 'TCP' }: ServicePort): Protocol | undefined {
  return protocol === 'TCP' ? 'tcp' : protocol === 'UDP' ? 'udp' : undefined
}

function backendsOf(
  { name = '' }: ServicePort,
  slices: readonly EndpointSlice[],
): readonly SocketAddress[] {
  const all = slices.flatMap(({ endpoints, ports }) => {
    const port = ports.find((it) => (it.name ?? '') === name)?.port
    if (port === undefined) return []
    return endpoints.map(({ addresses, conditions }) => ({
      ...{ address: addresses[0] ?? '', port },
      conditions,
    }))
  })
  const ready = all.filter(({ conditions }) => conditions.ready !== false)
  const ending = all.filter(
    ({ conditions }) => conditions.serving === true && conditions.terminating === true,
  )
  const chosen = ready.length > 0 ? ready : ending
  return chosen.map(({ address, port }) => ({ address, port }))
}
