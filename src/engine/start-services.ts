import { CONTROL_PLANE } from './apiserver/bootstrap-services.ts'
import { KUBERNETES_VERSION } from './api/version.ts'
import { createClient } from './apiserver/requests.ts'
import type { ApiTransport } from './apiserver/transport.ts'
import { NameServer } from './dns/name-server.ts'
import type { Network } from './network/network.ts'
import { ServiceProxy } from './proxy/service-proxy.ts'

/** The machine of the control plane is where names are answered, and whence Pods are asked. */
export const CONTROL_PLANE_HOST = 'control-plane'
const HOST = { name: CONTROL_PLANE_HOST, cidr: `${CONTROL_PLANE}/16`, podCIDR: '10.244.0.0/24' }
/** The router of the network of nodes, which knows the names of the world, if anybody does. */
const UPSTREAM = '172.18.0.1'

/** What makes Services work: their addresses on every node, and their names. */
export function startServices(of: { readonly api: ApiTransport; readonly network: Network }): void {
  const { api, network } = of
  const clientOf = (user: string, program: string) =>
    createClient(api, { user, agent: `${program}/${KUBERNETES_VERSION}` })
  new ServiceProxy({ client: clientOf('system:kube-proxy', 'kube-proxy'), network })
  new NameServer({
    client: clientOf('system:serviceaccount:kube-system:coredns', 'coredns'),
    namespace: network.addHost(HOST),
    domain: 'cluster.local',
    upstream: UPSTREAM,
  })
}
