import type { Cluster, Ms } from '#engine'

/** How simulated time goes with real time. */
export interface Pace {
  readonly mode: 'wall' | 'manual'
  /** Simulated seconds in a second; 0 when time stands still by itself. */
  readonly speed: number
  /** Up to where time goes now; null: nowhere. */
  target(): Ms | null
  /** Whether anything is due before that. */
  isDue(): boolean
  /** Time has come to its target, and all that was due has rung. */
  arrived(): void
  /** Real milliseconds until something is due again; null: not without news from outside. */
  restMs(): number | null
  /** Lets so much more time pass; gives the time at which it has. */
  release(ms: Ms): Ms
  /** A stream is open whose processes run on; what is returned is called when it is closed. */
  attend(): () => void
}

/** Real milliseconds, from any beginning. */
export type Stopwatch = () => number

/** Simulated time follows the wall clock, `speed` times as fast. */
export function wallPace({ clock }: Cluster, speed: number, stopwatch: Stopwatch): Pace {
  const realStart = stopwatch()
  let start = clock.now
  const target = (): Ms => Math.max(clock.now, start + (stopwatch() - realStart) * speed)
  return {
    mode: 'wall',
    speed,
    target,
    isDue: () => (clock.nextAlarm() ?? Infinity) <= target(),
    arrived: () => undefined,
    restMs: () => {
      const next = clock.nextAlarm()
      return next === null ? null : (next - target()) / speed
    },
    release: (ms) => {
      const at = target() + ms
      start += ms
      return at
    },
    attend: () => () => undefined,
  }
}

/** Milliseconds by which the work of errands may run ahead of real time. */
const HEAD_START_MS = 1000

/**
 * Simulated time stands still until it is released. Between releases only the errands of clients
 * are done, with the simulated time that they need: at once where they end soon, else no faster
 * than real time passes.
 */
export function manualPace({ clock, inputs }: Cluster, stopwatch: Stopwatch): Pace {
  inputs.take({ kind: 'hold', isHeld: true })
  let until: Ms | null = null
  let attended = 0
  let busySince: { readonly real: number; readonly now: Ms } | null = null

  const limit = (): Ms => {
    if (attended === 0) return clock.now
    busySince ??= { real: stopwatch(), now: clock.now }
    return busySince.now + stopwatch() - busySince.real + HEAD_START_MS
  }
  const errand = (): Ms | null => {
    const next = clock.nextAlarm()
    if (next === null) busySince = null
    return next === null ? null : Math.max(next, clock.now)
  }
  const target = (): Ms | null => {
    if (until !== null) return until
    const next = errand()
    return next !== null && next <= limit() ? next : null
  }
  return {
    mode: 'manual',
    speed: 0,
    target,
    isDue: () => target() !== null,
    arrived: () => {
      if (until === null) return
      until = null
      inputs.take({ kind: 'hold', isHeld: true })
    },
    restMs: () => {
      const next = errand()
      return next === null || attended === 0 ? null : next - limit()
    },
    release: (ms) => {
      if (until === null) inputs.take({ kind: 'hold', isHeld: false })
      until = (until ?? clock.now) + ms
      return until
    },
    attend: () => {
      attended++
      return () => attended--
    },
  }
}
