import type { Node, Pod } from '../api/generated/types.ts'
import { missingClaim } from './claims.ts'
import { rejectionBy, situationOf } from './filters.ts'
import { fitError, preemptionError } from './fit-error.ts'
import { type NodeInfo, nodeInfosOf } from './node-info.ts'
import type { NamespaceLabels } from './pod-affinity.ts'
import { ineligibility, type Judged, type Preemption, preemptionFor } from './preemption.ts'
import { scoresOf } from './scores.ts'

export type Placement =
  | { readonly kind: 'node'; readonly node: string }
  | {
      readonly kind: 'none'
      readonly message: string
      /** Whom the Pod drives out, so that it fits later. */
      readonly preemption?: Preemption
    }

/** What one decision looks at. */
export interface ClusterState {
  readonly nodes: readonly Node[]
  /** All Pods, bound and unbound. */
  readonly pods: readonly Pod[]
  /** Draws among nodes that are equally good: a number from 0 up to `count`. */
  readonly draw: (count: number) => number
  /** For affinities that choose namespaces by their labels; absent: none has any. */
  readonly namespaceLabels?: NamespaceLabels
}

/** Decides where one Pod goes. Source: kube-scheduler's scheduling cycle: filter, score, select. */
export function scheduleOne(pod: Pod, state: ClusterState): Placement {
  const { nodes, pods, draw, namespaceLabels = () => undefined } = state
  const infos = nodeInfosOf(nodes, pods)
  const claim = missingClaim(pod)
  if (claim !== undefined) return nowhere(pod, infos, claim)
  const situation = situationOf(pod, infos, namespaceLabels)
  const judged = infos.map((info) => ({ info, rejection: rejectionBy(info, pod, situation) }))
  const fitting = judged.flatMap(({ info, rejection }) => (rejection === undefined ? [info] : []))
  if (fitting.length > 0)
    return { kind: 'node', node: best(pod, { infos, fitting, situation, draw }) }
  const rejected = judged.flatMap(({ info, rejection }) => (rejection ? [{ info, rejection }] : []))
  return refusal(pod, rejected, namespaceLabels)
}

/** What holds for all nodes alike is said without a number. */
function nowhere(pod: Pod, infos: readonly NodeInfo[], why: string): Placement {
  const rejection = { reasons: [], isResolvable: false }
  const judged = infos.map((info) => ({ info, rejection }))
  const preemption = preemptionError(
    judged.map(() => rejection),
    ineligibility(pod, judged),
  )
  const message = `0/${infos.length} nodes are available: ${why}. ${preemption}`
  return { kind: 'none', message }
}

function refusal(pod: Pod, judged: readonly Judged[], namespaceLabels: NamespaceLabels): Placement {
  const rejections = judged.map(({ rejection }) => rejection)
  const why = ineligibility(pod, judged)
  const preemption = why === undefined ? preemptionFor(pod, judged, namespaceLabels) : undefined
  if (preemption !== undefined)
    return { kind: 'none', message: fitError(rejections, ''), preemption }
  return { kind: 'none', message: fitError(rejections, preemptionError(rejections, why)) }
}

function best(
  pod: Pod,
  of: Parameters<typeof scoresOf>[1] & { readonly draw: (count: number) => number },
): string {
  const scores = scoresOf(pod, of)
  const highest = Math.max(...scores)
  const winners = of.fitting.filter((_, index) => scores[index] === highest)
  const chosen: NodeInfo | undefined = winners[winners.length === 1 ? 0 : of.draw(winners.length)]
  if (chosen === undefined) throw new Error('a draw was outside of its bounds')
  return chosen.node.metadata.name
}
