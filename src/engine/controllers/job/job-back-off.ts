import type { Ms } from '../../clock/clock.ts'

const FIRST_MS = 10_000
const LONGEST_MS = 600_000

/** How a Job's Pods have fared lately. */
export interface Record {
  /** Failures since the last success. */
  readonly failures: number
  readonly lastFailureMs: number
}

/** Ends of Pods, in the order in which they came. */
export interface End {
  readonly at: number
  readonly how: 'succeeded' | 'failed'
}

export function recordAfter(record: Record | undefined, ends: readonly End[]): Record {
  return [...ends]
    .sort((a, b) => a.at - b.at)
    .reduce<Record>(
      ({ failures, lastFailureMs }, { at, how }) =>
        how === 'succeeded'
          ? { failures: 0, lastFailureMs }
          : { failures: failures + 1, lastFailureMs: at },
      record ?? { failures: 0, lastFailureMs: 0 },
    )
}

/** How long no new Pod is created: 10 s after the first failure, doubling, 10 min at most. */
export function waitAfter({ failures, lastFailureMs }: Record, nowMs: number): Ms {
  if (failures === 0) return 0
  const delay = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1))
  return Math.max(0, lastFailureMs + delay - nowMs)
}
