import type { Cluster, Ms } from '#engine'
import type { Pace, Stopwatch } from './pace.ts'

export interface DriverOptions {
  readonly cluster: Cluster
  readonly pace: Pace
  readonly stopwatch: Stopwatch
  /** A bug of ours: an alarm threw. The others still ring. */
  readonly onFault: (fault: unknown) => void
}

/** Real milliseconds that one stretch may take before requests are heard again. */
const STRETCH_MS = 25
/** setTimeout takes no longer time. */
const LONGEST_REST_MS = 2 ** 31 - 1

/** Makes a cluster's time pass, in stretches, and lets the outside in between two alarms. */
export class Driver {
  readonly #options: DriverOptions
  readonly #acts: (() => void)[] = []
  readonly #awaited = new Set<{ readonly at: Ms; readonly done: () => void }>()
  #rest: NodeJS.Timeout | undefined
  #next: NodeJS.Immediate | undefined
  #isRunning = false
  #isStopped = false

  constructor(options: DriverOptions) {
    this.#options = options
    this.#run()
  }

  get pace(): Pace {
    return this.#options.pace
  }

  /** Does something to the cluster from outside, and then what is due. */
  do(act: () => void): void {
    this.#acts.push(act)
    this.#run()
  }

  /** Lets that much simulated time pass; done when all that was due has happened. */
  advance(ms: Ms): Promise<void> {
    return new Promise((done) => {
      this.do(() => {
        this.#awaited.add({ at: this.pace.release(ms), done })
      })
    })
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#rest)
    clearImmediate(this.#next)
  }

  #run(): void {
    if (this.#isRunning || this.#isStopped) return
    this.#isRunning = true
    const end = this.#options.stopwatch() + STRETCH_MS
    do this.#step(end)
    while (this.#hasMore() && this.#options.stopwatch() < end)
    this.#isRunning = false
    this.#schedule()
  }

  #step(end: number): void {
    const { cluster, pace, stopwatch } = this.#options
    const isEnough = () => this.#acts.length > 0 || stopwatch() >= end
    this.#guard(() => {
      const to = pace.target()
      if (to === null || cluster.clock.advanceTo(to, { isEnough }) !== 'there') return
      pace.arrived()
      this.#tellArrived()
    })
    for (const act of this.#acts.splice(0)) this.#guard(act)
  }

  #hasMore(): boolean {
    return this.#acts.length > 0 || this.pace.isDue()
  }

  #tellArrived(): void {
    const { now } = this.#options.cluster.clock
    for (const it of this.#awaited) {
      if (it.at > now) continue
      this.#awaited.delete(it)
      it.done()
    }
  }

  #guard(act: () => void): void {
    try {
      act()
    } catch (fault) {
      this.#options.onFault(fault)
    }
  }

  #schedule(): void {
    clearTimeout(this.#rest)
    clearImmediate(this.#next)
    const run = () => {
      this.#run()
    }
    if (this.#hasMore()) {
      this.#next = setImmediate(run)
      return
    }
    const restMs = this.pace.restMs()
    if (restMs !== null) this.#rest = setTimeout(run, clamp(restMs))
  }
}

function clamp(restMs: number): number {
  return Math.min(Math.max(Math.ceil(restMs), 1), LONGEST_REST_MS)
}
