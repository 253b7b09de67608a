import type { Container, PodCondition } from '../api/generated/types.ts'
import { allStatuses, type ConditionSituation, isFalse, isTrue, namesWith } from './condition.ts'
import type { KnownStatus } from './pod-phase.ts'
import { isSidecar } from './restart.ts'

/** Whether all init containers have done their work, and all sidecars have started. */
export function initializedCondition(situation: ConditionSituation): PodCondition {
  const type = 'Initialized'
  const { spec, phase } = situation
  const inits = spec.initContainers ?? []
  if (!situation.containerStatusesKnown && inits.length > 0)
    return isFalse(type, 'UnknownContainerStatuses')
  const statuses = allStatuses(situation)
  const statusOf = ({ name }: Container) => statuses.get(name)
  const unknown = inits.filter((container) => statusOf(container) === undefined)
  const incomplete = inits.filter((container) => isIncomplete(container, statusOf(container)))
  if (phase === 'Succeeded' && unknown.length === 0)
    return { ...isTrue(type), reason: 'PodCompleted' }
  const hasRunMain = spec.containers.some((container) => {
    const state = statusOf(container)?.state
    return state?.running !== undefined || state?.terminated !== undefined
  })
  if (hasRunMain) return isTrue(type)
  const words = [
    namesWith('unknown status', unknown),
    namesWith('incomplete status', incomplete),
  ].flat()
  if (words.length === 0 || wasInitialized(situation)) return isTrue(type)
  return isFalse(type, 'ContainersNotInitialized', words.join(', '))
}

/** Once initialized it stays so, though a restart in place runs the init containers again. */
function wasInitialized({ existingConditions }: ConditionSituation): boolean {
  return existingConditions.some(({ type, status }) => type === 'Initialized' && status === 'True')
}

function isIncomplete(container: Container, status: KnownStatus | undefined): boolean {
  if (status === undefined) return false
  return isSidecar(container) ? status.started !== true : status.ready !== true
}
