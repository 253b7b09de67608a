import { describe, expect, test } from 'vitest'
import type { World } from '#engine'
import { diagramOf } from './diagram-of.ts'
import type { ExchangeDrawn, Place } from './diagram.ts'
import { emptyDraft } from './draft.ts'
import { container, pod, twoContainers, worker } from './fixtures/worlds.ts'
import { bottomOf, centreX } from './geometry.ts'
import { layoutOf } from './layout.ts'
import { wayOf } from './way-of.ts'

const other = pod({
  name: 'other',
  containers: [container('web')],
  spec: { nodeName: 'worker-2' },
  metadata: { uid: 'uid-2' },
})
const world: World = {
  ...twoContainers,
  objects: new Map([
    ...twoContainers.objects,
    ['nodes/worker-2', worker('worker-2')],
    ['pods/default/other', other],
  ]),
}
const layout = layoutOf(diagramOf(world, emptyDraft), { width: 740, height: 1200 })
const [two, far] = ['default/twocontainers', 'default/other'].map((key) =>
  layout.capsules.find((it) => it.layout.capsule.key === key)!,
) as [(typeof layout.capsules)[number], (typeof layout.capsules)[number]]
const [near, distant] = layout.benches

const shell = inTile('shell')
const sise = inTile('sise')
const { lanes, tiles, sockets } = two.layout
const left = two.box.x + lanes.loopX
const wire = two.box.x + lanes.wireX
const [away, back] = [two.box.y + lanes.away, two.box.y + lanes.back]
const shellX = two.box.x + tiles[1]!.stemX
const tileBottom = two.box.y + bottomOf(tiles[1]!.box)
const socketX = two.box.x + centreX(sockets[0]!.box)

test('a call on localhost goes down, round the loop at the end of the band, and up the socket', () => {
  expect(wayOf(exchange(shell, sise, ['lo']), layout)).toEqual([
    { x: shellX, y: tileBottom },
    { x: shellX, y: away },
    { x: left, y: away },
    { x: left, y: back },
    { x: socketX, y: back },
    { x: socketX, y: tileBottom },
  ])
})

test('where nobody listens, it is turned away at the loop', () => {
  const nobody = { at: 'capsule', capsule: 'default/twocontainers' } as const
  expect(wayOf(exchange(shell, nobody, ['lo']), layout)?.at(-1)).toEqual({
    x: left,
    y: (away + back) / 2,
  })
})

test('a call to a Pod on another node leaves by eth0 and passes both benches', () => {
  const web: Place = { at: 'tile', capsule: 'default/other', tile: 'web' }
  const route = ['eth0', 'worker-1', 'worker-2', 'eth0']
  const farX = far.box.x + far.layout.tiles[0]!.stemX
  const farWire = far.box.x + far.layout.lanes.wireX
  const farBack = far.box.y + far.layout.lanes.back
  expect(wayOf(exchange(shell, web, route), layout)).toEqual([
    { x: shellX, y: tileBottom },
    { x: shellX, y: away },
    { x: wire, y: away },
    { x: wire, y: near!.wireY },
    { x: layout.trunkX, y: near!.wireY },
    { x: layout.trunkX, y: distant!.wireY },
    { x: farWire, y: distant!.wireY },
    { x: farWire, y: farBack },
    { x: farX, y: farBack },
    { x: farX, y: far.box.y + bottomOf(far.layout.tiles[0]!.box) },
  ])
})

test('a call to a Pod on the node beside goes along the one wire', () => {
  const beside = layoutOf(diagramOf(world, emptyDraft), { width: 740, height: 420 })
  const web: Place = { at: 'tile', capsule: 'default/other', tile: 'web' }
  const way = wayOf(exchange(shell, web, ['eth0', 'worker-1', 'worker-2', 'eth0']), beside)!
  const wireY = beside.benches[0]!.wireY
  const wires = beside.capsules.map(({ box, layout: { lanes } }) => box.x + lanes.wireX)
  expect(way.filter((it) => it.y === wireY)).toEqual([
    { x: Math.min(...wires), y: wireY },
    { x: Math.max(...wires), y: wireY },
  ])
})

test('a probe comes from the bench, through the wall', () => {
  const bench: Place = { at: 'bench', bench: 'worker-1' }
  const way = wayOf(exchange(bench, sise, ['worker-1', 'eth0']), layout)
  expect(way?.[0]).toEqual({ x: near!.plank.x + 12, y: near!.wireY })
  expect(way?.slice(-2)).toEqual([
    { x: socketX, y: back },
    { x: socketX, y: tileBottom },
  ])
})

describe('a way that leads out of the picture', () => {
  test('ends at the end of the wire', () => {
    const outside: Place = { at: 'outside', address: '192.0.2.1' }
    expect(wayOf(exchange(shell, outside, ['eth0', 'worker-1']), layout)?.at(-1)).toEqual({
      x: layout.trunkX,
      y: near!.wireY,
    })
  })

  test('is none when where it began is gone', () => {
    const gone: Place = { at: 'tile', capsule: 'default/gone', tile: 'x' }
    expect(wayOf(exchange(gone, sise, ['eth0', 'worker-1', 'eth0']), layout)).toBe(undefined)
  })
})

function inTile(tile: string): Place {
  return { at: 'tile', capsule: 'default/twocontainers', tile }
}

function exchange(from: Place, to: Place, route: readonly string[]): ExchangeDrawn {
  return { id: 'e', from, to, address: '127.0.0.1:9876', route, outcome: 'under way' }
}
