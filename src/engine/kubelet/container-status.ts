import type {
  Container,
  ContainerState,
  ContainerStatus,
  Pod,
  PodStatus,
} from '../api/generated/types.ts'
import type { Ms } from '../clock/clock.ts'
import { fromInstance } from './container-instance-status.ts'
import type { ProbeResult } from './pod-plan.ts'
import type { PodRuntime } from './pod-runtime.ts'
import { hasCreatedMainContainer, isSidecar, shouldBeStarted } from './restart.ts'

/** Why a container does not run: the last attempt to start it failed. */
export interface WaitingReason {
  readonly reason: string
  readonly message: string
}

/** All that the statuses of a Pod's containers depend on. */
export interface StatusSituation {
  readonly pod: Pod
  readonly runtime: PodRuntime
  /** What was reported last. */
  readonly before: PodStatus
  /** By container. */
  readonly reasons: ReadonlyMap<string, WaitingReason>
  /** Results by the container's id. */
  readonly probes: {
    readonly startup: ReadonlyMap<string, ProbeResult>
    readonly readiness: ReadonlyMap<string, ProbeResult>
  }
  /** The whole Pod is being run anew in its place. */
  readonly isRestartingAll: boolean
  /** Milliseconds since 1970 at the start of simulated time. */
  readonly epochMs: Ms
  /** What the node's container runtime calls itself. */
  readonly runtimeName: string
}

export type ContainerStatuses = Pick<
  PodStatus,
  'containerStatuses' | 'initContainerStatuses' | 'ephemeralContainerStatuses'
>

/** The statuses of all containers of a Pod. See [R40] to [R43]. */
export function containerStatuses(situation: StatusSituation): ContainerStatuses {
  const { spec } = situation.pod
  const { initContainers = [], ephemeralContainers = [] } = spec
  const { before } = situation
  return {
    containerStatuses: byName(
      spec.containers.map((it) =>
        statusOf(situation, { container: it, kind: 'main' }, before.containerStatuses),
      ),
    ),
    ...(initContainers.length > 0 && {
      initContainerStatuses: initContainers.map((it) =>
        statusOf(situation, { container: it, kind: 'init' }, before.initContainerStatuses),
      ),
    }),
    ...(ephemeralContainers.length > 0 && {
      ephemeralContainerStatuses: byName(
        ephemeralContainers.map((it) =>
          statusOf(
            situation,
            { container: it, kind: 'ephemeral' },
            before.ephemeralContainerStatuses,
          ),
        ),
      ),
    }),
  }
}

/** Main containers are reported in the order of their names, not of the manifest. */
function byName(statuses: readonly ContainerStatus[]): readonly ContainerStatus[] {
  return statuses.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

interface Reported {
  readonly container: Container
  readonly kind: 'main' | 'init' | 'ephemeral'
}

function statusOf(
  situation: StatusSituation,
  reported: Reported,
  previous: readonly ContainerStatus[] = [],
): ContainerStatus {
  const { container } = reported
  const old = previous.find(({ name }) => name === container.name)
  const [newest, last] = situation.runtime.containers.filter(({ name }) => name === container.name)
  const seen =
    newest === undefined
      ? withoutInstance(situation, reported, old)
      : fromInstance(situation, { container, instance: newest, old })
  const lastState = last && {
    lastState: fromInstance(situation, { container, instance: last }).state,
  }
  return withProbes(situation, reported, withReason(situation, reported, { ...seen, ...lastState }))
}

/** The runtime has nothing of it: it is yet to come, or it was taken away. */
function withoutInstance(
  situation: StatusSituation,
  { container, kind }: Reported,
  old: ContainerStatus | undefined,
): ContainerStatus {
  const { pod, isRestartingAll, runtime } = situation
  const hasInit = kind !== 'main' || (pod.spec.initContainers ?? []).length > 0
  const status: ContainerStatus = {
    name: container.name,
    image: container.image ?? '',
    imageID: '',
    ready: false,
    restartCount: old?.restartCount ?? 0,
    state: { waiting: { reason: hasInit ? 'PodInitializing' : 'ContainerCreating' } },
    lastState: old?.lastState ?? {},
  }
  if (old !== undefined && isRestartingAll && old.state.waiting === undefined)
    return { ...status, ...RESTARTING_ALL, restartCount: old.restartCount + 1 }
  if (old?.state.terminated !== undefined) return old
  const isForgotten = kind === 'init' && !isSidecar(container)
  if (isForgotten && hasCreatedMainContainer(pod.spec, runtime))
    return { ...status, state: FORGOTTEN_BUT_DONE }
  if (old?.state.running === undefined || status.lastState.terminated !== undefined) return status
  const isDeleted = pod.metadata.deletionTimestamp !== undefined
  const restartCount = status.restartCount + (isDeleted ? 0 : 1)
  return { ...status, lastState: VANISHED, restartCount }
}

const REMOVED = 'The container is removed because RestartAllContainers in place'

const RESTARTING_ALL: Pick<ContainerStatus, 'state' | 'lastState'> = {
  state: { waiting: { reason: 'RestartingAllContainers', message: REMOVED } },
  lastState: { terminated: { reason: 'RestartingAllContainers', message: REMOVED, exitCode: 137 } },
}

const FORGOTTEN_BUT_DONE: ContainerState = {
  terminated: {
    reason: 'Completed',
    message:
      'Unable to get init container status from container runtime and pod has been initialized, treat it as exited normally',
    exitCode: 0,
  },
}

const VANISHED: ContainerState = {
  terminated: {
    reason: 'ContainerStatusUnknown',
    message:
      'The container could not be located when the pod was deleted.  The container used to be Running',
    exitCode: 137,
  },
}

/** What should run and could not be started waits, with the reason of the last attempt. */
function withReason(
  { pod, runtime, reasons }: StatusSituation,
  { container, kind }: Reported,
  status: ContainerStatus,
): ContainerStatus {
  const newest = runtime.containers.find(({ name }) => name === container.name)
  const isDone = kind === 'init' && newest?.state === 'exited' && newest.exitCode === 0
  const waiting = reasons.get(container.name)
  const isWanted =
    pod.metadata.deletionTimestamp === undefined &&
    (kind === 'ephemeral' ? newest === undefined : shouldBeStarted(container, pod.spec, newest))
  if (waiting === undefined || isDone || !isWanted) return status
  const { terminated } = status.state
  const lastState = terminated === undefined ? status.lastState : { terminated }
  return { ...status, state: { waiting }, lastState }
}

/** Probes say whether a running container has started, and whether it is ready. */
function withProbes(
  { probes }: StatusSituation,
  { container, kind }: Reported,
  status: ContainerStatus,
): ContainerStatus {
  if (kind === 'ephemeral') return status
  const { containerID = '', state } = status
  const isRunning = state.running !== undefined
  const passes = (results: ReadonlyMap<string, ProbeResult>) =>
    results.get(containerID) === 'success'
  const started = isRunning && (container.startupProbe === undefined || passes(probes.startup))
  const runsToItsEnd = kind === 'init' && !isSidecar(container)
  const ready = runsToItsEnd
    ? state.terminated?.exitCode === 0
    : started && (container.readinessProbe === undefined || passes(probes.readiness))
  return { ...status, ready, started }
}
