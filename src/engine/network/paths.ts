import { isLoopback, isWithin, parseIpv4 } from './addresses.ts'
import type { Path, Protocol, SocketAddress } from './fabric.ts'
import type { Host } from './host.ts'
import type { NetworkNamespace } from './network-namespace.ts'
import { type Latencies, routeBetween, type Spot } from './route.ts'
import {
  candidatesFor,
  keyOf,
  mappingFor,
  type VirtualAddress,
  type VirtualRequest,
} from './translation.ts'

/** How long a neighbour is asked for that does not answer (ARP, three times). */
const NEIGHBOUR_FAILS_MS = 3000
/** A packet that nobody answers: tcp_syn_retries run out. */
const NOBODY_ANSWERS_MS = 127_000

/** All that decides where packets go. */
export interface Topology {
  readonly hosts: ReadonlyMap<string, Host>
  readonly byAddress: ReadonlyMap<string, NetworkNamespace>
  readonly virtual: ReadonlyMap<string, VirtualAddress>
  readonly latencies: Latencies
  /** One of those that may answer at a virtual address. */
  choose(
    virtual: VirtualAddress,
    asked: { readonly candidates: readonly SocketAddress[]; readonly request: VirtualRequest },
  ): SocketAddress | undefined
}

interface Asked {
  readonly topology: Topology
  readonly from: NetworkNamespace
  readonly to: SocketAddress
}

/** The way of a packet from a namespace to an address, through translations, or where it ends. */
export function findPath(
  topology: Topology,
  from: NetworkNamespace,
  packet: { readonly protocol: Protocol; readonly to: SocketAddress },
): Path {
  const asked = { topology, from, to: packet.to }
  const virtual = reachesNodes(asked)
    ? topology.virtual.get(keyOf(packet.protocol, packet.to))
    : undefined
  if (virtual !== undefined) return virtualPath(asked, virtual)
  const mapped = mappedTo(asked, packet.protocol)
  if (mapped !== undefined) return translatedPath(asked, mapped)
  if (isLoopback(packet.to.address) && !from.isLocal(packet.to.address))
    return refusedAtOnce(asked, 'EADDRNOTAVAIL')
  const target = from.isLocal(packet.to.address) ? from : topology.byAddress.get(packet.to.address)
  if (target === undefined || !canReach(asked, target)) return nowhere(asked)
  return pathTo(asked, target)
}

function pathTo(asked: Asked, target: NetworkNamespace): Path {
  const { topology, from, to } = asked
  const { passes, latencyMs } = routeBetween(spotOf(from), spotOf(target), topology.latencies)
  const source = sourceFor(asked, target)
  return {
    kind: 'path',
    station: target,
    to,
    source,
    route: passes,
    way: wayOf(asked, target, latencyMs),
  }
}

function virtualPath(asked: Asked, virtual: VirtualAddress): Path {
  const { topology, from, to } = asked
  const node = [...topology.hosts.values()].find((it) => isAddressOf(it, to.address))?.name
  const isFromPod = from.name !== from.host
  const request = {
    host: node ?? from.host,
    isFromInside: isFromPod || node === from.host,
    source: from.address,
  }
  const candidates = candidatesFor({ ...virtual, isOfNode: node !== undefined }, request)
  if (candidates === 'dropped') return endsAt(asked, 'ETIMEDOUT', NOBODY_ANSWERS_MS)
  const backend = topology.choose(virtual, { candidates, request })
  if (backend !== undefined) return translatedPath(asked, backend)
  return endsAt(asked, 'ECONNREFUSED', topology.latencies.sameNodeMs)
}

/** The rules of the client's own host let it go no further. */
function endsAt({ from }: Asked, errno: 'ECONNREFUSED' | 'ETIMEDOUT', afterMs: number): Path {
  return {
    kind: 'no path',
    errno,
    afterMs,
    at: from.host,
    source: from.address,
    route: [...(from.name === from.host ? [] : ['eth0']), from.host],
  }
}

