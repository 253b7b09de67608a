import type { Clock } from '../clock/clock.ts'
import { ByteQueue } from '../kernel/byte-queue.ts'
import { Listeners } from '../kernel/readiness.ts'
import type { ExchangeLog } from './exchange-log.ts'
import { type Errno, SystemError } from '../kernel/errno.ts'
import { Transit, type Way } from './transit.ts'

/** Bytes that may be under way or unread in one direction before the writer has to wait. */
const CAPACITY = 212_992

export interface ConnectionContext {
  readonly clock: Clock
  readonly way: Way
  readonly log: ExchangeLog
  /** Where a broken connection is seen to end: the last place of its route. */
  readonly farPlace: string
}

/** The two ends of a new connection: of the side that asked, and of the side that was asked. */
export function connect(context: ConnectionContext): readonly [ConnectionEnd, ConnectionEnd] {
  const client = new ConnectionEnd(context, 'request')
  const server = new ConnectionEnd(context, 'response')
  client.join(server)
  server.join(client)
  return [client, server]
}

/** One end of a stream connection, TCP or unix: what it has received, and what is still to come. */
export class ConnectionEnd {
  readonly #context: ConnectionContext
  readonly #direction: 'request' | 'response'
  readonly #changes = new Listeners()
  readonly #received = new ByteQueue()
  readonly #outgoing = new ByteQueue()
  readonly #transit: Transit
  #peer: ConnectionEnd = this
  #underWay = 0
  #error: Errno | null = null
  #isBroken = false
  #hasPeerFinished = false
  #hasFinished = false
  #hasFinishedFirst = false
  #isReadShut = false
  #isClosed = false
  #isDepartureSet = false
  #wasFull = false

  constructor(context: ConnectionContext, direction: 'request' | 'response') {
    this.#context = context
    this.#direction = direction
    this.#transit = new Transit(context.clock, context.way, () => {
      this.#break('ETIMEDOUT')
    })
  }

  join(peer: ConnectionEnd): void {
    this.#peer = peer
  }

  onChange(listener: () => void): () => void {
    return this.#changes.add(listener)
  }

  get hasFinishedFirst(): boolean {
    return this.#hasFinishedFirst
  }

  /** Its state by the number that /proc/net/tcp has for it. */
  get tcpState(): number {
    if (this.#isBroken) return 7
    if (this.#hasFinished) return this.#hasPeerFinished ? 9 : 5
    return this.#hasPeerFinished ? 8 : 1
  }

  get unread(): number {
    return this.#received.length
  }

  get unsent(): number {
    return this.#outgoing.length + this.#underWay
  }

  isReady(direction: 'read' | 'write'): boolean {
    if (this.#isBroken) return true
    if (direction === 'read')
      return this.#received.length > 0 || this.#hasPeerFinished || this.#isReadShut
    return this.#hasFinished || this.#room() > 0
  }

  read(max: number): Uint8Array | 'again' {
    if (this.#received.length > 0) return this.#take(max)
    if (this.#hasPeerFinished || this.#isReadShut) return new Uint8Array()
    this.checkError()
    return this.#isBroken ? new Uint8Array() : 'again'
  }

  write(bytes: Uint8Array): number | 'again' {
    this.checkError()
    if (this.#isBroken || this.#hasFinished) throw new SystemError('EPIPE')
    const room = this.#room()
    if (room === 0) {
      this.#wasFull = true
      return 'again'
    }
    const taken = bytes.slice(0, room)
    this.#outgoing.push(taken)
    this.#setDeparture()
    return taken.length
  }

  /** SO_ERROR: what broke the connection, told once. */
  checkError(): void {
    const error = this.#error
    this.#error = null
    if (error !== null) throw new SystemError(error)
  }

  shutdown(how: 'read' | 'write' | 'both'): void {
    if (how !== 'write') this.#isReadShut = true
    if (how !== 'read') this.#finish()
    this.#changes.tell()
  }

  /** What was not read is lost, and the other side is told so with a reset. */
  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    if (this.#received.length > 0) this.reset()
    else this.#finish()
  }

  /** Breaks the connection off; the other side finds ECONNRESET. */
  reset(): void {
    if (this.#isBroken) return
    this.#isBroken = true
    this.#received.clear()
    this.#outgoing.clear()
    const peer = this.#peer
    this.#transit.send(this.#context.clock.cause, () => {
      peer.#beReset()
    })
  }

  #room(): number {
    return CAPACITY - this.#outgoing.length - this.#underWay - this.#peer.#received.length
  }

  #take(max: number): Uint8Array {
    const bytes = this.#received.take(max)
    const peer = this.#peer
    if (peer.#wasFull) {
      peer.#wasFull = false
      this.#transit.send(this.#context.clock.cause, () => {
        peer.#changes.tell()
      })
    }
    return bytes
  }

  /** All that is written in one instant travels together. */
  #setDeparture(): void {
    if (this.#isDepartureSet) return
    this.#isDepartureSet = true
    this.#context.clock.soon(() => {
      this.#depart()
    })
  }

  #depart(): void {
    this.#isDepartureSet = false
    const bytes = this.#outgoing.take(this.#outgoing.length)
    if (bytes.length === 0) return
    this.#underWay += bytes.length
    const seq = this.#context.log.sent(this.#direction, bytes)
    const peer = this.#peer
    const arrive = (): void => {
      this.#underWay -= bytes.length
      peer.#receive(bytes)
    }
    this.#transit.send(seq, arrive, bytes.length)
  }

  #receive(bytes: Uint8Array): void {
    if (this.#isBroken) return
    // Nobody is there any more who could read it: Linux answers with a reset.
    if (this.#isClosed) {
      this.reset()
      return
    }
    if (!this.#isReadShut) this.#received.push(bytes)
    this.#changes.tell()
  }

  #finish(): void {
    if (this.#hasFinished || this.#isBroken) return
    this.#hasFinished = true
    this.#hasFinishedFirst = !this.#hasPeerFinished
    this.#depart()
    const peer = this.#peer
    this.#transit.send(this.#context.clock.cause, () => {
      peer.#beFinished()
    })
  }

  #beFinished(): void {
    if (this.#isBroken) return
    this.#hasPeerFinished = true
    if (this.#hasFinished) this.#context.log.closed()
    this.#changes.tell()
  }

  #beReset(): void {
    this.#break(this.#hasPeerFinished ? 'EPIPE' : 'ECONNRESET')
  }

  #break(errno: Errno): void {
    if (this.#isBroken) return
    this.#isBroken = true
    this.#error = errno
    // What has arrived before can still be read.
    this.#outgoing.clear()
    this.#context.log.failed(errno === 'EPIPE' ? 'ECONNRESET' : errno, this.#context.farPlace)
    this.#changes.tell()
  }
}
