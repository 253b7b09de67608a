import { ageOf } from '../time/age.ts'
import type { Words } from '../words/words.ts'
import type { Bench, Capsule, Drawer, ExchangeDrawn, Place, Tile } from './diagram.ts'
import type { DiagramNode } from './flow-of.ts'
import { roomInWords } from './room.ts'

type Say = Words['diagram']

/** What a screen reader says of a part of the picture. */
export function describeNode(node: DiagramNode, say: Say): string {
  switch (node.type) {
    case 'bench':
      return [say.node, node.data.placed.bench.name, benchState(node.data.placed.bench, say)].join(
        ' ',
      )
    case 'capsule': {
      const { capsule } = node.data.placed.layout
      return [say.pod, capsule.name, capsuleState(capsule, say)].join(' ')
    }
    case 'tile': {
      const { tile } = node.data.placed
      return [kindOfTile(tile, say), tile.name, tileState(tile, say)].join(' ')
    }
    case 'network': {
      const { capsule } = node.data.layout
      return [say.network, networkDetails(capsule, say)].join(' ')
    }
    case 'drawer': {
      const { drawer } = node.data.placed
      return [say.volume, drawer.name, drawer.kind, drawerState(drawer, say)].join(' ')
    }
  }
}

export function kindOfTile(tile: Tile, say: Say): string {
  return { init: say.init, sidecar: say.sidecar, app: say.container, ephemeral: say.ephemeral }[
    tile.role
  ]
}

export function benchState(bench: Bench, say: Say): string {
  return bench.isReady ? say.nodeReady : say.nodeNotReady
}

export function benchDetails(bench: Bench, isEmpty: boolean, say: Say): string {
  return [
    bench.free === undefined ? '' : roomInWords(bench.free, say.room),
    isEmpty ? say.nodeEmpty : '',
    bench.systemPods > 0 ? say.systemPods(bench.systemPods) : '',
  ]
    .filter((part) => part !== '')
    .join(' · ')
}

export function capsuleState(capsule: Capsule, say: Say): string {
  return capsule.presence === 'wanted' ? say.wantedLong : capsule.word
}

export function capsuleDetails(capsule: Capsule, say: Say): string {
  if (capsule.presence === 'wanted') return ''
  const address = capsule.ips.join(', ') || say.noAddress
  return [capsule.node ?? say.noNode, address, capsule.message]
    .filter((part) => part !== undefined)
    .join(' · ')
}

/** It runs, and yet no traffic comes to it. Init and ephemeral containers never are ready. */
export function isUnready({ state, isReady, role }: Tile): boolean {
  return state.tone === 'running' && !isReady && (role === 'app' || role === 'sidecar')
}

/** The state in words, without its age: that would change every second. */
export function tileState(tile: Tile, say: Say): string {
  if (tile.presence === 'wanted') return say.wantedLong
  const { tone, reason, exitCode } = tile.state
  return [
    say.state[tone],
    isUnready(tile) ? say.notReady : undefined,
    reason,
    exitCode === undefined ? undefined : say.exit(exitCode),
    tile.restarts > 0 ? say.restarts(tile.restarts) : undefined,
    tile.presence === 'unwanted' ? say.unwantedLong : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(', ')
}

export function tileDetails(tile: Tile, say: Say): string {
  return [
    tile.image,
    ...(tile.state.message === undefined ? [] : [tile.state.message]),
    ...tile.processes.map(({ pid, command }) => `${pid} ${command}`),
    ...tile.mounts.map((mount) =>
      say.mountedAt(mount.path, mount.isReadOnly ? say.readOnly : say.readWrite),
    ),
    ...(tile.changes.length > 0 ? [say.changed(tile.changes.length)] : []),
  ].join(' · ')
}

export function drawerState(drawer: Drawer, say: Say): string {
  if (drawer.presence === 'wanted') return say.wantedLong
  return drawer.presence === 'unwanted' ? say.unwantedLong : ''
}

export function networkDetails(capsule: Capsule, say: Say): string {
  return [
    ...(capsule.ips.length === 0 ? [say.noAddress] : capsule.ips),
    ...capsule.sockets.map((socket) => `${socket.tile} ${say.listens(socket.label)}`),
  ].join(' · ')
}

export function exchangeInWords(exchange: ExchangeDrawn, say: Say): string {
  const to = exchange.to.at === 'tile' ? `${placeName(exchange.to, say)} ` : ''
  const route = exchange.route.join(', ')
  return say.exchange(placeName(exchange.from, say), `${to}${exchange.address}`, route)
}

export function outcomeInWords(exchange: ExchangeDrawn, say: Say): string {
  const words = {
    'under way': say.inProgress,
    answered: say.answered,
    refused: say.refused,
    lost: say.lost,
    unreachable: say.unreachable,
  }
  const { outcome, triedFirst } = exchange
  return triedFirst === undefined ? words[outcome] : say.triedFirst(words[outcome], triedFirst)
}

/** How long a container has been as it is. */
export function sinceInWords(tile: Tile, now: number, say: Say): string {
  return tile.state.since === undefined ? '' : say.since(ageOf(now - tile.state.since))
}

function placeName(place: Place, say: Say): string {
  switch (place.at) {
    case 'tile':
      return place.tile
    case 'capsule':
      return place.capsule
    case 'bench':
      return place.bench
    case 'outside':
      return place.address || say.outside
  }
}
