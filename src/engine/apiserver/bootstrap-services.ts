import { setDefaults } from '../api/defaults.ts'
import type { EndpointSlice, ObjectMeta, Service } from '../api/generated/types.ts'
import { Random } from '../clock/random.ts'
import { type Backend, newUid, nowTime } from './backend.ts'

/** Where the control plane runs: no node of the cluster, as where somebody else manages it. */
export const CONTROL_PLANE = '172.18.0.2'
/** What the nodes tell Pods to ask for names. */
const DNS_SERVICE = '10.96.0.10'
const API_SERVICE = '10.96.0.1'
const API_PORT = 6443

type Port = NonNullable<Service['spec']['ports']>[number]

interface FirstService {
  readonly namespace: string
  readonly name: string
  readonly clusterIP: string
  readonly labels: Readonly<Record<string, string>>
  readonly ports: readonly Port[]
}

const FIRST: readonly FirstService[] = [
  {
    namespace: 'default',
    name: 'kubernetes',
    clusterIP: API_SERVICE,
    labels: { component: 'apiserver', provider: 'kubernetes' },
    ports: [{ name: 'https', protocol: 'TCP', port: 443, targetPort: API_PORT }],
  },
  {
    namespace: 'kube-system',
    name: 'kube-dns',
    clusterIP: DNS_SERVICE,
    labels: {
      'k8s-app': 'kube-dns',
      'kubernetes.io/cluster-service': 'true',
      'kubernetes.io/name': 'CoreDNS',
    },
    ports: [
      { name: 'dns', protocol: 'UDP', port: 53, targetPort: 53 },
      { name: 'dns-tcp', protocol: 'TCP', port: 53, targetPort: 53 },
    ],
  },
]

/** The API server's own Service and that of the cluster's DNS, both answered by the control plane. */
export function createFirstServices(backend: Backend): void {
  // Uids of their own, so that what is drawn afterwards does not depend on these.
  const random = new Random(0)
  for (const first of FIRST) {
    const meta = () => ({ uid: newUid(random), creationTimestamp: nowTime(backend) })
    backend.store.create('services', serviceOf(first, meta()))
    backend.store.create('endpointslices', sliceOf(first, meta()))
  }
}

type Identity = Pick<ObjectMeta, 'uid' | 'creationTimestamp'>

function serviceOf(first: FirstService, identity: Identity): Service {
  const { namespace, name, clusterIP, labels, ports } = first
  const service: Service = {
    kind: 'Service',
    apiVersion: 'v1',
    metadata: { name, namespace, ...identity, labels },
    spec: {
      ports,
      clusterIP,
      clusterIPs: [clusterIP],
      type: 'ClusterIP',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
    },
    status: { loadBalancer: {} },
  }
  return setDefaults(service, 'Service')
}

function sliceOf({ namespace, name, ports }: FirstService, identity: Identity): EndpointSlice {
  return {
    kind: 'EndpointSlice',
    apiVersion: 'discovery.k8s.io/v1',
    metadata: {
      name,
      namespace,
      ...identity,
      generation: 1,
      labels: { 'kubernetes.io/service-name': name },
    },
    addressType: 'IPv4',
    endpoints: [{ addresses: [CONTROL_PLANE], conditions: { ready: true } }],
    ports: ports.map((port) => ({
      name: port.name ?? '',
      protocol: port.protocol ?? 'TCP',
      port: Number(port.targetPort),
    })),
  }
}
