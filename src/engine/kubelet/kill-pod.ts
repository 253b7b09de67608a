import { killContainer } from './kill-container.ts'
import type { Parts } from './parts.ts'
import { sandboxStopped } from './pod-runtime.ts'
import type { PodState } from './pod-state.ts'
import { isSidecar } from './restart.ts'
import { together, type Task } from './task.ts'
import { TerminationOrder } from './termination-order.ts'

/** Ends all containers of a Pod side by side, sidecars last, then its sandboxes. */
export function* killPod(parts: Parts, state: PodState, graceSeconds?: number): Task {
  const running = state.live.containers.filter((it) => it.state === 'running')
  const hasSidecars = (state.pod.spec.initContainers ?? []).some(isSidecar)
  const order = hasSidecars
    ? new TerminationOrder(
        parts.clock,
        state.pod.spec,
        running.map(({ name }) => name),
      )
    : undefined
  yield* together(
    running.map((record) =>
      killContainer(parts, state, {
        record,
        kill: {
          message: `Stopping container ${record.name}`,
          reason: 'other',
          ...(graceSeconds === undefined ? {} : { graceSeconds }),
          ...(order === undefined ? {} : { order }),
        },
      }),
    ),
  )
  for (const { id, state: is } of state.live.sandboxes) {
    if (is !== 'Ready') continue
    yield* parts.calls.call('stopPodSandbox', { sandbox: id })
    state.change(sandboxStopped(state.live, id))
  }
}
