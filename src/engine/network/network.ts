import type { Clock } from '../clock/clock.ts'
import type { Random } from '../clock/random.ts'
import type { History } from '../history/history.ts'
import type { Fabric, Path, Protocol, SocketAddress, Station } from './fabric.ts'
import type { Host } from './host.ts'
import {
  addressIn,
  ethernetInterface,
  loopbackInterface,
  type NetworkInterface,
  networkOf,
  type RouteEntry,
} from './interfaces.ts'
import { NetworkNamespace, type NamespaceOptions, type SharedSockets } from './network-namespace.ts'
import { findPath, type Topology } from './paths.ts'
import { PodAddresses } from './pod-addresses.ts'
import { LATENCIES, type Latencies } from './route.ts'
import { Affinity, keyOf, type PortMapping, type VirtualAddress } from './translation.ts'
import { UdpConversations } from './udp-conversations.ts'

export interface NetworkOptions {
  readonly clock: Clock
  readonly history: History
  readonly random: Random
  /** Whether ::1 is there and IPv6 sockets can be made; yes unless it is said. */
  readonly hasIpv6?: boolean
  readonly latencies?: Latencies
}

export interface HostOptions {
  readonly name: string
  /** Its address with the length of the network's prefix: 172.18.0.2/16. */
  readonly cidr: string
  /** A node's share of the Pod network: 10.244.1.0/24. A machine beside the cluster has none. */
  readonly podCIDR?: string
}

/** One of a Pod's hostPorts. */
export interface SandboxPort extends Omit<PortMapping, 'to'> {
  readonly containerPort: number
}

export interface SandboxNetwork {
  /** The sandbox's id. */
  readonly name: string
  readonly host: string
  readonly sysctls: ReadonlyMap<string, string>
  readonly portMappings: readonly SandboxPort[]
}

/** The network of a cluster: its hosts, their sandboxes, and the ways between them. */
export class Network implements Fabric {
  readonly clock: Clock
  readonly history: History
  readonly random: Random
  readonly #hasIpv6: boolean
  readonly #latencies: Latencies
  readonly #shared: SharedSockets
  readonly #hosts = new Map<string, Host>()
  readonly #byAddress = new Map<string, NetworkNamespace>()
  readonly #virtual = new Map<string, VirtualAddress>()
  readonly #affinity = new Affinity()
  #lastExchange = 0
  #lastInode = 20_000

  constructor(options: NetworkOptions) {
    this.clock = options.clock
    this.history = options.history
    this.random = options.random
    this.#hasIpv6 = options.hasIpv6 ?? true
    this.#latencies = options.latencies ?? LATENCIES
    this.#shared = { unixListeners: new WeakMap(), conversations: new UdpConversations(this) }
  }

