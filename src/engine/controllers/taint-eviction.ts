import type { Pod, Taint, Toleration } from '../api/generated/types.ts'
import { epochMsOf } from '../api/times.ts'
import type { Ms } from '../clock/clock.ts'

/**
 * When a Pod has to leave a node because of its NoExecute taints, in milliseconds since 1970; null:
 * it may stay. The shortest time that any toleration grants counts. See [C2].
 */
export function evictionTime({ spec }: Pod, taints: readonly Taint[], now: Ms): Ms | null {
  const times = taints
    .filter(({ effect }) => effect === 'NoExecute')
    .map((taint) => leaveBy(taint, spec.tolerations ?? [], now))
  const soonest = Math.min(...times)
  return soonest === Infinity ? null : soonest
}

/** Infinity: the taint is tolerated for ever. */
function leaveBy(taint: Taint, tolerations: readonly Toleration[], now: Ms): Ms {
  const fitting = tolerations.filter((toleration) => tolerates(toleration, taint))
  const since = epochMsOf(taint.timeAdded ?? '') ?? now
  if (fitting.length === 0) return since
  const seconds = fitting.map(({ tolerationSeconds }) => tolerationSeconds ?? Infinity)
  return since + Math.max(0, Math.min(...seconds)) * 1000
}

function tolerates({ key = '', operator, value = '', effect }: Toleration, taint: Taint): boolean {
  if (effect !== undefined && effect !== taint.effect) return false
  if (key !== '' && key !== taint.key) return false
  return operator === 'Exists' || (key !== '' && value === (taint.value ?? ''))
}
