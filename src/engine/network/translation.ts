import type { Ms } from '../clock/clock.ts'
import type { Protocol, SocketAddress } from './fabric.ts'

/** A port of a host that leads to a sandbox: a Pod's hostPort. */
export interface PortMapping {
  readonly protocol: Protocol
  /** One address of the host; all of them where it is absent. */
  readonly hostIP?: string
  readonly hostPort: number
  readonly to: SocketAddress
}

/** An address that nobody has: whoever asks it is answered by one of those behind it. */
export interface VirtualAddress {
  readonly protocol: Protocol
  readonly at: SocketAddress
  /** None: the connection is refused. */
  readonly backends: readonly SocketAddress[]
  /** By host, those that may answer what arrives there; absent: any of the above. */
  readonly localBackends?: ReadonlyMap<string, readonly SocketAddress[]>
  /** A client that asks again within this time is answered by the same one; absent: by lot. */
  readonly stickyMs?: Ms
}

/** What asks a virtual address, and where on its way the address is exchanged. */
export interface VirtualRequest {
  /** The host whose rules exchange the address. */
  readonly host: string
  /** Where the rules of Local traffic policies make an exception: it comes from a Pod or that host. */
  readonly isFromInside: boolean
  readonly source: string
}

/** Who may answer; 'dropped' where there are some, but none that may. */
export function candidatesFor(
  { backends, localBackends, isOfNode }: VirtualAddress & { readonly isOfNode: boolean },
  { host, isFromInside }: VirtualRequest,
): readonly SocketAddress[] | 'dropped' {
  if (localBackends === undefined || (isOfNode && isFromInside)) return backends
  const local = localBackends.get(host) ?? []
  return local.length === 0 && backends.length > 0 ? 'dropped' : local
}

/** Remembers who answered whom, host by host: session affinity by the client's address. */
export class Affinity {
  readonly #remembered = new Map<string, { readonly backend: string; readonly at: Ms }>()

  /** Who answers: the same as before, as long as he may and it is not too long ago; else by lot. */
  choose(
    virtual: VirtualAddress,
    asked: { readonly candidates: readonly SocketAddress[]; readonly request: VirtualRequest },
    { now, below }: { readonly now: Ms; readonly below: (bound: number) => number },
  ): SocketAddress | undefined {
    const { candidates, request } = asked
    const { stickyMs } = virtual
    if (stickyMs === undefined) return candidates[below(candidates.length)]
    const key = `${request.host} ${request.source} ${keyOf(virtual.protocol, virtual.at)}`
    const last = this.#remembered.get(key)
    const isFresh = last !== undefined && now - last.at <= stickyMs
    const known = candidates.find((it) => isFresh && textOf(it) === last.backend)
    const chosen = known ?? candidates[below(candidates.length)]
    if (chosen !== undefined) this.#remembered.set(key, { backend: textOf(chosen), at: now })
    return chosen
  }
}

function textOf({ address, port }: SocketAddress): string {
  return `${address}:${port}`
}

export function keyOf(protocol: Protocol, at: SocketAddress): string {
  return `${protocol}/${at.address}:${at.port}`
}

/** Where a packet to one of the host's own addresses really goes. */
export function mappingFor(
  mappings: readonly PortMapping[],
  packet: { readonly protocol: Protocol; readonly to: SocketAddress },
): PortMapping | undefined {
  return mappings.find(
    (it) =>
      it.protocol === packet.protocol &&
      it.hostPort === packet.to.port &&
      (it.hostIP === undefined || it.hostIP === packet.to.address),
  )
}