  /** A machine with a namespace of its own, found by its address from then on. */
  addHost({ name, cidr, podCIDR }: HostOptions): NetworkNamespace {
    const addresses = podCIDR === undefined ? undefined : new PodAddresses(podCIDR)
    const eth0 = ethernetInterface({ index: 2, name: 'eth0', cidr })
    const bridge =
      podCIDR === undefined || addresses === undefined
        ? []
        : [bridgeInterface(podCIDR, addresses.gateway)]
    const namespace = this.#addNamespace({
      name,
      host: name,
      interfaces: [eth0, ...bridge],
      routes: hostRoutes(cidr, podCIDR, addresses?.gateway),
      sysctls: new Map(),
    })
    this.#hosts.set(name, {
      name,
      namespace,
      cidr,
      ...(podCIDR === undefined || addresses === undefined
        ? {}
        : { pods: { cidr: podCIDR, addresses } }),
      mappings: [],
      isCutOff: false,
      lastInterface: 3,
    })
    return namespace
  }

  /** A namespace with the next free address of its node; undefined when none is left. */
  addSandbox(sandbox: SandboxNetwork): NetworkNamespace | undefined {
    const host = this.#host(sandbox.host)
    const address = host.pods?.addresses.take()
    if (host.pods === undefined || address === undefined) return undefined
    const bits = host.pods.cidr.split('/')[1] ?? ''
    host.lastInterface++
    const namespace = this.#addNamespace({
      name: sandbox.name,
      host: host.name,
      interfaces: [
        ethernetInterface({
          index: 2,
          peerIndex: host.lastInterface,
          name: 'eth0',
          cidr: `${address}/${bits}`,
        }),
      ],
      routes: sandboxRoutes(host.pods.cidr, address, host.pods.addresses.gateway),
      sysctls: sandbox.sysctls,
    })
    const mappings = sandbox.portMappings.map(({ containerPort, ...mapping }) => ({
      ...mapping,
      to: { address, port: containerPort },
    }))
    host.mappings = [...host.mappings, ...mappings]
    return namespace
  }

  /** Gives a sandbox's address back; its connections are for its processes to end. */
  removeSandbox(namespace: NetworkNamespace): void {
    const host = this.#host(namespace.host)
    const { address } = namespace
    if (this.#byAddress.get(address) !== namespace) return
    this.#byAddress.delete(address)
    host.pods?.addresses.giveBack(address)
    host.mappings = host.mappings.filter((it) => it.to.address !== address)
  }

  hostNamespace(name: string): NetworkNamespace {
    return this.#host(name).namespace
  }

  /** From now on nothing passes between this host and the others, until it is reconnected. */
  setCutOff(host: string, isCutOff: boolean): void {
    this.#host(host).isCutOff = isCutOff
  }

  /** A Service's address, or a node's port: replaces what was known of it before. */
  setVirtualAddress(virtual: VirtualAddress): void {
    this.#virtual.set(keyOf(virtual.protocol, virtual.at), virtual)
  }

  removeVirtualAddress(protocol: Protocol, at: SocketAddress): void {
    this.#virtual.delete(keyOf(protocol, at))
  }

  pathFrom(station: Station, protocol: Protocol, to: SocketAddress): Path {
    if (!(station instanceof NetworkNamespace)) throw new Error(`${station.name} is not from here`)
    const lot = { now: this.clock.now, below: (bound: number) => this.random.below(bound) }
    const topology: Topology = {
      hosts: this.#hosts,
      byAddress: this.#byAddress,
      virtual: this.#virtual,
      latencies: this.#latencies,
      choose: (virtual, asked) => this.#affinity.choose(virtual, asked, lot),
    }
    return findPath(topology, station, { protocol, to })
  }

  nextExchangeId(): string {
    this.#lastExchange++
    return `exchange-${this.#lastExchange}`
  }

  nextInode(): number {
    this.#lastInode++
    return this.#lastInode
  }

  #addNamespace(options: Omit<NamespaceOptions, 'hasIpv6'>): NetworkNamespace {
    const interfaces = [loopbackInterface(this.#hasIpv6), ...options.interfaces]
    const namespace = new NetworkNamespace(
      { ...options, interfaces, hasIpv6: this.#hasIpv6 },
      this,
      this.#shared,
    )
    for (const { addresses } of options.interfaces)
      for (const { address } of addresses) this.#byAddress.set(address, namespace)
    return namespace
  }

  #host(name: string): Host {
    const host = this.#hosts.get(name)
    if (host === undefined) throw new Error(`there is no host ${name}`)
    return host
  }
}

function bridgeInterface(podCIDR: string, gateway: string): NetworkInterface {
  const bits = podCIDR.split('/')[1] ?? ''
  return ethernetInterface({ index: 3, name: 'cni0', cidr: `${gateway}/${bits}` })
}

function hostRoutes(cidr: string, podCIDR?: string, gateway?: string): readonly RouteEntry[] {
  const [address = ''] = cidr.split('/')
  const own = { destination: networkOf(cidr), device: 'eth0', source: address }
  const outside = { destination: 'default', gateway: addressIn(cidr, 1), device: 'eth0' }
  if (podCIDR === undefined || gateway === undefined) return [outside, own]
  const pods = { destination: networkOf(podCIDR), device: 'cni0', source: gateway }
  return [outside, pods, own]
}

function sandboxRoutes(podCIDR: string, address: string, gateway: string): readonly RouteEntry[] {
  return [
    { destination: 'default', gateway, device: 'eth0' },
    { destination: networkOf(podCIDR), device: 'eth0', source: address },
  ]
}
