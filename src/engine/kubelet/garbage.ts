import type { Parts } from './parts.ts'
import { type ContainerRecord, withoutContainer, withoutSandbox } from './pod-runtime.ts'
import type { PodState } from './pod-state.ts'
import type { Task } from './task.ts'

/** Of each container one ended instance is kept, for its log; of sandboxes, the newest. */
export function oldInstances(containers: readonly ContainerRecord[]): readonly ContainerRecord[] {
  const ended = containers.filter(({ state }) => state === 'exited')
  return ended.filter(({ name }, index) => ended.findIndex((other) => other.name === name) < index)
}

export function* removeOldInstances(parts: Parts, state: PodState): Task {
  for (const { id } of oldInstances(state.live.containers)) {
    if (state.container(id) === undefined) continue
    state.change(withoutContainer(state.live, id))
    yield* parts.calls.call('removeContainer', { container: id })
  }
  for (const { id, state: is } of state.live.sandboxes.slice(1)) {
    if (is === 'Ready') continue
    state.change(withoutSandbox(state.live, id))
    yield* parts.calls.call('removePodSandbox', { sandbox: id })
  }
}

/** Removes everything of a Pod that has ended from the node. */
export function* removePod(parts: Parts, state: PodState): Task {
  for (const { id } of state.live.sandboxes) {
    state.change(withoutSandbox(state.live, id))
    yield* parts.calls.call('removePodSandbox', { sandbox: id })
  }
}
