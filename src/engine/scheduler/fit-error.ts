import type { Rejection } from './filters.ts'

/**
 * The message of FailedScheduling and of the condition PodScheduled, as kube-scheduler 1.36 words
 * it: reasons by their text with how many nodes gave each, then what preemption came to.
 */
export function fitError(rejections: readonly Rejection[], preemption: string): string {
  const total = rejections.length
  const reasons = counted(rejections.flatMap((rejection) => rejection.reasons))
  const refused = `0/${total} nodes are available${total === 0 ? '' : `: ${reasons}`}.`
  return preemption === '' ? refused : `${refused} ${preemption}`
}

/** What is said when nobody could be driven out; `why` is said where nobody was looked for. */
export function preemptionError(rejections: readonly Rejection[], why: string | undefined): string {
  const claims = 'no new claims to deallocate, preemption: '
  if (why !== undefined) return claims + why
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
