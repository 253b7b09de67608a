import type { Clock, Ms } from '../clock/clock.ts'
import type { Random } from '../clock/random.ts'
import type { Endpoint } from '../history/fact-kinds.ts'
import type { History } from '../history/history.ts'
import type { Errno } from '../kernel/errno.ts'
import type { ConnectionEnd } from './connection.ts'
import type { Way } from './transit.ts'

export interface SocketAddress {
  readonly address: string
  readonly port: number
}

/** Who holds a socket, for whoever looks: a process, in a container or on a machine. */
export interface Holder {
  readonly container: string | null
  readonly pid?: number
  readonly uid: number
}

/** A network namespace as the others on the network see it. */
export interface Station {
  readonly name: string
  tcpListener(to: SocketAddress): TcpListener | undefined
  udpReceiver(to: SocketAddress, from: SocketAddress): UdpReceiver | undefined
}

export interface TcpListener {
  readonly holder: Holder
  readonly isFull: boolean
  /** A connection that has come about; it waits until somebody accepts it. */
  admit(
    end: ConnectionEnd,
    ends: { readonly from: SocketAddress; readonly to: SocketAddress },
  ): void
}

export interface UdpReceiver {
  readonly holder: Holder
  /** A connected socket hears only its peer. */
  accepts(from: SocketAddress): boolean
  deliver(bytes: Uint8Array, from: SocketAddress): void
}

/** How packets get from one namespace to an address, or where they end. */
export type Path =
  | {
      readonly kind: 'path'
      readonly station: Station
      /** Where it really goes, behind virtual addresses and mapped ports. */
      readonly to: SocketAddress
      /** The address that the sender takes unless it is bound to one. */
      readonly source: string
      readonly route: readonly string[]
      readonly way: Way
    }
  | {
      readonly kind: 'no path'
      readonly errno: Errno
      /** How long it takes until that is known; 0: the call itself is refused. */
      readonly afterMs: Ms
      readonly at: string
      readonly source: string
      readonly route: readonly string[]
    }

export type Protocol = 'tcp' | 'udp'

/** What sockets need of the network around them. */
export interface Fabric {
  readonly clock: Clock
  readonly history: History
  readonly random: Random
  pathFrom(station: Station, protocol: Protocol, to: SocketAddress): Path
  nextExchangeId(): string
  nextInode(): number
}

export function endpointOf(station: string, at: SocketAddress, holder?: Holder): Endpoint {
  return {
    namespace: station,
    address: at.address,
    port: at.port,
    ...(holder === undefined || holder.container === null ? {} : { container: holder.container }),
    ...(holder?.pid === undefined ? {} : { pid: holder.pid }),
  }
}

/** The subject of facts about a socket. */
export function socketSubject(station: string, protocol: Protocol, at: SocketAddress): string {
  const host = at.address.includes(':') ? `[${at.address}]` : at.address
  return `${station}/${protocol}/${host}:${at.port}`
}
