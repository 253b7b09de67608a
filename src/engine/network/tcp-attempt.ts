import type { Alarm } from '../clock/clock.ts'
import type { Errno } from '../kernel/errno.ts'
import { connect, type ConnectionEnd } from './connection.ts'
import { ExchangeLog } from './exchange-log.ts'
import {
  endpointOf,
  type Fabric,
  type Holder,
  type Path,
  type SocketAddress,
  type Station,
} from './fabric.ts'

/** tcp_syn_retries: after 1, 3, 7 … 63 seconds a lost SYN is sent again, after 127 given up. */
const SYN_RETRIES = 6
const FIRST_RETRY_MS = 1000

export interface Attempted {
  readonly station: Station
  readonly from: SocketAddress
  readonly to: SocketAddress
  readonly holder: Holder
  readonly path: Path
}

export type Outcome =
  | { readonly kind: 'connected'; readonly end: ConnectionEnd }
  | { readonly kind: 'failed'; readonly errno: Errno }

/** One connect(2) on its way: SYN, answer, retries. */
export class TcpAttempt {
  readonly #fabric: Fabric
  readonly #attempted: Attempted
  readonly #onOutcome: (outcome: Outcome) => void
  readonly #log: ExchangeLog
  #retry: Alarm | null = null
  #isOver = false

  constructor(fabric: Fabric, attempted: Attempted, onOutcome: (outcome: Outcome) => void) {
    this.#fabric = fabric
    this.#attempted = attempted
    this.#onOutcome = onOutcome
    this.#log = new ExchangeLog(fabric.history, fabric.nextExchangeId())
  }

  /** Gives the errno when connect(2) itself is refused. */
  start(): Errno | undefined {
    const { path } = this.#attempted
    const seq = this.#recordOpened()
    if (path.kind === 'no path' && path.afterMs === 0) {
      this.#isOver = true
      this.#fabric.clock.because(seq, () => this.#log.failed(path.errno, path.at))
      return path.errno
    }
    this.#fabric.clock.because(seq, () => {
      if (path.kind === 'path') this.#sendSyn(0)
      else this.#fabric.clock.after(path.afterMs, () => this.#fail(path.errno, path.at))
    })
    return undefined
  }

  /** The socket was closed before there was an outcome. */
  abandon(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#retry?.cancel()
    this.#log.closed()
  }

  #recordOpened(): number {
    const { station, from, to, holder, path } = this.#attempted
    const asked =
      path.kind === 'path'
        ? endpointOf(path.station.name, path.to, path.station.tcpListener(path.to)?.holder)
        : endpointOf('', to)
    return this.#log.opened({
      from: endpointOf(station.name, from, holder),
      to: asked,
      protocol: 'tcp',
      route: path.route,
    })
  }

  #sendSyn(retries: number): void {
    const { path } = this.#attempted
    if (path.kind !== 'path') return
    const { clock } = this.#fabric
    if (!path.way.isCut()) clock.after(path.way.latencyMs, () => this.#synArrives(), 'work')
    this.#retry = clock.after(FIRST_RETRY_MS * 2 ** retries, () => {
      if (retries < SYN_RETRIES) this.#sendSyn(retries + 1)
      else this.#fail('ETIMEDOUT', path.route.at(-1) ?? '')
    })
  }

  #synArrives(): void {
    const { path } = this.#attempted
    if (this.#isOver || path.kind !== 'path') return
    const listener = path.station.tcpListener(path.to)
    // A full queue drops the SYN: the retry may find room.
    if (listener?.isFull === true) return
    this.#retry?.cancel()
    const answer = (): void => {
      if (listener === undefined) this.#fail('ECONNREFUSED', path.route.at(-1) ?? '')
      else this.#establish(path)
    }
    this.#fabric.clock.after(path.way.latencyMs, answer, 'work')
  }

  #establish(path: Path & { kind: 'path' }): void {
    if (this.#isOver) return
    this.#isOver = true
    const { clock } = this.#fabric
    const farPlace = path.route.at(-1) ?? ''
    const [client, server] = connect({ clock, way: path.way, log: this.#log, farPlace })
    const admit = (): void => {
      const listener = path.station.tcpListener(path.to)
      if (listener === undefined) server.reset()
      else listener.admit(server, { from: this.#attempted.from, to: path.to })
    }
    clock.because(this.#log.established(), () => {
      clock.after(path.way.latencyMs, admit, 'work')
      this.#onOutcome({ kind: 'connected', end: client })
    })
  }

  #fail(errno: Errno, at: string): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#fabric.clock.because(this.#log.failed(errno, at), () => {
      this.#onOutcome({ kind: 'failed', errno })
    })
  }
}
