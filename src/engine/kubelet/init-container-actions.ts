import type { Container } from '../api/generated/types.ts'
import { killUnknown } from './main-container-actions.ts'
import type { ContainerToKill, KillReason, PodSituation } from './pod-plan.ts'
import { isSidecar, restartsOnFailure, shouldBeStarted } from './restart.ts'
import { type ContainerView, newestOf } from './runtime-status.ts'

export interface InitContainerActions {
  readonly isPodInitialized: boolean
  /** An init container failed that is not run again: the Pod is over. */
  readonly killPod: boolean
  readonly containersToStart: readonly string[]
  readonly containersToKill: readonly ContainerToKill[]
}

/** What one init container asks for. */
interface Step {
  /** Its work is done (a sidecar's: it has started), so the next one may begin. */
  readonly isDone: boolean
  readonly start?: boolean
  readonly kill?: ContainerToKill
  readonly isFatal?: boolean
}

/**
 * Init containers run one after another; sidecars among them are kept running. They are looked at
 * from the last to the first, because the instances of earlier ones may be gone already.
 */
export function initContainerActions(situation: PodSituation): InitContainerActions {
  const { initContainers = [] } = situation.spec
  let isPodInitialized = initContainers.length === 0 || runsMainContainer(situation)
  let isPastInitialized = isPodInitialized
  const toStart: string[] = []
  const toKill: ContainerToKill[] = []
  for (const [index, container] of [...initContainers.entries()].reverse()) {
    const newest = newestOf(situation.runtime.containers, container.name)
    if (newest === undefined) {
      if (isPastInitialized && isSidecar(container)) toStart.unshift(container.name)
      continue
    }
    if (isPastInitialized && !isSidecar(container)) continue
    const step = stepOf(container, newest, situation)
    if (step.isFatal === true)
      return {
        isPodInitialized: false,
        killPod: true,
        containersToStart: [],
        containersToKill: toKill,
      }
    const next = initContainers[index + 1]
    if (step.isDone && next === undefined) isPodInitialized = true
    else if (step.isDone && !isPastInitialized && next !== undefined) toStart.unshift(next.name)
    if (step.start === true) toStart.unshift(container.name)
    if (step.kill !== undefined) toKill.push(step.kill)
    isPastInitialized = true
  }
  const [first] = initContainers
  if (!isPastInitialized && first !== undefined) toStart.unshift(first.name)
  const containersToStart = toStart
  return { isPodInitialized, killPod: false, containersToStart, containersToKill: toKill }
}

/**
 * Only instances that are not exited count: the exited ones may be of an earlier sandbox, in which
 * the Pod was initialized.
 */
function runsMainContainer({ spec, runtime }: PodSituation): boolean {
  return spec.containers.some(({ name }) => {
    const state = newestOf(runtime.containers, name)?.state
    return state === 'created' || state === 'running'
  })
}

function stepOf(container: Container, newest: ContainerView, situation: PodSituation): Step {
  switch (newest.state) {
    case 'created':
      // It was created but never started: the runtime failed in between.
      return { isDone: false, start: true }
    case 'running':
      return isSidecar(container)
        ? stepOfRunningSidecar(container, newest, situation)
        : { isDone: false }
    case 'exited':
      return stepOfExited(container, newest, situation)
    case 'unknown':
      return stepOfUnknown(container, situation)
  }
}

/** Its startup probe decides whether it has started; liveness only whether it lives on. */
function stepOfRunningSidecar(
  container: Container,
  { specChangedSinceStart = false, resize }: ContainerView,
  { probeResults = {} }: PodSituation,
): Step {
  const { name } = container
  if (container.startupProbe !== undefined) {
    const startup = probeResults.startup?.[name]
    if (startup === 'failure') return replaced(name, 'failed startup probe', 'startup')
    if (startup !== 'success') return { isDone: false }
  }
  if (specChangedSinceStart)
    return { ...replaced(name, 'definition changed', 'other'), isDone: true }
  const isDead =
    container.livenessProbe !== undefined && probeResults.liveness?.[name] === 'failure'
  if (isDead) return { ...replaced(name, 'failed liveness probe', 'liveness'), isDone: true }
  if (resize === 'restart')
    return { ...replaced(name, 'resize requires restart', 'other'), isDone: true }
  return { isDone: true }
}

function replaced(name: string, what: string, reason: KillReason): Step {
  const kill = { name, message: `Init container ${name} ${what}`, reason }
  return { isDone: false, start: true, kill }
}

function stepOfExited(container: Container, newest: ContainerView, { spec }: PodSituation): Step {
  if (isSidecar(container)) return { isDone: false, start: true }
  const hasFailed = (newest.exitCode ?? 0) !== 0 || newest.reason === 'OOMKilled'
  if (!hasFailed) return { isDone: true }
  const isFatal = !shouldBeStarted(container, spec, newest)
  return isFatal ? { isDone: false, isFatal } : { isDone: false, start: true }
}

function stepOfUnknown(container: Container, { spec }: PodSituation): Step {
  if (!isSidecar(container) && !restartsOnFailure(container, spec.restartPolicy))
    return { isDone: false, isFatal: true }
  return { isDone: false, start: true, kill: killUnknown('Init container', container.name) }
}
