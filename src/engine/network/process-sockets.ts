import { SystemError } from '../kernel/errno.ts'
import type { Fd } from '../kernel/process.ts'
import type { NetworkInterface, RouteEntry } from './interfaces.ts'
import { type Caller, isSocketFile, type SocketFile, type SocketOption } from './socket-file.ts'
import type { SocketOwner } from './socket-owner.ts'
import type { Address, Sockets } from './sockets.ts'

/** The namespace's side of the calls below. */
export interface SocketSource {
  readonly interfaces: readonly NetworkInterface[]
  readonly routes: readonly RouteEntry[]
  createSocket(family: 'inet' | 'inet6' | 'unix', type: 'stream' | 'datagram'): SocketFile
}

/** The socket calls of one process: descriptors on its side, sockets on the other. */
export class ProcessSockets implements Sockets {
  readonly #source: SocketSource
  readonly #owner: SocketOwner

  constructor(source: SocketSource, owner: SocketOwner) {
    this.#source = source
    this.#owner = owner
  }

  socket(family: 'inet' | 'inet6' | 'unix', type: 'stream' | 'datagram'): Fd {
    return this.#install(this.#source.createSocket(family, type))
  }

  bind(fd: Fd, address: Address): void {
    this.#socket(fd).bind(address, this.#caller)
  }

  listen(fd: Fd, backlog: number): void {
    this.#socket(fd).listen(backlog, this.#caller)
  }

  tryAccept(fd: Fd): Fd | 'again' {
    const accepted = this.#socket(fd).tryAccept()
    return accepted === 'again' ? accepted : this.#install(accepted)
  }

  connect(fd: Fd, address: Address): void {
    this.#socket(fd).connect(address, this.#caller)
  }

  checkConnected(fd: Fd): void {
    this.#socket(fd).checkConnected()
  }

  shutdown(fd: Fd, how: 'read' | 'write' | 'both'): void {
    this.#socket(fd).shutdown(how)
  }

  localAddress(fd: Fd): Address {
    return this.#socket(fd).localAddress()
  }

  peerAddress(fd: Fd): Address {
    return this.#socket(fd).peerAddress()
  }

  setOption(fd: Fd, option: SocketOption, value: boolean): void {
    this.#socket(fd).setOption(option, value)
  }

  sendTo(fd: Fd, bytes: Uint8Array, to: Address): void {
    this.#socket(fd).sendTo(bytes, to, this.#caller)
  }

  tryReceiveFrom(fd: Fd): { bytes: Uint8Array; from: Address } | 'again' {
    return this.#socket(fd).tryReceiveFrom()
  }

  interfaces(): readonly NetworkInterface[] {
    return this.#source.interfaces
  }

  routes(): readonly RouteEntry[] {
    return this.#source.routes
  }

  /** Taken at the call: a process may become another user later. */
  get #caller(): Caller {
    const owner = this.#owner
    return {
      pid: owner.pid,
      container: owner.container,
      uid: owner.credentials.uid,
      mayBindLowPorts: owner.credentials.capabilities.has('NET_BIND_SERVICE'),
      makeSocketInode: (path) => owner.makeSocketInode(path),
      socketInode: (path) => owner.socketInode(path),
    }
  }

  /** No descriptor left: what was made is gone again. */
  #install(socket: SocketFile): Fd {
    try {
      return this.#owner.install(socket)
    } catch (error) {
      socket.close()
      throw error
    }
  }

  #socket(fd: Fd): SocketFile {
    const file = this.#owner.fileOf(fd)
    if (!isSocketFile(file)) throw new SystemError('ENOTSOCK')
    return file
  }
}
