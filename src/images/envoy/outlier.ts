import type { Ms } from '#engine'
import type { OutlierSettings } from './settings.ts'

/** What outlier detection knows of one host. */
export interface HostHealth {
  consecutive5xx: number
  /** Since when it is out; undefined while it is in. */
  ejectedAt: Ms | undefined
  /** How often its next ejection counts: falls again while it behaves. */
  backOff: number
}

export function newHealth(): HostHealth {
  return { consecutive5xx: 0, ejectedAt: undefined, backOff: 0 }
}

/** Counts an answer; whether the host is now to be ejected, if others allow it. */
export function countAnswer(health: HostHealth, status: number, by: OutlierSettings): boolean {
  if (status < 500) {
    health.consecutive5xx = 0
    return false
  }
  health.consecutive5xx++
  if (health.consecutive5xx < by.consecutive5xx) return false
  health.consecutive5xx = 0
  return health.ejectedAt === undefined
}

/** Whether one more of `hosts` may go when `ejected` are already out. */
export function mayEject(hosts: number, ejected: number, by: OutlierSettings): boolean {
  if (by.alwaysEjectOneHost && ejected === 0) return true
  return (100 * (ejected + 1)) / hosts <= by.maxEjectionPercent
}

export function eject(health: HostHealth, now: Ms, by: OutlierSettings): void {
  health.ejectedAt = now
  if (health.backOff * by.baseEjectionMs < by.maxEjectionMs + by.baseEjectionMs) health.backOff++
}

/** What happens to a host each time the interval has passed. */
export function review(health: HostHealth, now: Ms, by: OutlierSettings): void {
  if (health.ejectedAt === undefined) {
    if (health.backOff > 0) health.backOff--
    return
  }
  const outMs = Math.min(health.backOff * by.baseEjectionMs, by.maxEjectionMs)
  if (now - health.ejectedAt < outMs) return
  health.ejectedAt = undefined
  health.consecutive5xx = 0
}
