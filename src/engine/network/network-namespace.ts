import { SystemError } from '../kernel/errno.ts'
import { isLoopback } from './addresses.ts'
import type { Fabric, SocketAddress, Station, TcpListener, UdpReceiver } from './fabric.ts'
import type { NetworkInterface, RouteEntry } from './interfaces.ts'
import type { LocalName, NameSpace } from './local-name.ts'
import { PortTable } from './port-table.ts'
import { procNetFiles } from './proc-net.ts'
import { ProcessSockets } from './process-sockets.ts'
import type { SocketFile } from './socket-file.ts'
import type { SocketOwner, SocketProvider } from './socket-owner.ts'
import type { Sockets } from './sockets.ts'
import { TcpSocket } from './tcp-socket.ts'
import { UdpConversations } from './udp-conversations.ts'
import { UdpSocket } from './udp-socket.ts'
import { type UnixListeners, UnixSocket } from './unix-socket.ts'

export type SocketFamily = 'inet' | 'inet6' | 'unix'

export interface NamespaceOptions {
  /** A sandbox's id, or a host's name. */
  readonly name: string
  /** The host that it stands on: itself for a host. */
  readonly host: string
  readonly hasIpv6: boolean
  readonly interfaces: readonly NetworkInterface[]
  readonly routes: readonly RouteEntry[]
  /** Settings of sysctl(8) by name, such as net.ipv4.ip_unprivileged_port_start. */
  readonly sysctls: ReadonlyMap<string, string>
}

/** What the namespaces of one network have in common. */
export interface SharedSockets {
  readonly unixListeners: UnixListeners
  readonly conversations: UdpConversations
}

/** One network namespace: interfaces, routes, ports and the sockets of whoever is in it. */
export class NetworkNamespace implements SocketProvider, Station, NameSpace {
  readonly name: string
  readonly host: string
  readonly hasIpv6: boolean
  readonly interfaces: readonly NetworkInterface[]
  readonly routes: readonly RouteEntry[]
  readonly fabric: Fabric
  readonly ports: PortTable<LocalName>
  readonly sysctls: ReadonlyMap<string, string>
  /** All that are open here. */
  readonly sockets = new Set<SocketFile>()
  readonly #shared: SharedSockets

  constructor(options: NamespaceOptions, fabric: Fabric, shared: SharedSockets) {
    this.name = options.name
    this.host = options.host
    this.hasIpv6 = options.hasIpv6
    this.interfaces = options.interfaces
    this.routes = options.routes
    this.sysctls = options.sysctls
    this.fabric = fabric
    this.ports = new PortTable(fabric.clock, fabric.random)
    this.#shared = shared
  }

  /** Its address towards others; loopback where it has no other. */
  get address(): string {
    return this.interfaces.find((it) => it.name !== 'lo')?.addresses[0]?.address ?? '127.0.0.1'
  }

  get unprivilegedPortStart(): number {
    return Number(this.sysctls.get('net.ipv4.ip_unprivileged_port_start') ?? 1024)
  }

  isLocal(address: string): boolean {
    if (isLoopback(address)) return address !== '::1' || this.hasIpv6
    return this.interfaces.some((it) => it.addresses.some((own) => own.address === address))
  }

  socketsFor(owner: SocketOwner): Sockets {
    return new ProcessSockets(this, owner)
  }

  procFiles(): ReadonlyMap<string, () => string> {
    return procNetFiles(this)
  }

  /** socket(2), before anybody's descriptor points at it. */
  createSocket(family: SocketFamily, type: 'stream' | 'datagram'): SocketFile {
    if (family === 'unix') {
      if (type === 'datagram') throw new SystemError('EPROTONOSUPPORT')
      const { unixListeners } = this.#shared
      return new UnixSocket({ space: this, listeners: unixListeners })
    }
    if (family === 'inet6' && !this.hasIpv6) throw new SystemError('EAFNOSUPPORT')
    if (type === 'stream') return new TcpSocket(this, family)
    return new UdpSocket(this, family, this.#shared.conversations)
  }

  tcpListener(to: SocketAddress): TcpListener | undefined {
    const isWanted = (name: LocalName): boolean => name.listener !== null
    return this.ports.find(to, isWanted)?.listener ?? undefined
  }

  udpReceiver(to: SocketAddress, from: SocketAddress): UdpReceiver | undefined {
    const isWanted = (name: LocalName): boolean => name.receiver?.accepts(from) === true
    return this.ports.find(to, isWanted)?.receiver ?? undefined
  }
}
