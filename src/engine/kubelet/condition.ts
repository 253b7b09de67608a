import type { Container, PodCondition, PodSpec } from '../api/generated/types.ts'
import type { KnownStatus, KnownStatuses, PodPhase } from './pod-phase.ts'
import type { RuntimeView } from './runtime-status.ts'

/** The conditions that the kubelet itself reports. */
export type ConditionType =
  | 'PodReadyToStartContainers'
  | 'Initialized'
  | 'Ready'
  | 'ContainersReady'
  | 'PodScheduled'
  | 'AllContainersRestarting'

/** All that the conditions of a Pod depend on. */
export interface ConditionSituation {
  readonly spec: PodSpec
  readonly statuses: KnownStatuses
  /** False: the containers were never reported, which is not the same as none. */
  readonly containerStatusesKnown: boolean
  readonly phase: PodPhase
  /** As they stand in the status, the readiness gates among them. */
  readonly existingConditions: readonly PodCondition[]
  readonly runtime: RuntimeView
}

/** The statuses of init and main containers by name. */
export function allStatuses({
  statuses,
}: Pick<ConditionSituation, 'statuses'>): ReadonlyMap<string, KnownStatus> {
  const { initContainerStatuses = [], containerStatuses = [] } = statuses
  return new Map([...containerStatuses, ...initContainerStatuses].map((it) => [it.name, it]))
}

export function isTrue(type: ConditionType): PodCondition {
  return condition(type, { status: 'True', reason: '', message: '' })
}

export function isFalse(type: ConditionType, reason = '', message = ''): PodCondition {
  return condition(type, { status: 'False', reason, message })
}

/** Times and generation are given when it is written into a status. */
export function condition(
  type: ConditionType,
  what: { readonly status: string; readonly reason: string; readonly message: string },
): PodCondition {
  return { type, lastProbeTime: null, lastTransitionTime: null, ...what }
}

/** `containers with unready status: [a b]`, or nothing when there are none. */
export function namesWith(what: string, containers: readonly Container[]): readonly string[] {
  if (containers.length === 0) return []
  return [`containers with ${what}: [${containers.map(({ name }) => name).join(' ')}]`]
}
