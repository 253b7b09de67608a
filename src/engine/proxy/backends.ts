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
 * Where a traffic policy is Local, only those on the node that the packet comes by. See [S3], [S5].
 * Source: kube-proxy, pkg/proxy/topology.go.
 */
export function virtualAddressesOf(
  service: Service,
  slices: readonly EndpointSlice[],
  nodes: readonly string[],
): readonly VirtualAddress[] {
  const { clusterIP = '', ports = [], type } = service.spec
  const { internalTrafficPolicy, externalTrafficPolicy } = service.spec
  if (type === 'ExternalName') return []
  const own = clusterIP === '' || clusterIP === 'None' ? [] : [clusterIP]
  return ports.flatMap((port) => {
    const protocol = protocolOf(port)
    if (protocol === undefined) return []
    const endpoints = endpointsOf(port, slices)
    const backends = answering(endpoints)
    const local = { localBackends: byNode(endpoints) }
    const { nodePort = 0 } = port
    const common = { protocol, backends, ...stickinessOf(service) }
    return [
      ...own.map((address) => ({
        ...{ ...common, at: { address, port: port.port } },
        ...(internalTrafficPolicy === 'Local' ? local : {}),
      })),
      ...(nodePort === 0 ? [] : nodes).map((address) => ({
        ...{ ...common, at: { address, port: nodePort } },
        ...(externalTrafficPolicy === 'Local' ? local : {}),
      })),
    ]
  })
}

function protocolOf({ protocol = 'TCP' }: ServicePort): Protocol | undefined {
  return protocol === 'TCP' ? 'tcp' : protocol === 'UDP' ? 'udp' : undefined
}

function stickinessOf({ spec }: Service): Pick<VirtualAddress, 'stickyMs'> {
  if (spec.sessionAffinity !== 'ClientIP') return {}
  const seconds = spec.sessionAffinityConfig?.clientIP?.timeoutSeconds ?? DEFAULT_STICKY_SECONDS
  return { stickyMs: seconds * 1000 }
}

/** Three hours. */
const DEFAULT_STICKY_SECONDS = 10_800

interface ProxiedEndpoint extends SocketAddress {
  readonly nodeName: string
  readonly conditions: EndpointSlice['endpoints'][number]['conditions']
}

function endpointsOf(
  { name = '' }: ServicePort,
  slices: readonly EndpointSlice[],
): readonly ProxiedEndpoint[] {
  return slices.flatMap(({ endpoints, ports }) => {
    const port = ports.find((it) => (it.name ?? '') === name)?.port
    if (port === undefined) return []
    return endpoints.map(({ addresses, conditions, nodeName = '' }) => ({
      ...{ address: addresses[0] ?? '', port },
      conditions,
      nodeName,
    }))
  })
}

/** Those that are ready; where none is, those that still serve while they end. */
function answering(endpoints: readonly ProxiedEndpoint[]): readonly SocketAddress[] {
  const ready = endpoints.filter(({ conditions }) => conditions.ready !== false)
  const ending = endpoints.filter(
    ({ conditions }) => conditions.serving === true && conditions.terminating === true,
  )
  return (ready.length > 0 ? ready : ending).map(({ address, port }) => ({ address, port }))
}

function byNode(
  endpoints: readonly ProxiedEndpoint[],
): ReadonlyMap<string, readonly SocketAddress[]> {
  const names = new Set(endpoints.map(({ nodeName }) => nodeName))
  return new Map(
    [...names].map((name) => [name, answering(endpoints.filter((it) => it.nodeName === name))]),
  )
}
