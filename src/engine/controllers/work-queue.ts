import type { Alarm, Clock, Ms } from '../clock/clock.ts'

/** Simulated time from a change to the controller's look at it. */
const SYNC_MS = 5
const FIRST_RETRY_MS = 5
const LONGEST_RETRY_MS = 1_000_000

export type Outcome = 'done' | 'failed'

/**
 * Keys that wait to be looked at: each of them once, and never while it is being worked on. What
 * failed is tried again after 5 ms, twice as long each time. Source: client-go util/workqueue.
 */
export class WorkQueue {
  readonly #clock: Clock
  readonly #work: (key: string, done: (outcome: Outcome) => void) => void
  readonly #waiting = new Map<string, { readonly alarm: Alarm; readonly at: Ms }>()
  readonly #busy = new Set<string>()
  /** Asked for while they were being worked on. */
  readonly #again = new Set<string>()
  readonly #failures = new Map<string, number>()

  constructor(clock: Clock, work: (key: string, done: (outcome: Outcome) => void) => void) {
    this.#clock = clock
    this.#work = work
  }

  add(key: string): void {
    this.addAfter(key, 0)
  }

  /** Sooner wins: whoever waits already for an earlier look waits for that one. */
  addAfter(key: string, delay: Ms): void {
    if (this.#busy.has(key) && delay === 0) {
      this.#again.add(key)
      return
    }
    const at = this.#clock.now + SYNC_MS + delay
    const known = this.#waiting.get(key)
    if (known !== undefined && known.at <= at) return
    known?.alarm.cancel()
    const alarm = this.#clock.at(at, () => {
      this.#waiting.delete(key)
      this.#start(key)
    })
    this.#waiting.set(key, { alarm, at })
  }

  #start(key: string): void {
    if (this.#busy.has(key)) {
      this.#again.add(key)
      return
    }
    this.#busy.add(key)
    this.#work(key, (outcome) => {
      this.#busy.delete(key)
      // What was written has reached every cache when the next look comes, a little later.
      if (this.#again.delete(key)) this.add(key)
      if (outcome === 'done') this.#failures.delete(key)
      else this.#retry(key)
    })
  }

  #retry(key: string): void {
    const failures = this.#failures.get(key) ?? 0
    this.#failures.set(key, failures + 1)
    this.addAfter(key, Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures))
  }
}
