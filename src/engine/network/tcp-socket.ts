import { type Errno, SystemError } from '../kernel/errno.ts'
import type { Stat } from '../kernel/process.ts'
import { isWildcard } from './addresses.ts'
import { Listeners } from '../kernel/readiness.ts'
import type { ConnectionEnd } from './connection.ts'
import type { SocketAddress, Station } from './fabric.ts'
import { LocalName, type NameSpace } from './local-name.ts'
import type { Caller, SocketFile, SocketOption } from './socket-file.ts'
import { socketStat } from './socket-stat.ts'
import type { Address } from './sockets.ts'
import { TcpAttempt } from './tcp-attempt.ts'
import { TcpListening } from './tcp-listening.ts'

export type TcpState =
  | { readonly kind: 'fresh' }
  | { readonly kind: 'listening'; readonly listening: TcpListening; readonly holder: Caller }
  | { readonly kind: 'connecting'; readonly attempt: TcpAttempt; readonly peer: SocketAddress }
  | { readonly kind: 'failed'; readonly errno: Errno | null }
  | { readonly kind: 'connected'; readonly end: ConnectionEnd; readonly peer: SocketAddress }
  | { readonly kind: 'closed' }

/** A stream socket of the internet protocols. */
export class TcpSocket implements SocketFile {
  readonly inode: number
  readonly name: LocalName
  readonly #space: NameSpace & Station
  readonly #changes = new Listeners()
  #state: TcpState = { kind: 'fresh' }

  constructor(space: NameSpace & Station, family: 'inet' | 'inet6') {
    this.#space = space
    this.name = new LocalName(space, family, 'tcp')
    this.inode = space.fabric.nextInode()
    space.sockets.add(this)
  }

  get label(): string {
    return `socket:[${this.inode}]`
  }

  get state(): TcpState {
    return this.#state
  }

  bind(address: Address, caller: Caller): void {
    if (this.#state.kind !== 'fresh') throw new SystemError('EINVAL')
    this.name.bind(address, caller)
  }

  listen(backlog: number, caller: Caller): void {
    if (this.#state.kind === 'listening') {
      this.#state.listening.setBacklog(backlog)
      return
    }
    if (this.#state.kind !== 'fresh') throw new SystemError('EINVAL')
    this.name.startListening(caller)
    const listening = new TcpListening(caller, backlog)
    listening.changes.add(() => {
      this.#changes.tell()
    })
    this.name.listener = listening
    this.#state = { kind: 'listening', listening, holder: caller }
  }

  tryAccept(): TcpSocket | 'again' {
    if (this.#state.kind !== 'listening') throw new SystemError('EINVAL')
    const arrival = this.#state.listening.take()
    if (arrival === undefined) return 'again'
    const accepted = new TcpSocket(this.#space, this.name.family)
    accepted.name.joinListener(this.name, arrival.to)
    accepted.#become(arrival.end, arrival.from)
    return accepted
  }

  connect(address: Address, caller: Caller): void {
    const to = reachable(this.name.read(address))
    if (this.#state.kind === 'connecting') throw new SystemError('EALREADY')
    if (this.#state.kind === 'connected') throw new SystemError('EISCONN')
    if (this.#state.kind === 'failed') this.#state = { kind: 'fresh' }
    if (this.#state.kind !== 'fresh') throw new SystemError('EISCONN')
    const path = this.#space.fabric.pathFrom(this.#space, 'tcp', to)
    const from = this.name.bindForConnect(path.source, caller)
    const attempted = { station: this.#space, from, to, holder: caller, path }
    const attempt = new TcpAttempt(this.#space.fabric, attempted, (outcome) => {
      if (outcome.kind === 'connected') this.#become(outcome.end, to)
      else this.#state = { kind: 'failed', errno: outcome.errno }
      this.#changes.tell()
    })
    this.#state = { kind: 'connecting', attempt, peer: to }
    const refused = attempt.start()
    if (refused === undefined) return
    this.#state = { kind: 'fresh' }
    throw new SystemError(refused)
  }

  checkConnected(): void {
    if (this.#state.kind === 'connected') this.#state.end.checkError()
    if (this.#state.kind !== 'failed' || this.#state.errno === null) return
    const { errno } = this.#state
    this.#state = { kind: 'failed', errno: null }
    throw new SystemError(errno)
  }

  tryRead(max: number): Uint8Array | 'again' {
    if (this.#state.kind === 'connected') return this.#state.end.read(max)
    this.checkConnected()
    if (this.#state.kind === 'failed') return new Uint8Array()
    if (this.#state.kind === 'connecting') return 'again'
    throw new SystemError('ENOTCONN')
  }

  tryWrite(bytes: Uint8Array): number | 'again' {
    if (this.#state.kind === 'connected') return this.#state.end.write(bytes)
    this.checkConnected()
    if (this.#state.kind === 'connecting') return 'again'
    throw new SystemError('EPIPE')
  }

  isReady(direction: 'read' | 'write'): boolean {
    switch (this.#state.kind) {
      case 'listening':
        return direction === 'read' && this.#state.listening.waiting > 0
      case 'connecting':
        return false
      case 'connected':
        return this.#state.end.isReady(direction)
      case 'fresh':
      case 'failed':
      case 'closed':
        return true
    }
  }

  onChange(listener: () => void): () => void {
    return this.#changes.add(listener)
  }

  stat(): Stat {
    return socketStat(this.inode)
  }

  shutdown(how: 'read' | 'write' | 'both'): void {
    if (this.#state.kind !== 'connected') throw new SystemError('ENOTCONN')
    this.#state.end.shutdown(how)
  }

  localAddress(): Address {
    return this.name.show(this.name.at)
  }

  peerAddress(): Address {
    if (this.#state.kind !== 'connected') throw new SystemError('ENOTCONN')
    return this.name.show(this.#state.peer)
  }

  setOption(option: SocketOption, value: boolean): void {
    this.name.setOption(option, value)
  }

  sendTo(bytes: Uint8Array): void {
    this.tryWrite(bytes)
  }

  tryReceiveFrom(): { bytes: Uint8Array; from: Address } | 'again' {
    const bytes = this.tryRead(65_536)
    return bytes === 'again' ? bytes : { bytes, from: this.peerAddress() }
  }

  close(): void {
    this.#space.sockets.delete(this)
    const state = this.#state
    this.#state = { kind: 'closed' }
    if (state.kind === 'connecting') state.attempt.abandon()
    if (state.kind === 'connected') {
      state.end.close()
      if (state.end.hasFinishedFirst) this.name.linger()
    }
    if (state.kind === 'listening') {
      this.name.recordClosed(state.holder)
      state.listening.close()
    }
    this.name.release()
  }

  #become(end: ConnectionEnd, peer: SocketAddress): void {
    this.#state = { kind: 'connected', end, peer }
    end.onChange(() => {
      this.#changes.tell()
    })
  }
}

/** To connect to no address in particular is to connect to oneself. */
function reachable(to: SocketAddress): SocketAddress {
  if (!isWildcard(to.address)) return to
  return { address: to.address === '::' ? '::1' : '127.0.0.1', port: to.port }
}
