import type {
  ContainerSeen,
  Pod,
  ProcessSeen,
  PullSeen,
  SandboxSeen,
  SocketSeen,
  World,
} from '#engine'

/** What was observed of the inside of one Pod. */
export interface PodSeen {
  /** The newest sandbox; absent before there is one, or where nobody can look inside. */
  readonly sandbox?: SandboxSeen
  /** The newest instance of each container, by name. */
  readonly containers: ReadonlyMap<string, ContainerSeen>
  readonly processes: readonly ProcessSeen[]
  readonly sockets: readonly SocketSeen[]
  readonly pulls: readonly PullSeen[]
}

export function podSeenIn(world: World, pod: Pod): PodSeen {
  const uid = pod.metadata.uid
  const sandboxes = [...world.sandboxes.values()].filter((it) => it.podUid === uid)
  const sandbox = sandboxes.findLast((it) => it.state === 'ready') ?? sandboxes.at(-1)
  const containers = new Map<string, ContainerSeen>()
  for (const container of world.containers.values()) {
    if (container.podUid !== uid) continue
    const newest = containers.get(container.name)
    if (newest === undefined || newest.attempt <= container.attempt)
      containers.set(container.name, container)
  }
  const ids = new Set([...containers.values()].map((container) => container.id))
  return {
    ...(sandbox === undefined ? {} : { sandbox }),
    containers,
    processes: [...world.processes.values()].filter(
      (it) => it.container !== null && ids.has(it.container),
    ),
    sockets: [...world.sockets.values()].filter((it) => it.owner.namespace === sandbox?.id),
    pulls: [...world.pulls.values()].filter((it) => it.node === pod.spec.nodeName),
  }
}
