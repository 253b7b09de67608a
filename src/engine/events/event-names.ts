import type { Clock, Ms } from '../clock/clock.ts'

/** Names of events: the object's, and the nanosecond at which it was told, in hexadecimal. */
export class EventNames {
  readonly #clock: Clock
  readonly #epochMs: Ms
  #lastNanos = 0n

  constructor(clock: Clock, epochMs: Ms) {
    this.#clock = clock
    this.#epochMs = epochMs
  }

  next(object: string): string {
    const nanos = BigInt(Math.round((this.#epochMs + this.#clock.now) * 1000)) * 1000n
    // Simulated time stands still between two events; their names must differ all the same.
    this.#lastNanos = nanos > this.#lastNanos ? nanos : this.#lastNanos + 1n
    return `${object}.${this.#lastNanos.toString(16)}`
  }
}
