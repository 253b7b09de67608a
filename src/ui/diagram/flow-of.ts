import type { Node } from '@xyflow/react'
import type { CapsuleLayout, PlacedDrawer, PlacedTile } from './capsule-layout.ts'
import type { Box } from './geometry.ts'
import type { Layout, PlacedBench, PlacedCapsule } from './layout.ts'

// What React Flow is given. Every position and size is already decided.

export type BenchNodeType = Node<{ readonly placed: PlacedBench }, 'bench'>
export type CapsuleNodeType = Node<{ readonly placed: PlacedCapsule }, 'capsule'>
export type TileNodeType = Node<{ readonly placed: PlacedTile }, 'tile'>
export type NetworkNodeType = Node<{ readonly layout: CapsuleLayout }, 'network'>
export type DrawerNodeType = Node<{ readonly placed: PlacedDrawer }, 'drawer'>
export type DiagramNode =
  BenchNodeType | CapsuleNodeType | TileNodeType | NetworkNodeType | DrawerNodeType

/** Gives a node the words that a screen reader says. */
export type Describe = (node: DiagramNode) => string

export function nodesOf(layout: Layout, describe: Describe): DiagramNode[] {
  const nodes = [
    ...layout.benches.map(benchNode),
    ...layout.capsules.flatMap((placed) => [capsuleNode(placed), ...partsOf(placed)]),
  ]
  return nodes.map((node) => ({ ...node, ariaLabel: describe(node) }))
}

/** `container:default/web/nginx` and the like: how the picture's parts are called everywhere. */
function partId(kind: 'pod' | 'network' | 'container' | 'volume', path: string): string {
  return `${kind}:${path}`
}

function benchNode(placed: PlacedBench): BenchNodeType {
  return {
    ...still(placed.plank),
    id: `node:${placed.bench.name}`,
    type: 'bench',
    data: { placed },
  }
}

function capsuleNode(placed: PlacedCapsule): CapsuleNodeType {
  const { key } = placed.layout.capsule
  return { ...still(placed.box), id: partId('pod', key), type: 'capsule', data: { placed } }
}

function partsOf({ layout }: PlacedCapsule): DiagramNode[] {
  const { key } = layout.capsule
  const inside = { parentId: partId('pod', key) }
  return [
    {
      ...still(layout.band),
      ...inside,
      id: partId('network', key),
      type: 'network',
      data: { layout },
    },
    ...layout.tiles.map((placed): TileNodeType => ({
      ...still(placed.box),
      ...inside,
      id: partId('container', `${key}/${placed.tile.name}`),
      type: 'tile',
      data: { placed },
    })),
    ...layout.drawers.map((placed): DrawerNodeType => ({
      ...still(placed.box),
      ...inside,
      id: partId('volume', `${key}/${placed.drawer.name}`),
      type: 'drawer',
      data: { placed },
    })),
  ]
}

function still({ x, y, width, height }: Box) {
  return { position: { x, y }, width, height, draggable: false, connectable: false }
}
