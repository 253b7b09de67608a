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
