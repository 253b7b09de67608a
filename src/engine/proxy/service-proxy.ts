import type { EndpointSlice, Node, Service } from '../api/generated/types.ts'
import type { Client, Informer } from '../apiserver/client.ts'
import type { Network } from '../network/network.ts'
import { keyOf, type VirtualAddress } from '../network/translation.ts'
import { slicesOf, virtualAddressesOf } from './backends.ts'

/** Teaches every node the addresses of Services: kube-proxy. See [S3]. */
export class ServiceProxy {
  readonly #network: Network
  readonly #services: Informer<Service>
  readonly #slices: Informer<EndpointSlice>
  readonly #nodes: Informer<Node>
  /** What stands in the network, by the uid of its Service. */
  readonly #known = new Map<string, readonly VirtualAddress[]>()

  constructor({ client, network }: { readonly client: Client; readonly network: Network }) {
    this.#network = network
    this.#services = client.informer<Service>('/api/v1/services')
    this.#slices = client.informer<EndpointSlice>('/apis/discovery.k8s.io/v1/endpointslices')
    this.#nodes = client.informer<Node>('/api/v1/nodes')
    this.#services.onChange(({ type, object }) => {
      if (type === 'DELETED') this.#settle(object.metadata.uid, [])
      else this.#teach(object)
    })
    this.#slices.onChange(({ object }) => {
      const { namespace, labels } = object.metadata
      const service = this.#services.get(namespace, labels?.['kubernetes.io/service-name'] ?? '')
      if (service !== undefined) this.#teach(service)
    })
    this.#nodes.onChange(({ type }) => {
      if (type !== 'MODIFIED') for (const service of this.#services.list()) this.#teach(service)
    })
  }

  #teach(service: Service): void {
    const slices = slicesOf(service, this.#slices.list())
    const nodes = this.#nodes
      .list()
      .flatMap(({ status }) => status.addresses?.find((it) => it.type === 'InternalIP') ?? [])
      .map(({ address }) => address)
    this.#settle(service.metadata.uid, virtualAddressesOf(service, slices, nodes))
  }

  #settle(uid: string, wanted: readonly VirtualAddress[]): void {
    const keys = new Set(wanted.map((it) => keyOf(it.protocol, it.at)))
    for (const old of this.#known.get(uid) ?? [])
      if (!keys.has(keyOf(old.protocol, old.at)))
        this.#network.removeVirtualAddress(old.protocol, old.at)
    for (const virtual of wanted) this.#network.setVirtualAddress(virtual)
    if (wanted.length === 0) this.#known.delete(uid)
    else this.#known.set(uid, wanted)
  }
}
