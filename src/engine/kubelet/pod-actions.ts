import type { Container } from '../api/generated/types.ts'
import { initContainerActions } from './init-container-actions.ts'
import { mainContainerActions } from './main-container-actions.ts'
import { NOTHING_TO_DO, type PodPlan, type PodSituation } from './pod-plan.ts'
import { hasCreatedMainContainer, isSidecar, restartsAllContainers } from './restart.ts'
import { type ContainerView, newestOf, sandboxChange } from './runtime-status.ts'

/**
 * What one sync of a Pod has to do to bring what runs nearer to what is wanted. Back-off and
 * pulling come later, when a container is started. See [R10] to [R18].
 */
export function computePodActions(situation: PodSituation): PodPlan {
  const { spec, runtime, restartAllContainersMarked = false } = situation
  const { isNeeded, attempt } = sandboxChange(runtime.sandboxes, spec.hostNetwork ?? false)
  if (restartAllContainersMarked) {
    const sandbox = isNeeded ? inNewSandbox(attempt) : NOTHING_TO_DO
    return { ...sandbox, containersToRemove: containersToRemove(situation) }
  }
  if (isNeeded) return startAnew(situation, attempt)
  const ephemeralContainersToStart = (spec.ephemeralContainers ?? [])
    .map(({ name }) => name)
    .filter((name) => newestOf(runtime.containers, name) === undefined)
  const init = initContainerActions(situation)
  const plan = { ...NOTHING_TO_DO, ephemeralContainersToStart }
  const { killPod, containersToStart: initContainersToStart, containersToKill } = init
  if (killPod || !init.isPodInitialized)
    return { ...plan, killPod, initContainersToStart, containersToKill }
  const main = mainContainerActions(situation)
  const isOver = main.kept === 0 && main.containersToStart.length === 0
  return {
    ...plan,
    killPod: isOver,
    containersToStart: main.containersToStart,
    // Sidecars do not keep a Pod alive whose main containers have all ended.
    initContainersToStart: isOver ? [] : initContainersToStart,
    containersToKill: [...containersToKill, ...main.containersToKill],
    containersToUpdate: [...sidecarsToUpdate(situation), ...main.containersToUpdate],
  }
}

function sidecarsToUpdate({ spec, runtime }: PodSituation): readonly string[] {
  return (spec.initContainers ?? [])
    .filter((it) => isSidecar(it) && newestOf(runtime.containers, it.name)?.resize === 'update')
    .map(({ name }) => name)
}

/**
 * A name for each instance: main containers go before the sidecars that serve them. Those whose
 * exit asked for it go last: their exit code is what keeps the restart going.
 */
function containersToRemove({ spec, runtime }: PodSituation): readonly string[] {
  const containers = [...spec.containers, ...(spec.initContainers ?? [])]
  const [sources, targets] = [[] as string[], [] as string[]]
  for (const container of containers)
    for (const instance of runtime.containers.filter(({ name }) => name === container.name))
      (isSourceOfRestart(container, instance) ? sources : targets).push(container.name)
  return [...targets, ...sources]
}

function isSourceOfRestart(container: Container, instance: ContainerView): boolean {
  return instance.state === 'exited' && restartsAllContainers(container, instance.exitCode ?? 0)
}

function inNewSandbox(sandboxAttempt: number): PodPlan {
  return { ...NOTHING_TO_DO, killPod: true, createSandbox: true, sandboxAttempt }
}

/** In a new sandbox everything starts from the beginning. */
function startAnew({ spec, runtime }: PodSituation, sandboxAttempt: number): PodPlan {
  const created = inNewSandbox(sandboxAttempt)
  const killed = { ...created, createSandbox: false }
  const neverRestarts = spec.restartPolicy === 'Never'
  if (neverRestarts && sandboxAttempt !== 0 && runtime.containers.length > 0) return killed
  const containersToStart = spec.containers
    .filter((container) => {
      const runsOnce = (container.restartPolicy ?? spec.restartPolicy) === 'OnFailure'
      return !(runsOnce && hasSucceeded(newestOf(runtime.containers, container.name)))
    })
    .map(({ name }) => name)
  if (containersToStart.length === 0 && hasCreatedMainContainer(spec, runtime)) return killed
  const [first] = spec.initContainers ?? []
  if (first !== undefined) return { ...created, initContainersToStart: [first.name] }
  return { ...created, containersToStart }
}

function hasSucceeded(newest: ContainerView | undefined): boolean {
  return newest?.state === 'exited' && newest.exitCode === 0
}
