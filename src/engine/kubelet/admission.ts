import type { Pod } from '../api/generated/types.ts'
import { qosClassOf } from '../api/qos.ts'
import { doTolerate } from '../scheduler/taints.ts'
import { isCritical } from './eviction.ts'
import type { Shortage } from './node-status.ts'

/** Why a kubelet does not take a Pod that was given to it; it has failed then. */
export interface Rejection {
  readonly reason: string
  readonly message: string
}

const CONDITIONS: Readonly<Record<Shortage, string>> = {
  memory: 'MemoryPressure',
  disk: 'DiskPressure',
}

/**
 * A node that is low on something takes no more Pods but critical ones; on memory alone, those that
 * asked for some of it, or that tolerate it. See [R58].
 */
export function pressureRejection(pod: Pod, lowOn: ReadonlySet<Shortage>): Rejection | null {
  if (lowOn.size === 0 || isCritical(pod)) return null
  if (!lowOn.has('disk') && !isLeftOut(pod)) return null
  const names = (['memory', 'disk'] as const).filter((it) => lowOn.has(it))
  return {
    reason: 'Evicted',
    message: `The node had condition: [${names.map((it) => CONDITIONS[it]).join(' ')}]. `,
  }
}

function isLeftOut({ spec }: Pod): boolean {
  const taint = { key: 'node.kubernetes.io/memory-pressure', effect: 'NoSchedule' } as const
  return qosClassOf(spec) === 'BestEffort' && !doTolerate(spec.tolerations ?? [], taint)
}