/** The address that was asked stands in the route, where it was exchanged for the real one. */
function translatedPath(asked: Asked, real: SocketAddress): Path {
  const { topology, from, to } = asked
  const target = from.isLocal(real.address) ? from : topology.byAddress.get(real.address)
  if (target === undefined) return nowhere({ ...asked, to: real })
  const direct = pathTo({ ...asked, to: real }, target)
  if (direct.kind === 'no path') return direct
  const isHairpin = target === from && from.name !== from.host
  const passes = isHairpin ? ['eth0', from.host, 'eth0'] : direct.route
  const at = passes.indexOf(from.host) + 1
  const route = [...passes.slice(0, at), `${to.address}:${to.port}`, ...passes.slice(at)]
  return { ...direct, route, ...(isHairpin ? { source: from.address } : {}) }
}

function mappedTo(asked: Asked, protocol: Protocol): SocketAddress | undefined {
  const { topology, from, to } = asked
  for (const host of topology.hosts.values()) {
    const isItsOwn = host.namespace === from && isLoopback(to.address)
    if (!isItsOwn && !isAddressOf(host, to.address)) continue
    const mapping = mappingFor(host.mappings, { protocol, to })
    if (mapping !== undefined) return mapping.to
  }
  return undefined
}

function isAddressOf(host: Host, address: string): boolean {
  return !isLoopback(address) && host.namespace.isLocal(address)
}

/** A host that is no node sends what is meant for Pods to its default gateway, and it is lost. */
function canReach(asked: Asked, target: NetworkNamespace): boolean {
  const isHostAddress = [...asked.topology.hosts.values()].some((it) => it.namespace === target)
  return isHostAddress || target === asked.from || knowsPods(asked)
}

/** A Service's own address means something on nodes only; a node's port to everybody. */
function reachesNodes(asked: Asked): boolean {
  const isNodes = [...asked.topology.hosts.values()].some((it) => isAddressOf(it, asked.to.address))
  return isNodes || knowsPods(asked)
}

function knowsPods({ topology, from }: Asked): boolean {
  return topology.hosts.get(from.host)?.pods !== undefined
}

function nowhere(asked: Asked): Path {
  const { topology, from, to } = asked
  if (parseIpv4(to.address) === undefined) return refusedAtOnce(asked, 'ENETUNREACH')
  const host = topology.hosts.get(from.host)
  const owner = [...topology.hosts.values()].find(
    (it) => it.pods !== undefined && isWithin(to.address, it.pods.cidr),
  )
  const isNeighbour = host !== undefined && isWithin(to.address, host.cidr)
  const isKnownNet = isNeighbour || (owner !== undefined && knowsPods(asked))
  const at = owner !== undefined && knowsPods(asked) ? owner.name : from.host
  const out = from.name === from.host ? [] : ['eth0']
  return {
    kind: 'no path',
    errno: isKnownNet ? 'EHOSTUNREACH' : 'ETIMEDOUT',
    afterMs: isKnownNet ? NEIGHBOUR_FAILS_MS : NOBODY_ANSWERS_MS,
    at,
    source: from.address,
    route: [...out, from.host, ...(at === from.host ? [] : [at])],
  }
}

function refusedAtOnce({ from, to }: Asked, errno: 'ENETUNREACH' | 'EADDRNOTAVAIL'): Path {
  const source = parseIpv4(to.address) === undefined ? '::' : from.address
  return { kind: 'no path', errno, afterMs: 0, at: from.name, source, route: [] }
}

function sourceFor({ topology, from, to }: Asked, target: NetworkNamespace): string {
  if (target === from) return to.address
  const pods = topology.hosts.get(from.name)?.pods
  // A node speaks to its own Pods from the bridge that they hang on.
  if (pods !== undefined && target.host === from.name && target.name !== from.name)
    return pods.addresses.gateway
  return from.address
}

function wayOf(
  { topology, from }: Asked,
  target: NetworkNamespace,
  latencyMs: number,
): { readonly latencyMs: number; isCut(): boolean } {
  const isCutOff = (name: string): boolean => topology.hosts.get(name)?.isCutOff === true
  return {
    latencyMs,
    isCut: () => from.host !== target.host && (isCutOff(from.host) || isCutOff(target.host)),
  }
}

function spotOf(namespace: NetworkNamespace): Spot {
  return { name: namespace.name, host: namespace.host }
}
