import { type Fd, type Ms, type Process, type Run, SystemError } from '#engine'
import { dial } from '../http/dial.ts'
import type { InternetAddress } from '../resolver/resolve.ts'
import { Gate } from './gate.ts'
import type { Limits } from './settings.ts'
import type { Stats } from './stats.ts'

/** What a cluster has in use, against its circuit breakers. */
export interface InUse {
  connections: number
  pendingRequests: number
  requests: number
  retries: number
}

/** Whom the connections lead to. */
interface Target {
  readonly address: InternetAddress
  readonly counts: { cx_active: number; cx_connect_fail: number; cx_total: number }
}

export interface PoolOptions {
  readonly process: Process
  readonly host: Target
  readonly limits: Limits
  /** Of the whole cluster. */
  readonly inUse: InUse
  readonly connectTimeoutMs: Ms
  readonly stats: Stats
  /** `cluster.NAME`. */
  readonly prefix: string
}

export type Acquired =
  | { readonly kind: 'connected'; readonly fd: Fd }
  | { readonly kind: 'overflow' | 'timed out' | 'connection timeout' }
  | { readonly kind: 'connection failure'; readonly why: string }

interface Waiter {
  readonly gate: Gate
  /** Undefined once the gate is open: a place for a connection of its own. */
  fd?: Fd
}

/** The HTTP/1.1 connections to one host: each carries one request at a time. */
export class ConnectionPool {
  readonly #options: PoolOptions
  readonly #idle: Fd[] = []
  readonly #waiting: Waiter[] = []
  #connections = 0

  constructor(options: PoolOptions) {
    this.#options = options
  }

  /** A connection for one request; the circuit breakers may refuse it at once. */
  *acquire(until: Ms): Run<Acquired> {
    const { inUse, limits } = this.#options
    this.closeEnded()
    const idle = this.#idle.pop()
    if (idle !== undefined) return this.#begin(idle)
    if (inUse.pendingRequests >= limits.pendingRequests) {
      this.#count('upstream_rq_pending_overflow')
      return { kind: 'overflow' }
    }
    this.#count('upstream_rq_pending_total')
    inUse.pendingRequests++
    try {
      return yield* this.#connectOrWait(until)
    } finally {
      inUse.pendingRequests--
    }
  }

  /** Gives a connection back; the next that waits has it, or the place that it leaves. */
  release(fd: Fd, isReusable: boolean): void {
    this.#options.inUse.requests--
    if (!isReusable) {
      this.#close(fd)
      return
    }
    const next = this.#waiting.shift()
    if (next === undefined) this.#idle.push(fd)
    else {
      next.fd = fd
      next.gate.open()
    }
  }

  /** Drops the idle connections that the other side has ended. */
  closeEnded(): void {
    for (const fd of [...this.#idle]) {
      if (isOpen(this.#options.process, fd)) continue
      this.#idle.splice(this.#idle.indexOf(fd), 1)
      this.#close(fd)
    }
  }

  *#connectOrWait(until: Ms): Run<Acquired> {
    const { inUse, limits } = this.#options
    // Where there is none at all, one is made whatever the limit says.
    if (inUse.connections < limits.connections || this.#connections === 0)
      return yield* this.#connect(until)
    this.#count('upstream_cx_overflow')
    const waiter: Waiter = { gate: new Gate() }
    this.#waiting.push(waiter)
    while (!waiter.gate.isReady()) {
      if (this.#options.process.now >= until) {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1)
        return { kind: 'timed out' }
      }
      yield {
        do: 'wait',
        for: [{ readiness: waiter.gate }],
        ...(until === Infinity ? {} : { until }),
      }
    }
    return waiter.fd === undefined ? yield* this.#connect(until) : this.#begin(waiter.fd)
  }

  *#connect(until: Ms): Run<Acquired> {
    const { process, host, connectTimeoutMs } = this.#options
    this.#opened()
    const last = process.now + connectTimeoutMs
    try {
      const fd = yield* dial(process, host.address, Math.min(last, until))
      return this.#begin(fd)
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      this.#closed()
      if (error.errno === 'ETIMEDOUT' && process.now < last) return { kind: 'timed out' }
      host.counts.cx_connect_fail++
      this.#count('upstream_cx_connect_fail')
      if (error.errno !== 'ETIMEDOUT') return { kind: 'connection failure', why: error.message }
      this.#count('upstream_cx_connect_timeout')
      return { kind: 'connection timeout' }
    }
  }

  #begin(fd: Fd): Acquired {
    const { inUse, limits } = this.#options
    if (inUse.requests >= limits.requests) {
      this.#count('upstream_rq_pending_overflow')
      this.#idle.push(fd)
      return { kind: 'overflow' }
    }
    inUse.requests++
    return { kind: 'connected', fd }
  }

  #opened(): void {
    const { host, inUse } = this.#options
    this.#connections++
    inUse.connections++
    host.counts.cx_active++
    host.counts.cx_total++
    this.#count('upstream_cx_total')
    this.#count('upstream_cx_http1_total')
  }

  #close(fd: Fd): void {
    this.#options.process.close(fd)
    this.#closed()
  }

  #closed(): void {
    this.#connections--
    this.#options.inUse.connections--
    this.#options.host.counts.cx_active--
    this.#waiting.shift()?.gate.open()
  }

  #count(name: string): void {
    this.#options.stats.add(`${this.#options.prefix}.${name}`)
  }
}

function isOpen(process: Process, fd: Fd): boolean {
  try {
    return process.tryRead(fd, 1) === 'again'
  } catch (error) {
    if (error instanceof SystemError) return false
    throw error
  }
}
