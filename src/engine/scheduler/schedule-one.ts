import type { Node, Pod } from '../api/generated/types.ts'
import { rejectionBy } from './filters.ts'
import { fitError } from './fit-error.ts'
import { nodeInfosOf } from './node-info.ts'
import { scoreOf } from './scores.ts'

export type Placement =
  | { readonly kind: 'node'; readonly node: string }
  | { readonly kind: 'none'; readonly message: string }

/** What one decision looks at. */
export interface ClusterState {
  readonly nodes: readonly Node[]
  /** All Pods, bound and unbound. */
  readonly pods: readonly Pod[]
  /** Draws among nodes that are equally good: a number from 0 up to `count`. */
  readonly draw: (count: number) => number
}

/** Decides where one Pod goes. Source: kube-scheduler's scheduling cycle: filter, score, select. */
export function scheduleOne(pod: Pod, { nodes, pods, draw }: ClusterState): Placement {
  const infos = nodeInfosOf(nodes, pods)
  const judged = infos.map((info) => ({ info, rejection: rejectionBy(info, pod) }))
  const fitting = judged.flatMap(({ info, rejection }) => (rejection === undefined ? [info] : []))
  if (fitting.length === 0)
    return {
      kind: 'none',
      message: fitError(
        pod,
        judged.flatMap(({ rejection }) => rejection ?? []),
      ),
    }
  const scored = fitting.map((info) => ({ info, score: scoreOf(info, pod) }))
  const best = Math.max(...scored.map(({ score }) => score))
  const winners = scored.filter(({ score }) => score === best)
  const chosen = winners[winners.length === 1 ? 0 : draw(winners.length)]
  if (chosen === undefined) throw new Error('a draw was outside of its bounds')
  return { kind: 'node', node: chosen.info.node.metadata.name }
}
