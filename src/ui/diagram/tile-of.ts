import type { Container, ContainerSeen, ContainerStatus, ProcessSeen } from '#engine'
import type { Presence, ProcessDrawn, Role, Tile, TileState } from './diagram.ts'
import type { DraftContainer } from './draft.ts'
import type { PodSeen } from './seen.ts'

export interface TileSource {
  readonly container: Pick<Container, 'name' | 'image' | 'volumeMounts'>
  readonly role: Role
  readonly presence: Presence
  readonly status?: ContainerStatus | undefined
  readonly seen: PodSeen
}

/** A container of a Pod in the cluster. */
export function tileOf({ container, role, presence, status, seen }: TileSource): Tile {
  const instance = seen.containers.get(container.name)
  const image = container.image ?? ''
  const isPulling = seen.pulls.some((pull) => isSameImage(pull.image, image))
  return {
    name: container.name,
    image,
    role,
    presence,
    state: stateOf(status, instance, isPulling),
    isReady: status?.ready ?? false,
    restarts: status?.restartCount ?? 0,
    processes: seen.processes.filter((it) => it.container === instance?.id).map(processOf),
    changes: [...(instance?.changes ?? [])].map(([path, change]) => ({ path, change })),
    mounts: (container.volumeMounts ?? []).map((mount) => ({
      volume: mount.name,
      path: mount.mountPath,
      isReadOnly: mount.readOnly ?? false,
    })),
  }
}

/** A container that only the text in the editor knows. */
export function wantedTile({ name, image, role, mounts }: DraftContainer): Tile {
  return {
    name,
    image,
    role,
    presence: 'wanted',
    state: { tone: 'waiting' },
    isReady: false,
    restarts: 0,
    processes: [],
    changes: [],
    mounts,
  }
}

/**
 * What was observed tells whether a container runs; the status, which comes later, tells why it
 * does not.
 */
export function stateOf(
  status: ContainerStatus | undefined,
  instance: ContainerSeen | undefined,
  isPulling: boolean,
): TileState {
  if (instance?.state === 'running') return runningState(status, instance)
  if (instance?.state === 'exited') return exitedState(status, instance)
  const terminated = status?.state.terminated
  if (terminated !== undefined)
    return {
      ...endOf(terminated.exitCode),
      ...defined('reason', terminated.reason),
      ...defined('message', terminated.message),
    }
  if (status?.state.running !== undefined) return { tone: 'running' }
  return { ...waitingState(status), ...(isPulling ? { isPulling } : {}) }
}

function runningState(status: ContainerStatus | undefined, instance: ContainerSeen): TileState {
  return {
    tone: 'running',
    ...defined('since', instance.startedAt),
    ...defined('lastExitCode', status?.lastState.terminated?.exitCode),
  }
}

function exitedState(status: ContainerStatus | undefined, instance: ContainerSeen): TileState {
  const code = instance.exit?.code ?? 0
  if (status?.state.waiting !== undefined)
    return { ...waitingState(status), ...sinceEnd(instance), lastExitCode: code }
  const reason = instance.exit?.oom === true ? 'OOMKilled' : code === 0 ? 'Completed' : 'Error'
  return {
    ...endOf(code),
    ...sinceEnd(instance),
    reason: status?.state.terminated?.reason ?? reason,
    ...defined('message', status?.state.terminated?.message),
  }
}

function waitingState(status: ContainerStatus | undefined): TileState {
  return {
    tone: 'waiting',
    ...defined('reason', status?.state.waiting?.reason),
    ...defined('message', status?.state.waiting?.message),
    ...defined('lastExitCode', status?.lastState.terminated?.exitCode),
  }
}

function endOf(exitCode: number): TileState {
  return { tone: exitCode === 0 ? 'ended' : 'failed', exitCode }
}

function sinceEnd(instance: ContainerSeen): { readonly since?: number } {
  return defined('since', instance.endedAt)
}

function defined<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [K in Key]: Value })
}

/** The runtime knows images by their full names, the manifest often by short ones. */
function isSameImage(full: string, short: string): boolean {
  return full === short || full.endsWith(`/${short}`) || full.startsWith(`${short}:`)
}

function processOf({ pid, argv, state }: ProcessSeen): ProcessDrawn {
  return { pid, command: argv.join(' '), state }
}
