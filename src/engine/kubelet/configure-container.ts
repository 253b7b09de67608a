import type { Container, EphemeralContainer } from '../api/generated/types.ts'
import type { ContainerConfig } from '../runtime/runtime.ts'
import { readObjects } from './api-objects.ts'
import { containerConfig } from './container-config.ts'
import { ConfigFailure, environment, environmentNeeds } from './environment.ts'
import { Unsynced } from './object-cache.ts'
import type { Parts } from './parts.ts'
import { hostsMount, terminationLogMount } from './pod-files.ts'
import type { PodState } from './pod-state.ts'
import { newestOf } from './runtime-status.ts'
import { serviceVariables } from './service-variables.ts'
import { surroundingsOf } from './surroundings.ts'
import type { Task } from './task.ts'

export type Configured =
  | { readonly ok: true; readonly config: ContainerConfig; readonly terminationLog: string }
  | { readonly ok: false; readonly message: string }

/** Gathers all that the configuration of a container is made from, and makes it. */
export function* configure(
  parts: Parts,
  state: PodState,
  of: {
    readonly container: Container | EphemeralContainer
    readonly sandbox: string
    readonly imageUser: string
  },
): Task<Configured> {
  const { container } = of
  const { pod } = state
  try {
    const found = yield* readObjects(parts, pod, environmentNeeds(container))
    const env = environment({
      ...{ pod, container, found },
      surroundings: surroundingsOf(parts, state),
      serviceVariables: serviceVariables(pod, parts.services()),
    })
    const newest = newestOf(state.live.containers, container.name)
    const terminationLog = terminationLogMount(parts, state, container)
    const config = containerConfig({
      ...of,
      ...{ pod, env },
      attempt: newest === undefined ? 0 : newest.restartCount + 1,
      pathOf: (volume) => state.volumes.pathOf(volume),
      isReadOnly: (volume) => state.volumes.isReadOnly(volume),
      ownMounts: [hostsMount(parts, state), terminationLog],
      ...targetOf(state, container),
    })
    for (const { hostPath, volume } of config.mounts)
      if (volume !== undefined && !parts.files.exists(hostPath)) parts.files.makeDirectory(hostPath)
    return { ok: true, config, terminationLog: terminationLog.hostPath }
  } catch (failure) {
    if (!(failure instanceof ConfigFailure || failure instanceof Unsynced)) throw failure
    return { ok: false, message: failure.message }
  }
}

/** An ephemeral container may join the processes of a container that it names. */
function targetOf({ live }: PodState, container: Container | EphemeralContainer) {
  const name = 'targetContainerName' in container ? (container.targetContainerName ?? '') : ''
  if (name === '') return {}
  const target = newestOf(live.containers, name)
  if (target?.state !== 'running')
    throw new ConfigFailure(`unable to find target container ${name}`)
  return { pidNamespaceOf: target.id }
}
