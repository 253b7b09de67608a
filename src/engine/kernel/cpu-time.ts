import type { Ms } from '../clock/clock.ts'
import type { Cgroup } from './cgroup.ts'

/** A limit on processor time is kept in periods of 100 ms: cpu.max. */
export const PERIOD_US = 100_000

/** How much of the present period a group has used, and what that has cost it so far. */
export interface Bandwidth {
  /** The number of the period, from the start of time. */
  readonly period: number
  readonly usedUs: number
  readonly periods: number
  readonly throttledPeriods: number
  readonly throttledUs: number
}

export const UNUSED: Bandwidth = {
  period: -1,
  usedUs: 0,
  periods: 0,
  throttledPeriods: 0,
  throttledUs: 0,
}

export interface Slice {
  /** When the work is done, in microseconds. */
  readonly doneUs: number
  readonly bandwidth: Bandwidth
}

/**
 * When work of `us` microseconds is done that begins at `nowUs`, where `quotaUs` may be used in
 * each period: what does not fit waits for the next period.
 */
export function throttle(
  bandwidth: Bandwidth,
  work: { readonly nowUs: number; readonly us: number },
  quotaUs: number,
): Slice {
  let at = work.nowUs
  let left = work.us
  let now = inPeriod(bandwidth, Math.floor(at / PERIOD_US))
  for (;;) {
    const end = (now.period + 1) * PERIOD_US
    const part = Math.min(left, Math.max(0, quotaUs - now.usedUs), end - at)
    at += part
    left -= part
    now = { ...now, usedUs: now.usedUs + part }
    if (left <= 0) return { doneUs: at, bandwidth: now }
    const waited = end - at
    const throttled = { throttledPeriods: now.throttledPeriods + 1 }
    now = { ...now, ...(waited > 0 ? throttled : {}), throttledUs: now.throttledUs + waited }
    at = end
    now = inPeriod(now, now.period + 1)
  }
}

/** When somebody in the group who begins now has used `us` microseconds of a processor. */
export function finishTime(group: Cgroup, now: Ms, us: number): Ms {
  let doneUs = now * 1000 + us
  for (const limited of group.upwards()) {
    const { cpuMillis } = limited.limits
    if (cpuMillis === undefined) continue
    const quotaUs = (cpuMillis * PERIOD_US) / 1000
    const slice = throttle(limited.bandwidth, { nowUs: now * 1000, us }, quotaUs)
    limited.bandwidth = slice.bandwidth
    doneUs = Math.max(doneUs, slice.doneUs)
  }
  return doneUs / 1000
}

/** Others may have reached into a later period already: whoever comes then queues up there. */
function inPeriod(bandwidth: Bandwidth, period: number): Bandwidth {
  if (period <= bandwidth.period) return bandwidth
  return { ...bandwidth, period, usedUs: 0, periods: bandwidth.periods + 1 }
}
