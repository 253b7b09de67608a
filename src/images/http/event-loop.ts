import type { Effect, Ms, Process, Run, Waitable, Wake } from '#engine'

type Wait = Extract<Effect, { readonly do: 'wait' }>

interface Strand {
  readonly run: Run<unknown>
  wait: Wait | null
}

export interface LoopOptions {
  /** Who sleeps holds up nobody else, as with threads. */
  readonly sleepsApart?: boolean
}

/**
 * Many conversations in one process, as a server built on select(2) or epoll(7) has them: each is
 * a program that waits for its own descriptors. A conversation that computes, or sleeps without
 * waiting for a descriptor, holds up all the others, as in a real event loop.
 */
export class EventLoop {
  readonly #process: Process
  readonly #options: LoopOptions
  #strands: Strand[] = []

  constructor(process: Process, options: LoopOptions = {}) {
    this.#process = process
    this.#options = options
  }

  /** Begins a conversation; it runs for the first time at the loop's next turn. */
  add(run: Run<unknown>): void {
    this.#strands.push({ run, wait: null })
  }

  get size(): number {
    return this.#strands.length
  }

  /** Runs until `isOver` says so after a turn, or nothing is left to do. */
  *run(isOver: () => boolean): Run<void> {
    let wake: Wake = 'ready'
    while (!isOver() && this.#strands.length > 0) {
      for (const strand of [...this.#strands])
        if (isDue(strand, wake, this.#process.now)) yield* this.#step(strand)
      if (isOver()) return
      wake = yield* this.#select()
    }
  }

  /** Runs one conversation until it waits again or is over. */
  *#step(strand: Strand): Run<void> {
    let wake: Wake = hasPassed(strand, this.#process.now) ? 'timeout' : 'ready'
    for (;;) {
      const next = strand.run.next(wake)
      if (next.done === true) {
        this.#strands = this.#strands.filter((it) => it !== strand)
        return
      }
      if (next.value.do === 'wait' && this.#isApart(next.value)) {
        strand.wait = next.value
        return
      }
      wake = yield next.value
    }
  }

  #isApart(wait: Wait): boolean {
    return wait.for.length > 0 || this.#options.sleepsApart === true
  }

  *#select(): Run<Wake> {
    const waits = this.#strands.flatMap((it) => it.wait ?? [])
    if (waits.length < this.#strands.length) return 'ready'
    const wanted: readonly Waitable[] = waits.flatMap((it) => it.for)
    const until = Math.min(...waits.map((it) => it.until ?? Infinity))
    return yield { do: 'wait', for: wanted, ...(until === Infinity ? {} : { until }) }
  }
}

/** After a handled signal nobody is woken: the loop looks whether it is over, and waits again. */
function isDue(strand: Strand, wake: Wake, now: Ms): boolean {
  return strand.wait === null || wake === 'ready' || hasPassed(strand, now)
}

function hasPassed(strand: Strand, now: Ms): boolean {
  return strand.wait?.until !== undefined && strand.wait.until <= now
}
