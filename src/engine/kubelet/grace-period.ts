import type { Container, Pod } from '../api/generated/types.ts'
import type { KillReason } from './pod-plan.ts'

/** However little is left, a container has two seconds between its two signals. */
export const LEAST_GRACE_SECONDS = 2

/**
 * The grace period of a container that is killed: the one that the deletion of its Pod gave; else the
 * probe's own, when a probe is why; else the Pod's. See [R73].
 */
export function gracePeriod(
  { metadata, spec }: Pod,
  container: Pick<Container, 'livenessProbe' | 'startupProbe'> | undefined,
  reason: KillReason,
): number {
  const { deletionGracePeriodSeconds } = metadata
  if (deletionGracePeriodSeconds !== undefined) return deletionGracePeriodSeconds
  const whole = spec.terminationGracePeriodSeconds
  if (whole === undefined) return LEAST_GRACE_SECONDS
  switch (reason) {
    case 'liveness':
      return container?.livenessProbe?.terminationGracePeriodSeconds ?? whole
    case 'startup':
      return container?.startupProbe?.terminationGracePeriodSeconds ?? whole
    case 'other':
      return whole
  }
}

/** How long a Pod that ends may take: at least a second, and it can only become less. */
export function effectiveGracePeriod(pod: Pod, before: number | null): number {
  const { deletionGracePeriodSeconds } = pod.metadata
  const whole = deletionGracePeriodSeconds ?? before ?? pod.spec.terminationGracePeriodSeconds ?? 0
  return Math.max(1, before === null ? whole : Math.min(before, whole))
}
