import type { Fd } from '../kernel/process.ts'
import type { NetworkInterface, RouteEntry } from './interfaces.ts'

export type Address =
  | { readonly family: 'inet' | 'inet6'; readonly address: string; readonly port: number }
  | { readonly family: 'unix'; readonly path: string }

/** The socket calls of a process. None waits; a refused one throws a SystemError. */
export interface Sockets {
  socket(family: 'inet' | 'inet6' | 'unix', type: 'stream' | 'datagram'): Fd
  /** EADDRINUSE, EADDRNOTAVAIL, EACCES below 1024 without NET_BIND_SERVICE. */
  bind(fd: Fd, address: Address): void
  listen(fd: Fd, backlog: number): void
  /** A connection that waits, or `again`. */
  tryAccept(fd: Fd): Fd | 'again'
  /** Begins to connect; the descriptor becomes writable when that has succeeded or failed. */
  connect(fd: Fd, address: Address): void
  /** SO_ERROR: throws what the connection failed of, once; does nothing when it did not. */
  checkConnected(fd: Fd): void
  shutdown(fd: Fd, how: 'read' | 'write' | 'both'): void
  localAddress(fd: Fd): Address
  peerAddress(fd: Fd): Address
  setOption(fd: Fd, option: 'reuseaddr' | 'reuseport' | 'v6only', value: boolean): void
  sendTo(fd: Fd, bytes: Uint8Array, to: Address): void
  tryReceiveFrom(fd: Fd): { readonly bytes: Uint8Array; readonly from: Address } | 'again'
  /** getifaddrs(3) and rtnetlink(7): what `ip addr` and `ip route` show. */
  interfaces(): readonly NetworkInterface[]
  routes(): readonly RouteEntry[]
}
