import type { Pod } from '../api/generated/types.ts'
import { referenceTo } from '../events/event-recorder.ts'
import { requestsOf } from '../scheduler/pod-requests.ts'
import { allocatableOf } from './node-resources.ts'
import type { Parts } from './parts.ts'
import { containerResized, type PodRuntime } from './pod-runtime.ts'
import type { PodState } from './pod-state.ts'
import {
  allocatedPod,
  allocationOf,
  isSameResources,
  limitsOf,
  resizeRefusal,
  resizeStep,
  resizeText,
} from './resize.ts'
import { newestOf } from './runtime-status.ts'
import type { Task } from './task.ts'

/** Gives a Pod what it asks for, if the node has it; what changes is told. */
export function admitResize(parts: Parts, state: PodState): void {
  const { pod, allocation } = state
  const { allocations, node } = parts
  const { uid } = pod.metadata
  if (allocatedPod(pod, allocation) === pod) {
    allocations.set(uid, requestsOf(pod))
    state.resizeRefusal = null
    return
  }
  const others = [...allocations].flatMap(([other, held]) => (other === uid ? [] : [held]))
  const refusal = resizeRefusal(pod, { allocatable: allocatableOf(node), others })
  const before = state.resizeRefusal
  state.resizeRefusal = refusal
  if (refusal !== null) {
    if (before?.message !== refusal.message)
      tell(parts, pod, { type: 'Warning', what: refusal.reason, error: refusal.message })
    return
  }
  state.allocation = allocationOf(pod)
  allocations.set(uid, requestsOf(pod))
  state.isResizing = true
  tell(parts, pod, { type: 'Normal', what: 'Started' })
}

/** Whether all that runs has come to have what it has been given; then it is told. */
export function noteResized(parts: Parts, state: PodState): boolean {
  if (!state.isResizing || isResizeInProgress(state.pod, state, state.live)) return false
  state.isResizing = false
  tell(parts, state.pod, { type: 'Normal', what: 'Completed' })
  return true
}

function isResizeInProgress(
  pod: Pod,
  { allocation }: PodState,
  { containers }: PodRuntime,
): boolean {
  const { spec } = allocatedPod(pod, allocation)
  return [...(spec.initContainers ?? []), ...spec.containers].some(({ name, resources }) => {
    const running = newestOf(containers, name)
    if (running?.state !== 'running' || running.resources === undefined) return false
    return !isSameResources(running.resources, resources)
  })
}

/** New limits for containers that need not be run again for them. */
export function* updateContainers(parts: Parts, state: PodState, names: readonly string[]): Task {
  const { spec } = allocatedPod(state.pod, state.allocation)
  for (const container of [...(spec.initContainers ?? []), ...spec.containers]) {
    if (!names.includes(container.name)) continue
    const record = newestOf(state.live.containers, container.name)
    if (record === undefined || resizeStep(container, record.resources) !== 'update') continue
    const { resources } = container
    const updated = yield* parts.calls.call('updateContainer', {
      container: record.id,
      ...limitsOf(resources),
    })
    if (updated.ok) state.change(containerResized(state.live, record.id, resources))
    else {
      const { message = '' } = updated.status
      tell(parts, state.pod, { type: 'Warning', what: 'Error', error: message })
    }
  }
}

function tell(
  { events }: Parts,
  pod: Pod,
  how: {
    readonly type: 'Normal' | 'Warning'
    readonly what: 'Started' | 'Completed' | 'Error' | 'Deferred' | 'Infeasible'
    readonly error?: string
  },
): void {
  const { type, what, error } = how
  const isRefusal = what === 'Deferred' || what === 'Infeasible'
  events.record({
    object: referenceTo(pod),
    type,
    reason: `Resize${what}`,
    message: `Pod resize ${isRefusal ? what : what.toLowerCase()}: ${resizeText(pod, error)}`,
  })
}
