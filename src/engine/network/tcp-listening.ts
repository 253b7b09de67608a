import { Listeners } from '../kernel/readiness.ts'
import type { ConnectionEnd } from './connection.ts'
import type { Holder, SocketAddress, TcpListener } from './fabric.ts'

/** net.core.somaxconn */
export const LONGEST_BACKLOG = 4096

export interface Arrival {
  readonly end: ConnectionEnd
  readonly from: SocketAddress
  readonly to: SocketAddress
}

/** The queue of a listening socket. */
export class TcpListening implements TcpListener {
  readonly holder: Holder
  readonly changes = new Listeners()
  #backlog: number
  #arrivals: Arrival[] = []

  constructor(holder: Holder, backlog: number) {
    this.holder = holder
    this.#backlog = boundedBacklog(backlog)
  }

  setBacklog(backlog: number): void {
    this.#backlog = boundedBacklog(backlog)
  }

  get backlog(): number {
    return this.#backlog
  }

  get waiting(): number {
    return this.#arrivals.length
  }

  get isFull(): boolean {
    return this.#arrivals.length > this.#backlog
  }

  admit(end: ConnectionEnd, ends: { from: SocketAddress; to: SocketAddress }): void {
    this.#arrivals.push({ end, ...ends })
    this.changes.tell()
  }

  take(): Arrival | undefined {
    return this.#arrivals.shift()
  }

  /** Connections that nobody accepted are reset. */
  close(): void {
    for (const { end } of this.#arrivals.splice(0)) end.reset()
  }
}

function boundedBacklog(backlog: number): number {
  return backlog < 0 ? LONGEST_BACKLOG : Math.min(backlog, LONGEST_BACKLOG)
}
