import type { Ms } from '../clock/clock.ts'
import type { Cgroup } from './cgroup.ts'

/** When somebody in the group who begins now has used `us` microseconds of a processor. */
export function finishTime(_group: Cgroup, now: Ms, us: number): Ms {
  return now + us / 1000
}
