import type { Pod, PodStatus } from '../api/generated/types.ts'
import { epochMsOf } from '../api/times.ts'
import type { Ms } from '../clock/clock.ts'
import type { Verdict } from './pod-status.ts'

/** When the time that a Pod is given is over, counted from its start; null when it has no bound. */
export function deadlineOf({ spec }: Pod, { startTime }: PodStatus): Ms | null {
  const { activeDeadlineSeconds } = spec
  if (activeDeadlineSeconds === undefined || startTime === undefined) return null
  return (epochMsOf(startTime) ?? 0) + activeDeadlineSeconds * 1000
}

/** A Pod whose time is over ends, whatever its containers do. */
export function deadlineVerdict(pod: Pod, status: PodStatus, now: Ms): Verdict | null {
  const deadline = deadlineOf(pod, status)
  if (deadline === null || now < deadline) return null
  return {
    reason: 'DeadlineExceeded',
    message: 'Pod was active on the node longer than the specified deadline',
  }
}
