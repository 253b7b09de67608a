import type { Node, NodeCondition, Taint } from '../api/generated/types.ts'
import type { Ms } from '../clock/clock.ts'

/** A node that was not heard of for so long is taken for lost. See [C1]. */
export const GRACE_MS = 50_000

const UNKNOWN_TOO = ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure']

/** Whether a node that was last heard of at a time is lost. */
export function isLost(lastHeardAt: Ms, now: Ms): boolean {
  return now - lastHeardAt > GRACE_MS
}

/** The conditions of a node of which nothing is heard: nobody knows. */
export function unknownConditions(
  conditions: readonly NodeCondition[],
  now: string,
): readonly NodeCondition[] {
  return conditions.map((it) =>
    !UNKNOWN_TOO.includes(it.type) || it.status === 'Unknown'
      ? it
      : {
          ...it,
          status: 'Unknown',
          reason: 'NodeStatusUnknown',
          message: 'Kubelet stopped posting node status.',
          lastTransitionTime: now,
        },
  )
}

const NOT_READY = 'node.kubernetes.io/not-ready'
const UNREACHABLE = 'node.kubernetes.io/unreachable'

/** The taints that keep new Pods away from a node that is low on something. */
const PRESSURES: Readonly<Record<string, string>> = {
  MemoryPressure: 'node.kubernetes.io/memory-pressure',
  DiskPressure: 'node.kubernetes.io/disk-pressure',
  PIDPressure: 'node.kubernetes.io/pid-pressure',
}
const OURS = [NOT_READY, UNREACHABLE, ...Object.values(PRESSURES)]

/** The taints that a node has to have by its conditions; others stay as they are. See [C1], [C5]. */
export function healthTaints({ spec, status }: Node, now: string): readonly Taint[] {
  const taints = spec.taints ?? []
  const { conditions = [] } = status
  const ready = conditions.find(({ type }) => type === 'Ready')?.status ?? 'Unknown'
  const key = ready === 'Unknown' ? UNREACHABLE : ready === 'False' ? NOT_READY : null
  const others = taints.filter((it) => !OURS.includes(it.key))
  const wanted = (key: string, effect: Taint['effect']): Taint =>
    taints.find((it) => it.key === key && it.effect === effect) ?? { key, effect, timeAdded: now }
  const pressures = Object.entries(PRESSURES)
    .filter(([condition]) => conditions.some((it) => it.type === condition && it.status === 'True'))
    .map(([, pressure]) => wanted(pressure, 'NoSchedule'))
  if (key === null) return [...others, ...pressures]
  return [...others, wanted(key, 'NoSchedule'), wanted(key, 'NoExecute'), ...pressures]
}
