import type { Container, EphemeralContainer, Pod } from '../api/generated/types.ts'
import { referenceTo } from '../events/event-recorder.ts'
import { gracePeriod, LEAST_GRACE_SECONDS } from './grace-period.ts'
import { runHook } from './hooks.ts'
import type { Parts } from './parts.ts'
import type { KillReason } from './pod-plan.ts'
import type { ContainerRecord } from './pod-runtime.ts'
import type { PodState } from './pod-state.ts'
import { runTask, type Task } from './task.ts'
import type { TerminationOrder } from './termination-order.ts'

export interface Kill {
  readonly message: string
  readonly reason: KillReason
  /** Whatever else would hold. */
  readonly graceSeconds?: number
  readonly order?: TerminationOrder
}

/**
 * Ends a container: preStop first, then its turn among the Pod's containers, then the stop signal,
 * and SIGKILL when the grace period is over; all of that within one grace period, but for the two
 * seconds that are always left at the end. Waits until the container has ended.
 */
export function* killContainer(
  parts: Parts,
  state: PodState,
  victim: { readonly record: ContainerRecord; readonly kill: Kill },
): Task {
  const { record, kill } = victim
  const container = containerNamed(state.pod, record.name)
  const { message, order } = kill
  parts.events.record({
    object: referenceTo(state.pod, record.name),
    type: 'Normal',
    reason: 'Killing',
    message,
  })
  let grace = kill.graceSeconds ?? gracePeriod(state.pod, container, kill.reason)
  const preStop = container?.lifecycle?.preStop
  if (container !== undefined && preStop !== undefined && grace > 0)
    grace -= yield* runPreStop(parts, { state, container, record, graceSeconds: grace })
  if (order !== undefined && grace > 0)
    grace -= Math.floor((yield* order.turnOf(record.name, grace)) / 1000)
  const graceSeconds = Math.max(LEAST_GRACE_SECONDS, grace)
  yield* parts.calls.call('stopContainer', { container: record.id, graceSeconds })
  // The answer and the news of the exit may come in any order.
  yield* state.until(() => hasEnded(state, record.id))
  order?.hasEnded(record.name)
}

function hasEnded(state: PodState, id: string): boolean {
  const container = state.container(id)
  return container === undefined || container.state !== 'running'
}

export function containerNamed(
  { spec }: Pod,
  name: string,
): Container | EphemeralContainer | undefined {
  const { containers, initContainers = [], ephemeralContainers = [] } = spec
  return [...containers, ...initContainers, ...ephemeralContainers].find((it) => it.name === name)
}

/** Runs preStop, but waits no longer than the grace period; gives the whole seconds it took. */
function* runPreStop(
  parts: Parts,
  of: {
    readonly state: PodState
    readonly container: Container | EphemeralContainer
    readonly record: ContainerRecord
    readonly graceSeconds: number
  },
): Task<number> {
  const { state, container, record } = of
  const begunAt = parts.clock.now
  const handler = container.lifecycle?.preStop ?? {}
  yield (resume) => {
    let isOver = false
    const goOn = (): void => {
      if (isOver) return
      isOver = true
      timeout.cancel()
      resume()
    }
    const timeout = parts.clock.after(of.graceSeconds * 1000, goOn)
    runTask(
      runHook(parts, { hook: 'preStop', state, container, id: record.id }, handler),
      (failure) => {
        if (failure !== null)
          parts.events.record({
            object: referenceTo(state.pod, container.name),
            type: 'Warning',
            reason: 'FailedPreStopHook',
            // Its words stay inside: they may hold secrets.
            message: 'PreStopHook failed',
          })
        goOn()
      },
    )
  }
  return Math.floor((parts.clock.now - begunAt) / 1000)
}
