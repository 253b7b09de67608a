import type { Ms } from '../clock/clock.ts'

/** Names of events: the object's, and the nanosecond at which it was told, in hexadecimal. */
export class EventNames {
  readonly #epochMs: Ms
  #lastNanos = 0n

  constructor(epochMs: Ms) {
    this.#epochMs = epochMs
  }

  /** `at`: when it happened. */
  next(object: string, at: Ms): string {
    const nanos = BigInt(Math.round((this.#epochMs + at) * 1000)) * 1000n
    // Simulated time stands still between two events; their names must differ all the same.
    this.#lastNanos = nanos > this.#lastNanos ? nanos : this.#lastNanos + 1n
    return `${object}.${this.#lastNanos.toString(16)}`
  }
}
