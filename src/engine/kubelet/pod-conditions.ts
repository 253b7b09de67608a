import type { PodCondition } from '../api/generated/types.ts'
import {
  allStatuses,
  condition,
  type ConditionSituation,
  type ConditionType,
  isFalse,
  isTrue,
  namesWith,
} from './condition.ts'
import { initializedCondition } from './initialized-condition.ts'
import { couldRestartAllContainers, isSidecar, restartsAllContainers } from './restart.ts'
import { newestOf, sandboxChange } from './runtime-status.ts'

/** One condition of a Pod as the kubelet reports it. See [R21] to [R25]. */
export function podCondition(type: ConditionType, situation: ConditionSituation): PodCondition {
  switch (type) {
    case 'PodReadyToStartContainers':
      return readyToStartContainers(situation)
    case 'Initialized':
      return initializedCondition(situation)
    case 'Ready':
      return ready(situation)
    case 'ContainersReady':
      return containersReady(situation)
    case 'PodScheduled':
      // The kubelet sees only Pods that have been given a node.
      return isTrue(type)
    case 'AllContainersRestarting':
      return allContainersRestarting(situation)
  }
}

const ALWAYS: readonly ConditionType[] = [
  'PodReadyToStartContainers',
  'Initialized',
  'Ready',
  'ContainersReady',
  'PodScheduled',
]

/** All that the kubelet reports of a Pod, in its order. */
export function podConditions(situation: ConditionSituation): readonly PodCondition[] {
  const rare: readonly ConditionType[] = couldRestartAllContainers(situation.spec)
    ? ['AllContainersRestarting']
    : []
  return [...ALWAYS, ...rare].map((type) => podCondition(type, situation))
}

function readyToStartContainers({ runtime, spec }: ConditionSituation): PodCondition {
  const type = 'PodReadyToStartContainers'
  const { isNeeded } = sandboxChange(runtime.sandboxes, spec.hostNetwork ?? false)
  return isNeeded ? isFalse(type) : isTrue(type)
}

function containersReady(situation: ConditionSituation): PodCondition {
  const type = 'ContainersReady'
  const { spec, phase } = situation
  if (!situation.containerStatusesKnown) return isFalse(type, 'UnknownContainerStatuses')
  const statuses = allStatuses(situation)
  const counted = [...(spec.initContainers ?? []).filter(isSidecar), ...spec.containers]
  const unknown = counted.filter(({ name }) => !statuses.has(name))
  const unready = counted.filter(
    ({ name }) => statuses.has(name) && statuses.get(name)?.ready !== true,
  )
  if (phase === 'Succeeded' && unknown.length === 0) return isFalse(type, 'PodCompleted')
  if (phase === 'Failed') return isFalse(type, 'PodFailed')
  const words = [namesWith('unknown status', unknown), namesWith('unready status', unready)].flat()
  if (words.length === 0) return isTrue(type)
  return isFalse(type, 'ContainersNotReady', words.join(', '))
}

function ready(situation: ConditionSituation): PodCondition {
  const type = 'Ready'
  const containers = containersReady(situation)
  if (containers.status !== 'True') return { ...containers, type }
  const missing = (situation.spec.readinessGates ?? []).flatMap(({ conditionType }) => {
    const gate = situation.existingConditions.find((it) => it.type === conditionType)
    if (gate === undefined)
      return [`corresponding condition of pod readiness gate "${conditionType}" does not exist.`]
    if (gate.status === 'True') return []
    return [`the status of pod readiness gate "${conditionType}" is not "True", but ${gate.status}`]
  })
  if (missing.length === 0) return isTrue(type)
  return isFalse(type, 'ReadinessGatesNotReady', missing.join(', '))
}

function allContainersRestarting(situation: ConditionSituation): PodCondition {
  const type = 'AllContainersRestarting'
  const { phase, spec, runtime } = situation
  if (phase === 'Succeeded') return isFalse(type, 'PodCompleted')
  if (phase === 'Failed') return isFalse(type, 'PodFailed')
  const isCleanedUp = [...(spec.initContainers ?? []), ...spec.containers].every(
    ({ name }) => newestOf(runtime.containers, name) === undefined,
  )
  if (isCleanedUp || !shouldRestartAllContainers(situation)) return isFalse(type)
  return condition(type, {
    status: 'True',
    reason: 'RestartAllContainersStarted',
    message: 'container exited with restart policy rule',
  })
}

/** Whether an exit, now or a moment ago, asks for the whole Pod to be run anew in its place. */
export function shouldRestartAllContainers(
  situation: Pick<ConditionSituation, 'spec' | 'statuses' | 'existingConditions' | 'runtime'>,
): boolean {
  const { spec, existingConditions, runtime } = situation
  const isUnderWay = existingConditions.some(
    ({ type, status }) => type === 'AllContainersRestarting' && status === 'True',
  )
  if (isUnderWay) return true
  const statuses = allStatuses(situation)
  return [...(spec.initContainers ?? []), ...spec.containers].some((container) => {
    const newest = newestOf(runtime.containers, container.name)
    if (newest?.state !== 'exited') return false
    if (restartsAllContainers(container, newest.exitCode ?? 0)) return true
    const reported = statuses.get(container.name)?.state?.terminated
    return reported !== undefined && restartsAllContainers(container, reported.exitCode)
  })
}
