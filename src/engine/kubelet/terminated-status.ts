import type { Container, ContainerStatus, Pod, PodStatus } from '../api/generated/types.ts'
import { isOver } from './pod-status.ts'
import { isSidecar } from './restart.ts'

/**
 * The last status of a Pod: whatever may have run and was never seen to end counts as ended. What was
 * never begun goes on waiting. See [R46].
 */
export function terminatedStatus({ spec }: Pod, status: PodStatus): PodStatus {
  const { containerStatuses, initContainerStatuses } = status
  const inits = spec.initContainers ?? []
  return {
    ...status,
    phase: isOver(status.phase) ? status.phase : 'Failed',
    ...(containerStatuses !== undefined && {
      containerStatuses: wasInitialized(inits, status)
        ? containerStatuses.map(ended)
        : containerStatuses,
    }),
    ...(initContainerStatuses !== undefined && {
      initContainerStatuses: initContainerStatuses.map((it, index) =>
        index <= lastBegun(initContainerStatuses) ? ended(it) : it,
      ),
    }),
  }
}

function ended(status: ContainerStatus): ContainerStatus {
  if (status.state.terminated !== undefined) return status
  const terminated = {
    reason: 'ContainerStatusUnknown',
    message: 'The container could not be located when the pod was terminated',
    exitCode: 137,
    startedAt: null,
    finishedAt: null,
  }
  return { ...status, state: { terminated } }
}

function hasBegun({ state, lastState }: ContainerStatus): boolean {
  return state.waiting === undefined || lastState.terminated !== undefined
}

/** Whether main containers may have run. */
function wasInitialized(inits: readonly Container[], status: PodStatus): boolean {
  if (inits.length === 0 || (status.containerStatuses ?? []).some(hasBegun)) return true
  const container = inits.at(-1)
  const last = status.initContainerStatuses?.at(-1)
  if (container === undefined || last === undefined) return false
  if (isSidecar(container)) return last.state.running !== undefined && last.started === true
  return last.state.terminated?.exitCode === 0 || last.lastState.terminated?.exitCode === 0
}

/** The last init container that was begun; the first counts always. */
function lastBegun(statuses: readonly ContainerStatus[]): number {
  return Math.max(0, statuses.findLastIndex(hasBegun))
}
