import { expect, test } from 'vitest'
import { againstImage } from '../files/overlay.ts'
import { layerOf } from '../files/layer.ts'
import { throttle, UNUSED } from './cpu-time.ts'
import { processed } from './output-processing.ts'
import { reactionTo, type SignalSituation } from './signalling.ts'
import type { SignalName } from './signals.ts'

const ordinary: SignalSituation = {
  action: 'default',
  isInit: false,
  isFromOutside: false,
  isOrphaned: false,
}
const note = (): void => undefined

test.each([
  { signal: 'TERM', situation: {}, reaction: 'end' },
  { signal: 'TERM', situation: { action: 'ignore' }, reaction: 'ignore' },
  { signal: 'TERM', situation: { action: note }, reaction: 'handle' },
  { signal: 'KILL', situation: { action: 'ignore' }, reaction: 'end' },
  { signal: 'STOP', situation: { action: note }, reaction: 'stop' },
  { signal: 'CHLD', situation: {}, reaction: 'ignore' },
  { signal: 'CONT', situation: {}, reaction: 'continue' },
  { signal: 'CONT', situation: { action: note }, reaction: 'handle' },
  { signal: 'TSTP', situation: {}, reaction: 'stop' },
  { signal: 'TSTP', situation: { isOrphaned: true }, reaction: 'ignore' },
  { signal: 'TTIN', situation: { isOrphaned: true }, reaction: 'ignore' },
  { signal: 'STOP', situation: { isOrphaned: true }, reaction: 'stop' },
  { signal: 'TERM', situation: { isInit: true }, reaction: 'ignore' },
  { signal: 'TERM', situation: { isInit: true, isFromOutside: true }, reaction: 'ignore' },
  { signal: 'TERM', situation: { isInit: true, action: note }, reaction: 'handle' },
  { signal: 'INT', situation: { isInit: true, isFromOutside: true }, reaction: 'ignore' },
  { signal: 'KILL', situation: { isInit: true }, reaction: 'ignore' },
  { signal: 'KILL', situation: { isInit: true, isFromOutside: true }, reaction: 'end' },
  { signal: 'STOP', situation: { isInit: true }, reaction: 'ignore' },
  { signal: 'STOP', situation: { isInit: true, isFromOutside: true }, reaction: 'stop' },
] as const satisfies readonly {
  signal: SignalName
  situation: Partial<SignalSituation>
  reaction: string
}[])('[P3] $signal in the situation $situation → $reaction', ({ signal, situation, reaction }) => {
  expect(reactionTo(signal, { ...ordinary, ...situation })).toBe(reaction)
})

test.each([
  // Half a processor: 50 ms in each 100 ms.
  { nowUs: 0, us: 40_000, quotaUs: 50_000, doneUs: 40_000 },
  { nowUs: 0, us: 50_000, quotaUs: 50_000, doneUs: 50_000 },
  { nowUs: 0, us: 60_000, quotaUs: 50_000, doneUs: 110_000 },
  { nowUs: 0, us: 200_000, quotaUs: 50_000, doneUs: 350_000 },
  { nowUs: 80_000, us: 50_000, quotaUs: 50_000, doneUs: 130_000 },
  // More than one processor does not make one process faster.
  { nowUs: 0, us: 250_000, quotaUs: 200_000, doneUs: 250_000 },
])('$us µs from $nowUs µs with $quotaUs µs a period end at $doneUs µs', (row) => {
  const { nowUs, us, quotaUs, doneUs } = row
  expect(throttle(UNUSED, { nowUs, us }, quotaUs).doneUs).toBe(doneUs)
})

test('who comes later finds what others have left of the period', () => {
  const first = throttle(UNUSED, { nowUs: 0, us: 40_000 }, 50_000)
  const second = throttle(first.bandwidth, { nowUs: 10_000, us: 20_000 }, 50_000)
  expect(second).toEqual({
    doneUs: 110_000,
    bandwidth: {
      period: 1,
      usedUs: 10_000,
      periods: 2,
      throttledPeriods: 1,
      throttledUs: 80_000,
    },
  })
})

test.each([
  { opost: true, onlcr: true, text: 'a\nb\n', shown: 'a\r\nb\r\n' },
  { opost: true, onlcr: false, text: 'a\nb\n', shown: 'a\nb\n' },
  { opost: false, onlcr: true, text: 'a\nb\n', shown: 'a\nb\n' },
  { opost: true, onlcr: true, text: 'no line end', shown: 'no line end' },
])('with opost $opost and onlcr $onlcr $text is shown as $shown', (row) => {
  const modes = { icanon: true, echo: true, isig: true, icrnl: true, ...row }
  const bytes = processed(new TextEncoder().encode(row.text), modes)
  expect(new TextDecoder().decode(bytes)).toBe(row.shown)
})

test.each([
  { path: 'etc/motd', change: 'changed', against: 'changed' },
  { path: 'etc/motd', change: 'added', against: 'changed' },
  { path: 'etc/motd', change: 'deleted', against: 'deleted' },
  { path: 'etc/new', change: 'added', against: 'added' },
  { path: 'etc/new', change: 'changed', against: 'added' },
  { path: 'etc/new', change: 'deleted', against: 'deleted' },
] as const)('$path that was $change is $against against the image', (row) => {
  const layer = layerOf(new Map([['/etc/motd', { text: 'hello' }]]))
  const seen = againstImage(layer, { path: row.path, change: row.change, bytes: 5 })
  expect(seen).toEqual({ path: `/${row.path}`, change: row.against, bytes: 5 })
})
