import type {
  Pod,
  ReplicaSet,
  ReplicaSetCondition,
  ReplicaSetStatus,
} from '../../api/generated/types.ts'
import { matchesLabels } from '../../api/label-selector.ts'
import { isAvailable, isReady } from '../active-pods.ts'

/** What went wrong when Pods were to be created or deleted. */
export interface ReplicaFailure {
  readonly reason: 'FailedCreate' | 'FailedDelete'
  readonly message: string
}

export interface Observed {
  /** Active ones that belong to the set. */
  readonly active: readonly Pod[]
  /** How many are on their way out. */
  readonly terminating: number
  readonly failure: ReplicaFailure | null
  /** Since 1970. */
  readonly nowMs: number
  /** The same, as the API writes it. */
  readonly now: string
}

/** Source: replica_set_utils.go, calculateStatus. */
export function replicaSetStatus(replicaSet: ReplicaSet, observed: Observed): ReplicaSetStatus {
  const { active, terminating, nowMs } = observed
  const { template, minReadySeconds = 0 } = replicaSet.spec
  const labels = Object.entries(template.metadata.labels ?? {}).map(([key, value]) => ({
    ...{ key, operator: '=' as const, values: [value] },
  }))
  const conditions = conditionsOf(replicaSet.status.conditions ?? [], observed)
  return {
    replicas: active.length,
    ...count('fullyLabeledReplicas', active, (pod) => matchesLabels(labels, pod.metadata.labels)),
    ...count('readyReplicas', active, isReady),
    ...count('availableReplicas', active, (pod) => isAvailable(pod, { minReadySeconds, nowMs })),
    terminatingReplicas: terminating,
    ...(replicaSet.metadata.generation === undefined
      ? {}
      : { observedGeneration: replicaSet.metadata.generation }),
    ...(conditions.length === 0 ? {} : { conditions }),
  }
}

/** A count of 0 is left out, as the API does. */
function count(
  field: 'fullyLabeledReplicas' | 'readyReplicas' | 'availableReplicas',
  pods: readonly Pod[],
  holds: (pod: Pod) => boolean,
): Partial<ReplicaSetStatus> {
  const found = pods.filter(holds).length
  return found === 0 ? {} : { [field]: found }
}

const FAILURE = 'ReplicaFailure'

function conditionsOf(
  conditions: readonly ReplicaSetCondition[],
  { failure, now }: Observed,
): readonly ReplicaSetCondition[] {
  const known = conditions.find(({ type }) => type === FAILURE)
  const others = conditions.filter(({ type }) => type !== FAILURE)
  if (failure === null) return others
  if (known?.reason === failure.reason) return conditions
  return [...others, { type: FAILURE, status: 'True', lastTransitionTime: now, ...failure }]
}
