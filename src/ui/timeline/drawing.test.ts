import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Tone } from '../diagram/diagram.ts'
import { continued, KEPT, type Mark, type Stretch } from './lanes.ts'
import { momentAt, momentFor } from './moment.ts'
import { markPiecesOf, type Piece, piecesOf, type Place } from './pieces.ts'
import { lengthFor, otherLength, scopeAfter, ticksIn } from './scope.ts'
import type { Stop } from './stops.ts'

const HOUR = 3_600_000

/** One word after another, each for so long. */
function laneOf(lasts: readonly (readonly [word: string, tone: Tone, ms: number])[]) {
  let [lane, at]: [readonly Stretch[], number] = [[], 0]
  for (const [word, tone, ms] of lasts) {
    lane = continued(lane, { word, tone }, { seq: at, at })
    at += ms
  }
  return lane
}

/** Running for a second, over for a second, then waiting, for so many rounds. */
function crashLoop(rounds: number, waitMs: number): readonly Stretch[] {
  return laneOf(
    Array.from({ length: rounds }, () => [
      ['Running', 'running', 1000] as const,
      ['Error', 'failed', 1000] as const,
      ['CrashLoopBackOff', 'waiting', waitMs] as const,
    ]).flat(),
  )
}

function place(width: number, length: number, from = 0): Place {
  return { scope: { from, length }, width, now: from + length }
}

function rounded({ x, width, tone, stretches }: Piece) {
  return [Math.round(x), Math.round(width), tone, stretches.length]
}

test('what is wide enough is drawn as it is, what is narrow together with its neighbours', () => {
  const drawn = piecesOf(crashLoop(2, 8000), place(200, 20_000))
  expect(drawn.map(rounded)).toEqual([
    [0, 10, 'running', 1],
    [10, 10, 'failed', 1],
    [20, 80, 'waiting', 1],
    [100, 10, 'running', 1],
    [110, 10, 'failed', 1],
    [120, 80, 'waiting', 1],
  ])
  const far = piecesOf(crashLoop(2, 8000), place(20, 20_000))
  expect(far.map(rounded)).toEqual([
    [0, 2, 'failed', 2],
    [2, 8, 'waiting', 1],
    [10, 2, 'failed', 2],
    [12, 8, 'waiting', 1],
  ])
})

test('a lane never has more pieces than there is room for, however often it changes', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 400_000 }), { maxLength: 300 }),
      fc.integer({ min: 50, max: 2000 }),
      (lasts, width) => {
        const lane = laneOf(lasts.map((ms, nth) => [`${nth}`, 'running', ms]))
        const pieces = piecesOf(lane, place(width, HOUR))
        expect(pieces.length).toBeLessThanOrEqual((2 * width) / 3 + 2)
        expect(pieces.every((it) => it.x >= 0 && it.x + it.width <= width + 1e-6)).toBe(true)
      },
    ),
  )
})

test('of a lane that changes without end the newest part is kept', () => {
  const lane = laneOf(Array.from({ length: 5000 }, (_, nth) => [`${nth}`, 'running', 1]))
  expect(lane.length).toBeLessThanOrEqual(KEPT)
  expect(lane.at(-1)?.word).toBe('4999')
})

test('marks that are near each other are one, in the shape of the gravest', () => {
  const probe = (at: number): Mark => ({
    kind: 'probe',
    when: { seq: at, at },
    container: 'app',
    probe: 'liveness',
    message: '',
  })
  const oom: Mark = { kind: 'oom', when: { seq: 52, at: 52 }, container: 'app' }
  const drawn = markPiecesOf([probe(1), probe(50), oom, probe(53), probe(90)], place(100, 100))
  expect(drawn.map(({ x, mark, marks }) => [x, mark.kind, marks.length])).toEqual([
    [1, 'probe', 1],
    [50, 'oom', 3],
    [90, 'probe', 1],
  ])
})

test('all of a short time is in sight; of a long one what lies around the cursor', () => {
  const at1x = { start: 5000, speed: 1 }
  const young = scopeAfter(undefined, { ...at1x, now: 12_000, cursor: 12_000 })
  expect(young).toEqual({ from: 5000, length: 10_000 })
  expect(scopeAfter(young, { ...at1x, now: 13_000, cursor: 6000 })).toBe(young)
  const old = { ...at1x, now: 600_000, cursor: 600_000 }
  const late = scopeAfter(young, old)
  expect(late).toEqual({ from: 516_000, length: 120_000 })
  expect(scopeAfter(late, { ...old, now: 610_000, cursor: 610_000 })).toBe(late)
  expect(scopeAfter(late, { ...old, cursor: 100_000 })).toEqual({ from: 36_000, length: 120_000 })
  expect(scopeAfter(late, { ...old, speed: 60 })).toEqual({ from: 5000, length: 900_000 })
})

test('a longer and a shorter time are chosen among few, so that nothing moves in between', () => {
  expect([100, 9_700, HOUR].map(lengthFor)).toEqual([10_000, 15_000, 1.5 * HOUR])
  expect(otherLength(10_000, 1)).toBe(15_000)
  expect(otherLength(10_000, -1)).toBe(10_000)
})

test('ticks stand at round times, and none where its letters have no room', () => {
  expect(ticksIn({ from: 5000, length: 60_000 }, 500)).toEqual([
    10_000, 20_000, 30_000, 40_000, 50_000, 60_000,
  ])
  expect(ticksIn({ from: 0, length: HOUR }, 300)).toEqual([0, 900_000, 1_800_000, 2_700_000])
})

const stops: readonly Stop[] = [10_000, 20_000, 30_000].map((at) => ({
  when: { seq: at / 1000, at },
  events: [],
}))
const seqAt = (at: number) => (at < 15_000 ? undefined : at / 1000)

test.each([
  { at: 19_500, near: { seq: 20, at: 20_000 }, why: 'a stop that is near is meant' },
  { at: 24_000, near: { seq: 24, at: 24_000 }, why: 'between stops it is the very time' },
  { at: 13_000, near: { seq: 10, at: 10_000 }, why: 'behind the horizon only stops are known' },
  { at: 2000, near: { seq: 10, at: 10_000 }, why: 'nothing was before the first stop' },
  { at: 39_800, near: 'now', why: 'the end is now' },
  { at: 70_000, near: 'now', why: 'what is to come cannot be looked at' },
])('$why', ({ at, near }) => {
  const sight = { ...place(400, 50_000), now: 40_000 }
  expect(momentAt(at, { stops, place: sight, seqAt })).toEqual(near)
})

test.each([
  { key: 'ArrowLeft', past: undefined, to: 30_000 },
  { key: 'ArrowLeft', past: 20_000, to: 10_000 },
  { key: 'ArrowLeft', past: 10_000, to: 10_000 },
  { key: 'ArrowRight', past: 22_000, to: 30_000 },
  { key: 'ArrowRight', past: 30_000, to: 'now' },
  { key: 'ArrowRight', past: undefined, to: undefined },
  { key: 'Home', past: undefined, to: 10_000 },
  { key: 'End', past: 10_000, to: 'now' },
  { key: 'Escape', past: 10_000, to: 'now' },
  { key: 'Escape', past: undefined, to: undefined },
  { key: 'a', past: 10_000, to: undefined },
])('$key at $past leads to $to', ({ key, past, to }) => {
  const looked = past === undefined ? undefined : { seq: 1, at: past }
  const moment = momentFor(key, { stops, past: looked })
  expect(typeof moment === 'object' ? moment.at : moment).toBe(to)
})
