import type { Ms, Seq } from '#engine'
import type { Instant } from './lanes.ts'
import { type Place, xOf } from './pieces.ts'
import { around, type Stop } from './stops.ts'

/** Who points this near at a stop means it. */
const NEAR_PX = 6

interface Pointed {
  readonly stops: readonly Stop[]
  readonly place: Place
  /** The last thing that had happened at a time, where that is still known. */
  readonly seqAt: (at: Ms) => Seq | undefined
}

/** The moment that somebody points at. */
export function momentAt(at: Ms, { stops, place, seqAt }: Pointed): Instant | 'now' {
  const distance = (to: Ms) => Math.abs(xOf(place, to) - xOf(place, at))
  const near = stops
    .filter(({ when }) => distance(when.at) <= NEAR_PX)
    .reduce<Stop | undefined>(
      (best, it) =>
        best === undefined || distance(it.when.at) < distance(best.when.at) ? it : best,
      undefined,
    )
  const toNow = xOf(place, place.now) - xOf(place, at)
  if (toNow <= 0 || (toNow <= NEAR_PX && near === undefined)) return 'now'
  if (near !== undefined) return near.when
  const seq = seqAt(at)
  const first = stops[0]
  if (seq !== undefined && first !== undefined && at >= first.when.at) return { seq, at }
  return (around(stops, at).latest ?? first)?.when ?? 'now'
}

interface Looked {
  readonly stops: readonly Stop[]
  /** Absent: now. */
  readonly past: Instant | undefined
}

/** Where a key leads; undefined where it means nothing. */
export function momentFor(key: string, { stops, past }: Looked): Instant | 'now' | undefined {
  const { before, after } = around(stops, past?.at ?? Infinity)
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return (before ?? stops[0])?.when
    case 'ArrowRight':
    case 'ArrowUp':
      return past === undefined ? undefined : (after?.when ?? 'now')
    case 'Home':
      return stops[0]?.when
    case 'End':
      return 'now'
    case 'Escape':
      return past === undefined ? undefined : 'now'
    default:
      return undefined
  }
}
