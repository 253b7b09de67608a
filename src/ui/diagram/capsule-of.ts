import type { Pod, PodSpec, SocketSeen, Volume, World } from '#engine'
import type { Capsule, Drawer, Presence, Role, Socket, Tile, Tone } from './diagram.ts'
import type { DraftPod } from './draft.ts'
import { type PodSeen, podSeenIn } from './seen.ts'
import { tileOf, type TileSource, wantedTile } from './tile-of.ts'

/** A Pod of the cluster, beside what the text in the editor asks of it. */
export function capsuleOf(pod: Pod, world: World, draft: DraftPod | undefined): Capsule {
  const seen = podSeenIn(world, pod)
  const { metadata, spec, status } = pod
  const isEnding = metadata.deletionTimestamp !== undefined
  const message = status.message ?? status.conditions?.find(isUnschedulable)?.message
  const drawers = drawersOf(spec, draft)
  return {
    key: keyOf(pod),
    name: metadata.name,
    namespace: metadata.namespace,
    uid: metadata.uid,
    presence: isEnding ? 'unwanted' : 'here',
    tone: isEnding ? 'waiting' : toneOfPhase(status.phase),
    word: isEnding ? 'Terminating' : (status.reason ?? status.phase ?? 'Pending'),
    ...(message === undefined ? {} : { message }),
    ...(spec.nodeName === undefined ? {} : { node: spec.nodeName }),
    ips: seen.sandbox?.ips ?? (status.podIPs ?? []).map((it) => it.ip),
    hasSandbox: seen.sandbox?.state === 'ready',
    tiles: asMounted(tilesOf(pod, seen, draft), drawers),
    sockets: socketsOf(seen),
    drawers,
  }
}

/** A Pod that only the text in the editor knows. */
export function wantedCapsule(draft: DraftPod): Capsule {
  const drawers = draft.volumes.map((volume): Drawer => ({ ...volume, presence: 'wanted' }))
  return {
    key: draft.key,
    name: draft.name,
    namespace: draft.namespace,
    presence: 'wanted',
    tone: 'waiting',
    word: '',
    ips: [],
    hasSandbox: false,
    tiles: asMounted(draft.containers.map(wantedTile), drawers),
    sockets: [],
    drawers,
  }
}

export function keyOf(pod: Pod): string {
  return `${pod.metadata.namespace}/${pod.metadata.name}`
}

/** Whatever a mount says, containers cannot write to what the kubelet keeps written. */
const KEPT_BY_THE_KUBELET = ['configMap', 'secret', 'downwardAPI', 'projected']

function asMounted(tiles: readonly Tile[], drawers: readonly Drawer[]): readonly Tile[] {
  const kept = drawers.filter(({ kind }) => KEPT_BY_THE_KUBELET.includes(kind))
  const isKept = (volume: string): boolean => kept.some(({ name }) => name === volume)
  return tiles.map((tile) => ({
    ...tile,
    mounts: tile.mounts.map((mount) => ({
      ...mount,
      isReadOnly: mount.isReadOnly || isKept(mount.volume),
    })),
  }))
}

/** In the order of the manifest; what is only wanted stands where the manifest has it. */
function tilesOf(pod: Pod, seen: PodSeen, draft: DraftPod | undefined): readonly Tile[] {
  const { initContainers = [], containers, ephemeralContainers = [] } = pod.spec
  const { initContainerStatuses, containerStatuses, ephemeralContainerStatuses } = pod.status
  const presenceOf = (name: string): Presence =>
    draft === undefined || draft.containers.some((it) => it.name === name) ? 'here' : 'unwanted'
  const one = (container: TileSource['container'], role: Role) =>
    tileOf({
      container,
      role,
      presence: role === 'ephemeral' ? 'here' : presenceOf(container.name),
      status: [
        ...(initContainerStatuses ?? []),
        ...(containerStatuses ?? []),
        ...(ephemeralContainerStatuses ?? []),
      ].find((it) => it.name === container.name),
      seen,
    })
  const there = [
    ...initContainers.map((it) => one(it, it.restartPolicy === 'Always' ? 'sidecar' : 'init')),
    ...containers.map((it) => one(it, 'app')),
  ]
  return [...withWanted(there, draft), ...ephemeralContainers.map((it) => one(it, 'ephemeral'))]
}

function withWanted(there: readonly Tile[], draft: DraftPod | undefined): readonly Tile[] {
  const tiles = [...there]
  for (const [index, container] of (draft?.containers ?? []).entries()) {
    if (tiles.some((tile) => tile.name === container.name)) continue
    const before = draft?.containers[index - 1]
    const at = tiles.findIndex((tile) => tile.name === before?.name) + 1
    tiles.splice(at, 0, wantedTile(container))
  }
  return tiles
}

/** A server that listens on 0.0.0.0 and on :: has two sockets for what is one to everybody. */
function socketsOf(seen: PodSeen): readonly Socket[] {
  const sockets = new Map<string, Socket>()
  for (const socket of seen.sockets) {
    const tile = [...seen.containers.values()].find((it) => it.id === socket.owner.container)
    if (tile === undefined || socket.protocol === 'unix') continue
    const label = labelOf(socket)
    sockets.set(`${tile.name} ${label}`, { id: socket.id, label, tile: tile.name })
  }
  return [...sockets.values()]
}

function labelOf({ owner, protocol }: SocketSeen): string {
  const isAny = owner.address === '0.0.0.0' || owner.address === '::'
  const address = isAny ? '*' : owner.address.includes(':') ? `[${owner.address}]` : owner.address
  return `${address}:${owner.port}${protocol === 'udp' ? '/udp' : ''}`
}

function drawersOf(spec: PodSpec, draft: DraftPod | undefined): readonly Drawer[] {
  const wanted = draft?.volumes
  const there = (spec.volumes ?? []).filter((volume) => !isServiceAccountToken(volume))
  return [
    ...there.map((volume): Drawer => {
      const isWanted = wanted === undefined || wanted.some((it) => it.name === volume.name)
      return {
        name: volume.name,
        kind: kindOf(volume),
        presence: isWanted ? 'here' : 'unwanted',
      }
    }),
    ...(wanted ?? [])
      .filter((volume) => !there.some((it) => it.name === volume.name))
      .map((volume): Drawer => ({ ...volume, presence: 'wanted' })),
  ]
}

function kindOf(volume: Volume): string {
  return Object.keys(volume).find((key) => key !== 'name') ?? 'emptyDir'
}

/** The admission plugin ServiceAccount adds it to every Pod; it would only crowd the picture. */
function isServiceAccountToken(volume: Volume): boolean {
  return volume.projected !== undefined && volume.name.startsWith('kube-api-access-')
}

function toneOfPhase(phase: Pod['status']['phase']): Tone {
  switch (phase) {
    case 'Running':
      return 'running'
    case 'Succeeded':
      return 'ended'
    case 'Failed':
      return 'failed'
    case 'Pending':
    case 'Unknown':
    case undefined:
      return 'waiting'
  }
}

function isUnschedulable(condition: { readonly type: string; readonly status: string }): boolean {
  return condition.type === 'PodScheduled' && condition.status === 'False'
}
