import type { Cluster } from '#engine'

/** Whoever makes a cluster's time pass. */
export interface Driver {
  readonly mode: 'wall' | 'manual'
  readonly speed: number
  /** Something has come in: does what is due now. */
  poke(): void
  /** Lets simulated time pass at once. */
  advance(seconds: number): void
  stop(): void
}

/** Real milliseconds after which time is looked at again although no alarm is due. */
const LONGEST_SLEEP_MS = 1000
/** Real milliseconds that one stretch may take before requests are heard again. */
const STRETCH_MS = 50

/** Simulated time follows the wall clock, `speed` times as fast. */
export function driveByWallClock(cluster: Cluster, speed: number): Driver {
  const { clock } = cluster
  const begun = performance.now() - clock.now / speed
  let timer: NodeJS.Timeout | undefined
  const poke = (): void => {
    clearTimeout(timer)
    const end = performance.now() + STRETCH_MS
    const target = (performance.now() - begun) * speed
    if (target > clock.now) clock.advanceTo(target, { isEnough: () => performance.now() > end })
    const next = clock.nextAlarm() ?? Infinity
    const wait = Math.max(0, Math.min(LONGEST_SLEEP_MS, (next - clock.now) / speed))
    timer = setTimeout(poke, wait)
  }
  poke()
  return {
    ...{ mode: 'wall', speed, poke },
    advance: (seconds) => {
      clock.advanceBy(seconds * 1000)
    },
    stop: () => {
      clearTimeout(timer)
    },
  }
}

/** Simulated time stands still but for `advance`; what is due in this instant happens at once. */
export function driveByHand({ clock }: Cluster): Driver {
  return {
    ...{ mode: 'manual', speed: 0 },
    poke: () => {
      clock.advanceBy(0)
    },
    advance: (seconds) => {
      clock.advanceBy(seconds * 1000)
    },
    stop: () => undefined,
  }
}
