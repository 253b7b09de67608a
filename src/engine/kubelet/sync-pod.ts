import type { Container, EphemeralContainer, PodSpec } from '../api/generated/types.ts'
import type { Ms } from '../clock/clock.ts'
import { referenceTo } from '../events/event-recorder.ts'
import { isTrue } from './condition.ts'
import { containerNamed, killContainer } from './kill-container.ts'
import { killPod } from './kill-pod.ts'
import type { Parts } from './parts.ts'
import { computePodActions } from './pod-actions.ts'
import { NOTHING_TO_DO, type PodPlan, type ProbeResults } from './pod-plan.ts'
import { comparedWith, withoutContainer, withSandbox } from './pod-runtime.ts'
import { reported } from './pod-status.ts'
import type { PodState } from './pod-state.ts'
import { allocatedPod } from './resize.ts'
import { updateContainers } from './resize-pod.ts'
import { isSidecar } from './restart.ts'
import { newestOf } from './runtime-status.ts'
import { sandboxConfig } from './sandbox-config.ts'
import { startContainer } from './start-container.ts'
import { runTask, type Task } from './task.ts'

/** How one sync of a Pod's containers ended. */
export interface SyncOutcome {
  readonly hasActed: boolean
  /** Something did not come about and has to be tried again; when, if that is known. */
  readonly failure: { readonly retryAt?: Ms } | null
}

/** Decides what is to be done with the containers of a Pod, and does it. */
export function* syncContainers(
  parts: Parts,
  state: PodState,
  given: { readonly probeResults: ProbeResults; readonly restartAllContainersMarked: boolean },
): Task<SyncOutcome> {
  const { metadata } = state.pod
  const { spec } = allocatedPod(state.pod, state.allocation)
  const runtime = comparedWith(state.seen, all(spec))
  const plan = computePodActions({ spec, runtime, ...given })
  if (isNothing(plan)) return { hasActed: false, failure: null }
  const pod = `pods/${metadata.namespace}/${metadata.name}`
  const seq = parts.history.record('kubelet.planned', pod, { pod, plan })
  let outcome: SyncOutcome | undefined
  yield (resume) => {
    parts.clock.because(seq, () => {
      runTask(carryOut(parts, state, plan), (it) => {
        outcome = it
        resume()
      })
    })
  }
  return outcome ?? { hasActed: true, failure: null }
}

function all(spec: PodSpec): readonly (Container | EphemeralContainer)[] {
  const { containers, initContainers = [], ephemeralContainers = [] } = spec
  return [...containers, ...initContainers, ...ephemeralContainers]
}

function isNothing(plan: PodPlan): boolean {
  const { sandboxAttempt, killPod: kills, createSandbox, ...lists } = plan
  return (
    !kills &&
    !createSandbox &&
    sandboxAttempt === NOTHING_TO_DO.sandboxAttempt &&
    Object.values(lists).every((list) => list.length === 0)
  )
}

function* carryOut(parts: Parts, state: PodState, plan: PodPlan): Task<SyncOutcome> {
  if (plan.killPod) yield* killPod(parts, state)
  else {
    for (const { name, ...kill } of plan.containersToKill) {
      const record = newestOf(state.live.containers, name)
      if (record !== undefined) yield* killContainer(parts, state, { record, kill })
    }
    yield* removeForRestart(parts, state, plan.containersToRemove)
  }
  yield* updateContainers(parts, state, plan.containersToUpdate)
  if (plan.createSandbox && !(yield* createSandbox(parts, state, plan)))
    return { hasActed: true, failure: {} }
  const sandbox = state.live.sandboxes.find((it) => it.state === 'Ready')
  if (sandbox === undefined) return { hasActed: true, failure: null }
  return yield* startAll(parts, state, { plan, sandbox: sandbox.id })
}

/** The Pod starts from its beginning in its place: what runs is killed without grace. */
function* removeForRestart(parts: Parts, state: PodState, names: readonly string[]): Task {
  // A name that stands twice counts where it stands last: whoever asked for it is among the last.
  const once = names.filter((name, index) => names.lastIndexOf(name) === index)
  for (const name of once)
    for (const record of state.live.containers.filter((it) => it.name === name)) {
      const kill = { message: 'killing', reason: 'other', graceSeconds: 0 } as const
      if (record.state === 'running') yield* killContainer(parts, state, { record, kill })
      yield* parts.calls.call('removeContainer', { container: record.id })
      state.change(withoutContainer(state.live, record.id))
    }
}

/** False: the runtime did not make one. */
function* createSandbox(parts: Parts, state: PodState, { sandboxAttempt }: PodPlan): Task<boolean> {
  const object = referenceTo(state.pod)
  const attempt = sandboxAttempt ?? 0
  const old = state.live.sandboxes
  if (old.length > 0)
    parts.events.record({
      object,
      type: 'Normal',
      reason: 'SandboxChanged',
      message: 'Pod sandbox changed, it will be killed and re-created.',
    })
  const config = sandboxConfig(state.pod, attempt, parts.node)
  const made = yield* parts.calls.call('runPodSandbox', config)
  if (!made.ok) {
    parts.events.record({
      object,
      type: 'Warning',
      reason: 'FailedCreatePodSandBox',
      message: `Failed to create pod sandbox: ${made.status.message ?? ''}`,
    })
    return false
  }
  const { sandbox: id, ips } = made.result
  const ip = config.hostNetwork ? '' : (ips[0] ?? '')
  state.change(withSandbox(state.live, { id, state: 'Ready', attempt, ips, ip }))
  reportSandbox(parts, state)
  return true
}

/** That containers can be started now is reported at once, not with the next sync. */
function reportSandbox({ statuses }: Parts, { pod }: PodState): void {
  const { conditions = [], ...status } = statuses.statusOf(pod)
  const isReady = isTrue('PodReadyToStartContainers')
  statuses.set(pod, {
    ...status,
    conditions: conditions.map((it) => (it.type === isReady.type ? reported(isReady, pod) : it)),
  })
}

function* startAll(
  parts: Parts,
  state: PodState,
  { plan, sandbox }: { readonly plan: PodPlan; readonly sandbox: string },
): Task<SyncOutcome> {
  const failures: { readonly retryAt?: Ms }[] = []
  const start = function* (name: string): Task<boolean> {
    const container = containerNamed(allocatedPod(state.pod, state.allocation), name)
    if (container === undefined) return false
    const outcome = yield* startContainer(parts, state, { container, sandbox })
    if (outcome === null) {
      state.reasons.delete(name)
      return true
    }
    const { reason, message, retryAt } = outcome
    state.reasons.set(name, { reason, message })
    failures.push(retryAt === undefined ? {} : { retryAt })
    return false
  }
  for (const name of plan.ephemeralContainersToStart) yield* start(name)
  for (const name of plan.initContainersToStart) {
    const hasStarted = yield* start(name)
    const container = state.pod.spec.initContainers?.find((it) => it.name === name)
    // An init container that does not start holds back all that comes after it; a sidecar does not.
    if (!hasStarted && container !== undefined && !isSidecar(container))
      return { hasActed: true, failure: soonest(failures) }
  }
  for (const name of plan.containersToStart) yield* start(name)
  return { hasActed: true, failure: soonest(failures) }
}

function soonest(failures: readonly { readonly retryAt?: Ms }[]): SyncOutcome['failure'] {
  if (failures.length === 0) return null
  const times = failures.flatMap(({ retryAt }) => retryAt ?? [])
  return times.length === 0 ? {} : { retryAt: Math.min(...times) }
}
