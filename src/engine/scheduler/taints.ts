import type { Node, Pod, Taint, Toleration } from '../api/generated/types.ts'

/** The first taint that keeps the Pod away; undefined when it tolerates them all. */
export function untoleratedTaint(pod: Pod, node: Node): Taint | undefined {
  const tolerations = pod.spec.tolerations ?? []
  return node.spec.taints?.find(
    (taint) => taint.effect !== 'PreferNoSchedule' && !doTolerate(tolerations, taint),
  )
}

export function countUnpreferred(pod: Pod, node: Node): number {
  const tolerations = pod.spec.tolerations ?? []
  const taints = node.spec.taints ?? []
  return taints.filter(
    (taint) => taint.effect === 'PreferNoSchedule' && !doTolerate(tolerations, taint),
  ).length
}

export function doTolerate(tolerations: readonly Toleration[], taint: Taint): boolean {
  return tolerations.some((toleration) => tolerates(toleration, taint))
}

/** An empty key with Exists matches every taint, an empty effect every effect. */
function tolerates(toleration: Toleration, taint: Taint): boolean {
  const { key = '', operator = 'Equal', value = '', effect = '' } = toleration
  if (effect !== '' && effect !== taint.effect) return false
  if (key !== '' && key !== taint.key) return false
  return operator === 'Exists' || (key !== '' && value === (taint.value ?? ''))
}
