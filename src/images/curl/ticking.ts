import type { Process, Run, Wake } from '#engine'
import type { Meter } from './meter.ts'

/** Runs a transfer and shows the meter every second while it waits. */
export function* ticking<Result>(process: Process, meter: Meter, run: Run<Result>): Run<Result> {
  let wake: Wake = 'ready'
  for (;;) {
    const next = run.next(wake)
    if (next.done === true) return next.value
    const effect = next.value
    if (effect.do !== 'wait') {
      wake = yield effect
      continue
    }
    const end = effect.until ?? Infinity
    for (;;) {
      const until = Math.min(end, meter.nextTick)
      wake = yield { ...effect, ...(until === Infinity ? {} : { until }) }
      if (wake !== 'timeout' || process.now >= end) break
      yield* meter.tick()
    }
  }
}
