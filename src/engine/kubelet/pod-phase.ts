import type {
  Container,
  ContainerStateTerminated,
  ContainerStatus,
  PodSpec,
} from '../api/generated/types.ts'
import { isSidecar, shouldRestart } from './restart.ts'

export type PodPhase = 'Pending' | 'Running' | 'Succeeded' | 'Failed'

/** A container's status as far as it is known: a decision may be asked about less than all. */
export type KnownStatus = Pick<ContainerStatus, 'name'> & Partial<ContainerStatus>

/** What a Pod's status says of its containers. */
export interface KnownStatuses {
  readonly initContainerStatuses?: readonly KnownStatus[]
  readonly containerStatuses?: readonly KnownStatus[]
}

export interface PhaseSituation {
  readonly spec: PodSpec
  readonly statuses: KnownStatuses
  /** The kubelet has decided that the Pod must end: deleted, evicted, out of time. */
  readonly podIsTerminal: boolean
  /** Init containers have completed once in the present sandbox. */
  readonly podHasInitialized: boolean
}

/** The phase of a Pod, from its containers' statuses. See [R20]. */
export function podPhase(situation: PhaseSituation): PodPhase {
  const { spec, statuses, podIsTerminal, podHasInitialized } = situation
  const all = [...(statuses.containerStatuses ?? []), ...(statuses.initContainerStatuses ?? [])]
  const lanes = (containers: readonly Container[]) =>
    containers.map((container) => laneOf(container, all, spec.restartPolicy))
  const inits = spec.initContainers ?? []
  const initLanes = lanes(inits.filter((container) => !isSidecar(container)))
  const sidecarLanes = lanes(inits.filter(isSidecar))
  const mainLanes = lanes(spec.containers)

  if (initLanes.some(isFailedForGood)) return 'Failed'
  const isInitializing =
    initLanes.some(isUnfinished) || (!podHasInitialized && sidecarLanes.some(isStarting))
  const kept = [...sidecarLanes, ...mainLanes]
  if (isInitializing || kept.some(({ kind }) => kind === 'waiting')) return 'Pending'
  if (kept.some(({ kind }) => kind === 'unknown')) return 'Pending'
  if (kept.some(({ kind }) => kind === 'running')) return 'Running'
  const stopped = mainLanes.filter(({ kind }) => kind === 'stopped')
  if (stopped.length === 0) return 'Pending'
  if (!podIsTerminal && stopped.some(({ restarts }) => restarts)) return 'Running'
  return stopped.every(({ hasSucceeded }) => hasSucceeded) ? 'Succeeded' : 'Failed'
}

/** Where one container is on its way, as far as the phase of its Pod depends on it. */
interface Lane {
  readonly kind: 'unknown' | 'waiting' | 'running' | 'stopped'
  readonly isStarted: boolean
  /** Of a stopped one: it will be run again. */
  readonly restarts: boolean
  /** Of a stopped one: it ended with 0 and is not waiting to be run again. */
  readonly hasSucceeded: boolean
  readonly exitCode: number
}

const IDLE = { isStarted: false, restarts: false, hasSucceeded: false, exitCode: 0 }

function laneOf(
  container: Container,
  statuses: readonly KnownStatus[],
  podPolicy: string | undefined,
): Lane {
  const status = statuses.find(({ name }) => name === container.name)
  const state = status?.state
  if (state?.running !== undefined)
    return { ...IDLE, kind: 'running', isStarted: status?.started === true }
  const stopped = (terminated: ContainerStateTerminated, hasSucceeded: boolean): Lane => ({
    kind: 'stopped',
    isStarted: false,
    restarts:
      shouldRestart(container, podPolicy, terminated.exitCode) ||
      terminated.reason === 'RestartingAllContainers',
    hasSucceeded,
    exitCode: terminated.exitCode,
  })
  if (state?.terminated !== undefined)
    return stopped(state.terminated, state.terminated.exitCode === 0)
  if (state?.waiting === undefined) return { ...IDLE, kind: 'unknown' }
  const last = status?.lastState?.terminated
  return last === undefined ? { ...IDLE, kind: 'waiting' } : stopped(last, false)
}

function isUnfinished({ kind }: Lane): boolean {
  return kind !== 'stopped'
}

function isFailedForGood({ kind, exitCode, restarts }: Lane): boolean {
  return kind === 'stopped' && exitCode !== 0 && !restarts
}

/** A sidecar that does not serve yet; one that stopped has been started before. */
function isStarting({ kind, isStarted }: Lane): boolean {
  return kind === 'running' && !isStarted
}
