import type { Ms } from '#engine'

/** The part of simulated time that is in sight. */
export interface Scope {
  readonly from: Ms
  readonly length: Ms
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** How much time may be in sight: not any length, so that what is drawn stays where it is. */
const LENGTHS: readonly Ms[] = [
  ...[10, 15, 20, 30, 45].map((it) => it * SECOND),
  ...[1, 1.5, 2, 3, 5, 7, 10, 15, 20, 30, 45].map((it) => it * MINUTE),
  ...[1, 1.5, 2, 3, 4, 6, 8, 12, 18, 24, 36, 48, 72, 96].map((it) => it * HOUR),
]

/** Without being asked, so much of what a reader has lived through is shown; at any speed a length. */
const LIVED = 2 * MINUTE

export interface Sight {
  /** When what is shown began. */
  readonly start: Ms
  readonly now: Ms
  /** The moment that is looked at. */
  readonly cursor: Ms
  readonly speed: number
  /** As somebody chose it; absent: as fits. */
  readonly length?: Ms | undefined
}

/** What is in sight: all there is while that is short, else what lies around the cursor. */
export function scopeAfter(before: Scope | undefined, sight: Sight): Scope {
  const length = sight.length ?? usualLength(sight)
  const from = placeOf(before?.length === length ? before : undefined, { ...sight, length })
  return before?.length === length && before.from === from ? before : { from, length }
}

/** It stays where it is as long as the cursor is well within. */
function placeOf(before: Scope | undefined, sight: Sight & { readonly length: Ms }): Ms {
  const { start, now, cursor, length } = sight
  if (now - start <= 0.96 * length) return start
  const share = before === undefined ? -1 : (cursor - before.from) / length
  if (before !== undefined && before.from >= start && share >= 0.02 && share <= 0.96)
    return before.from
  const grid = length / 10
  const from = cursor - (cursor < now ? 0.5 : 0.7) * length
  return Math.max(start, Math.round(from / grid) * grid)
}

function usualLength({ start, now, speed }: Sight): Ms {
  return Math.min(lengthFor(now - start), LIVED * speed)
}

/** The shortest length in which so much time has room, and some more to come. */
export function lengthFor(ms: Ms): Ms {
  return LENGTHS.find((length) => ms <= 0.96 * length) ?? LENGTHS.at(-1) ?? ms
}

/** The next longer or shorter one; the same where there is none. */
export function otherLength(length: Ms, by: 1 | -1): Ms {
  return LENGTHS[LENGTHS.indexOf(length) + by] ?? length
}

const STEPS: readonly Ms[] = [
  ...[1, 2, 5, 10, 15, 30].map((it) => it * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((it) => it * MINUTE),
  ...[1, 2, 4, 8, 12, 24].map((it) => it * HOUR),
]
const LEAST_APART_PX = 68
/** A tick that is nearer to the end has no room for its letters. */
const LETTERS_PX = 36

/** Round times at which the axis is lettered. */
export function ticksIn({ from, length }: Scope, width: number): readonly Ms[] {
  const step = STEPS.find((it) => (it / length) * width >= LEAST_APART_PX) ?? length
  const first = Math.ceil(from / step)
  const last = from + length * (1 - LETTERS_PX / width)
  const count = Math.floor(last / step) - first + 1
  return Array.from({ length: Math.max(0, count) }, (_, nth) => (first + nth) * step)
}
