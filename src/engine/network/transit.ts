import type { Cause, Clock, Ms } from '../clock/clock.ts'

/** The way between two sockets, as it is for as long as they speak. */
export interface Way {
  /** Simulated milliseconds in one direction. */
  readonly latencyMs: Ms
  /** Asked at every departure: a node that was cut off swallows what passes through it. */
  isCut(): boolean
}

/** tcp_retries2 of tcp(7): after so many retransmissions a connection is given up. */
const RETRIES = 15
const FIRST_RETRY_MS = 200
const LONGEST_RETRY_MS = 120_000
const CARRYING_MS = 0.001

interface Segment {
  readonly cause: Cause
  readonly arrive: () => void
  readonly bytes: number
}

/** One direction of a connection: segments arrive in order, late, and again if they got lost. */
export class Transit {
  readonly #clock: Clock
  readonly #way: Way
  readonly #onGivenUp: () => void
  #held: Segment[] = []
  #lastArrival: Ms = 0

  constructor(clock: Clock, way: Way, onGivenUp: () => void) {
    this.#clock = clock
    this.#way = way
    this.#onGivenUp = onGivenUp
  }

  /**
   * Sends something off as a consequence of `cause`; `arrive` runs at the other side. What carries
   * bytes takes a little longer: whoever waits for a connection hears of it before its first bytes.
   */
  send(cause: Cause, arrive: () => void, bytes = 0): void {
    const segment = { cause, arrive, bytes }
    if (this.#held.length > 0) this.#held.push(segment)
    else if (this.#way.isCut()) this.#hold(segment)
    else this.#depart(segment)
  }

  /** Nothing overtakes what departed before. */
  #depart({ cause, arrive, bytes }: Segment): void {
    const arrival = this.#clock.now + this.#way.latencyMs + (bytes > 0 ? CARRYING_MS : 0)
    this.#lastArrival = Math.max(this.#lastArrival, arrival)
    this.#clock.because(cause, () => this.#clock.at(this.#lastArrival, arrive, 'work'))
  }

  #hold(segment: Segment): void {
    this.#held.push(segment)
    this.#retryAfter(FIRST_RETRY_MS, 1)
  }

  #retryAfter(delayMs: Ms, count: number): void {
    this.#clock.after(delayMs, () => {
      if (!this.#way.isCut()) {
        for (const segment of this.#held.splice(0)) this.#depart(segment)
      } else if (count >= RETRIES) {
        this.#held = []
        this.#onGivenUp()
      } else {
        this.#retryAfter(Math.min(delayMs * 2, LONGEST_RETRY_MS), count + 1)
      }
    })
  }
}
