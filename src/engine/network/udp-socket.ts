import { type Errno, SystemError } from '../kernel/errno.ts'
import type { Stat } from '../kernel/process.ts'
import { Listeners } from '../kernel/readiness.ts'
import { isWildcard } from './addresses.ts'
import type { Path, SocketAddress, Station, UdpReceiver } from './fabric.ts'
import { LocalName, type NameSpace } from './local-name.ts'
import type { Caller, SocketFile, SocketOption } from './socket-file.ts'
import { socketStat } from './socket-stat.ts'
import type { Address } from './sockets.ts'
import type { UdpConversations } from './udp-conversations.ts'

/** What may wait unread; what comes beyond that is lost, as datagrams are. */
const MOST_UNREAD_BYTES = 212_992
const LONGEST_DATAGRAM = 65_507

interface Datagram {
  readonly bytes: Uint8Array
  readonly from: SocketAddress
}

/** A datagram socket of the internet protocols. */
export class UdpSocket implements SocketFile, UdpReceiver {
  readonly inode: number
  readonly name: LocalName
  readonly #space: NameSpace & Station
  readonly #conversations: UdpConversations
  readonly #changes = new Listeners()
  #received: Datagram[] = []
  #peer: SocketAddress | null = null
  #error: Errno | null = null
  #holder: Caller | null = null
  #isListening = false

  constructor(
    space: NameSpace & Station,
    family: 'inet' | 'inet6',
    conversations: UdpConversations,
  ) {
    this.#space = space
    this.name = new LocalName(space, family, 'udp')
    this.inode = space.fabric.nextInode()
    space.sockets.add(this)
    this.#conversations = conversations
  }

  get label(): string {
    return `socket:[${this.inode}]`
  }

  get holder(): Caller {
    if (this.#holder === null) throw new Error('only a bound socket receives')
    return this.#holder
  }

  get peer(): SocketAddress | null {
    return this.#peer
  }

  get unread(): number {
    return this.#received.reduce((sum, it) => sum + it.bytes.length, 0)
  }

  bind(address: Address, caller: Caller): void {
    this.name.bind(address, caller)
    this.#receive(caller)
    this.#isListening = true
    this.name.recordListening(caller)
  }

  listen(): void {
    throw new SystemError('EOPNOTSUPP')
  }

  tryAccept(): never {
    throw new SystemError('EOPNOTSUPP')
  }

  connect(address: Address, caller: Caller): void {
    const to = this.name.read(address)
    const path = this.#space.fabric.pathFrom(this.#space, 'udp', to)
    if (path.kind === 'no path' && path.afterMs === 0) throw new SystemError(path.errno)
    this.name.bindForConnect(path.source, caller)
    this.#receive(caller)
    this.#peer = to
  }

  checkConnected(): void {
    const error = this.#error
    this.#error = null
    if (error !== null) throw new SystemError(error)
  }

  /** Whether a datagram from there is for this socket: a connected one hears only its peer. */
  accepts(from: SocketAddress): boolean {
    const peer = this.#peer
    return peer === null || (peer.address === from.address && peer.port === from.port)
  }

  deliver(bytes: Uint8Array, from: SocketAddress): void {
    if (this.unread + bytes.length > MOST_UNREAD_BYTES) return
    this.#received.push({ bytes, from })
    this.#changes.tell()
  }

  tryRead(max: number): Uint8Array | 'again' {
    const datagram = this.#take()
    return datagram === undefined ? 'again' : datagram.bytes.subarray(0, max)
  }

  tryWrite(bytes: Uint8Array): number {
    if (this.#peer === null) throw new SystemError('EDESTADDRREQ')
    this.#send(bytes, this.#peer)
    return bytes.length
  }

  sendTo(bytes: Uint8Array, to: Address, caller: Caller): void {
    this.#receive(caller)
    this.#send(bytes, this.name.read(to))
  }

  tryReceiveFrom(): { bytes: Uint8Array; from: Address } | 'again' {
    const datagram = this.#take()
    if (datagram === undefined) return 'again'
    return { bytes: datagram.bytes, from: this.name.show(datagram.from) }
  }

  isReady(direction: 'read' | 'write'): boolean {
    return direction === 'write' || this.#received.length > 0 || this.#error !== null
  }

  onChange(listener: () => void): () => void {
    return this.#changes.add(listener)
  }

  stat(): Stat {
    return socketStat(this.inode)
  }

  shutdown(): void {
    if (this.#peer === null) throw new SystemError('ENOTCONN')
  }

  localAddress(): Address {
    return this.name.show(this.name.at)
  }

  peerAddress(): Address {
    if (this.#peer === null) throw new SystemError('ENOTCONN')
    return this.name.show(this.#peer)
  }

  setOption(option: SocketOption, value: boolean): void {
    this.name.setOption(option, value)
  }

  close(): void {
    this.#space.sockets.delete(this)
    this.#conversations.end({ station: this.#space.name, at: this.name.at })
    if (this.#isListening && this.#holder !== null) this.name.recordClosed(this.#holder)
    this.name.release()
  }

  #receive(caller: Caller): void {
    this.#holder ??= caller
    this.name.receiver ??= this
  }

  #take(): Datagram | undefined {
    this.checkConnected()
    return this.#received.shift()
  }

  #send(bytes: Uint8Array, to: SocketAddress): void {
    this.checkConnected()
    if (bytes.length > LONGEST_DATAGRAM) throw new SystemError('EMSGSIZE')
    const path = this.#space.fabric.pathFrom(this.#space, 'udp', to)
    const from = this.#sourceFor(path)
    const sent = { station: this.#space, from, to, holder: this.holder, path, bytes }
    if (path.kind === 'no path' && path.afterMs === 0) throw new SystemError(path.errno)
    this.#conversations.send(sent, (errno) => {
      // Only a connected socket is told of an ICMP message.
      if (this.#peer === null) return
      this.#error = errno
      this.#changes.tell()
    })
  }

  #sourceFor(path: Path): SocketAddress {
    if (!this.name.isBound) {
      const { port } = this.name.bindForConnect('0.0.0.0', this.holder)
      return { address: path.source, port }
    }
    const { address, port } = this.name.at
    return { address: isWildcard(address) ? path.source : address, port }
  }
}
