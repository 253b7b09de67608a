import type { Pod } from '../api/generated/types.ts'
import type { Rejection } from './filters.ts'

/**
 * The message of FailedScheduling and of the condition PodScheduled, as kube-scheduler 1.36 words
 * it: reasons by their text with how many nodes gave each, then what preemption came to.
 */
export function fitError(pod: Pod, rejections: readonly Rejection[]): string {
  const total = rejections.length
  if (total === 0) return `0/0 nodes are available. ${preemption(pod, rejections)}`
  const reasons = counted(rejections.flatMap((rejection) => rejection.reasons))
  return `0/${total} nodes are available: ${reasons}. ${preemption(pod, rejections)}`
}

function preemption(pod: Pod, rejections: readonly Rejection[]): string {
  const claims = 'no new claims to deallocate, preemption: '
  if (pod.spec.preemptionPolicy === 'Never')
    return `${claims}not eligible due to preemptionPolicy=Never.`
  const total = rejections.length
  const outcomes = counted(
    rejections.map(({ isResolvable }) =>
      isResolvable
        ? 'No preemption victims found for incoming pod'
        : 'Preemption is not helpful for scheduling',
    ),
  )
  return `${claims}0/${total} nodes are available${outcomes === '' ? '' : `: ${outcomes}`}.`
}

/** `1 Insufficient cpu, 2 Too many pods`: sorted as the texts with their numbers are. */
function counted(reasons: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts]
    .map(([reason, count]) => `${count} ${reason}`)
    .sort()
    .join(', ')
}
