import { describe, expect, test } from 'vitest'
import type { Capsule, Diagram, Role, Tile } from './diagram.ts'
import { bottomOf, type Box, centreX, rightOf } from './geometry.ts'
import { layoutOf } from './layout.ts'

const space = { width: 740, height: 900 }

describe('a Pod of two containers on its node', () => {
  const { capsules, benches, bounds } = layoutOf(diagram([capsule('web', ['a', 'b'])]), space)
  const { layout, box, isStanding } = capsules[0]!

  test('stands on the bench', () => {
    expect(isStanding).toBe(true)
    expect(bottomOf(box)).toBe(benches[0]!.plank.y)
    expect(box.x).toBeGreaterThan(benches[0]!.plank.x)
    expect(rightOf(box)).toBeLessThan(rightOf(benches[0]!.plank))
  })

  test('has its tiles side by side in the order of the manifest, all inside of the glass', () => {
    expect(layout.tiles.map(({ tile }) => tile.name)).toEqual(['a', 'b'])
    expect(overlaps(layout.tiles.map((it) => it.box))).toEqual([])
    expect(layout.tiles.every((it) => it.box.x > 0 && rightOf(it.box) < layout.width)).toBe(true)
  })

  test('has one band under every tile, that leaves through the wall', () => {
    for (const { box: tile } of layout.tiles) {
      expect(layout.band.x).toBeLessThan(tile.x)
      expect(rightOf(layout.band)).toBeGreaterThan(rightOf(tile))
      expect(layout.band.y).toBeGreaterThan(bottomOf(tile))
    }
    expect(rightOf(layout.band)).toBe(layout.width)
  })

  test('fits the bounds of the picture', () => {
    expect(bounds.width).toBe(benches[0]!.plank.width)
    expect(bounds.height).toBeGreaterThan(bottomOf(benches[0]!.plank))
  })
})

test('the same diagram has the same places, whatever was drawn before', () => {
  const one = diagram([capsule('web', ['a', 'b'])])
  expect(layoutOf(one, space)).toEqual(layoutOf(structuredClone(one), space))
})

test('what has no node yet hovers over the first bench that is ready', () => {
  const waiting = { ...capsule('web', ['a']), node: undefined } as unknown as Capsule
  const { capsules, benches } = layoutOf(
    {
      ...diagram([waiting]),
      benches: [
        { name: 'tired', isReady: false, systemPods: 0 },
        { name: 'fresh', isReady: true, systemPods: 0 },
      ],
    },
    space,
  )
  const fresh = benches.find(({ bench }) => bench.name === 'fresh')!
  expect(capsules[0]?.isStanding).toBe(false)
  expect(bottomOf(capsules[0]!.box)).toBeLessThan(fresh.plank.y)
  expect(capsules[0]!.box.y).toBeGreaterThan(
    bottomOf(benches.find(({ bench }) => bench.name === 'tired')!.plank),
  )
})

test('landing moves a Pod straight down', () => {
  const landed = capsule('web', ['a', 'b'])
  const waiting = { ...landed, node: undefined } as unknown as Capsule
  const before = layoutOf(diagram([waiting]), space)
  const after = layoutOf(diagram([landed]), space)
  expect(after.capsules[0]!.box.x).toBe(before.capsules[0]!.box.x)
  expect(after.capsules[0]!.box.y).toBeGreaterThan(before.capsules[0]!.box.y)
  expect(after.benches).toEqual(before.benches)
})

test('without any node the wish stands alone', () => {
  const { benches, capsules } = layoutOf(
    { ...diagram([capsule('web', ['a'])]), benches: [] },
    space,
  )
  expect(benches).toEqual([])
  expect(capsules).toHaveLength(1)
})

test('Pods on one bench stand beside each other, with room for their wires', () => {
  const { capsules } = layoutOf(diagram([capsule('a', ['x']), capsule('b', ['x', 'y'])]), space)
  const [first, second] = capsules
  expect(second!.box.x).toBeGreaterThan(first!.box.x + first!.layout.lanes.wireX)
  expect(bottomOf(second!.box)).toBe(bottomOf(first!.box))
})

describe('two nodes with a Pod on each', () => {
  const both: Diagram = {
    ...diagram([capsule('a', ['x']), { ...capsule('b', ['x']), node: 'worker-2' }]),
    benches: [
      { name: 'worker-1', isReady: true, systemPods: 0 },
      { name: 'worker-2', isReady: true, systemPods: 0 },
    ],
  }

  test('stand one below another on a high stage', () => {
    const { benches } = layoutOf(both, { width: 500, height: 900 })
    expect(benches.map(({ plank }) => plank.x)).toEqual([0, 0])
    expect(benches[1]!.plank.y).toBeGreaterThan(bottomOf(benches[0]!.plank))
    expect(benches.map(({ isJoined }) => isJoined)).toEqual([false, false])
  })

  test('stand beside each other on a low one, which shows them larger by two fifths', () => {
    const stage = { width: 592, height: 400 }
    const { benches, capsules, bounds, trunkX } = layoutOf(both, stage)
    const [first, second] = benches
    expect(second!.plank.y).toBe(first!.plank.y)
    expect(second!.plank.x).toBeGreaterThan(rightOf(first!.plank))
    expect(benches.map(({ isJoined }) => isJoined)).toEqual([true, false])
    expect(capsules.map(({ box }) => bottomOf(box))).toEqual([first!.plank.y, first!.plank.y])
    expect(capsules[1]!.box.x).toBeGreaterThan(second!.plank.x)
    expect(rightOf(second!.plank)).toBe(bounds.width)
    const stacked = layoutOf(both, { width: 592, height: 2000 })
    const scale = Math.min(stage.width / trunkX, stage.height / bounds.height)
    expect(scale).toBeGreaterThan((1.4 * stage.height) / stacked.bounds.height)
  })

  test('stay where they are for a small gain', () => {
    const { bounds } = layoutOf(both, { width: 592, height: 2000 })
    const { benches } = layoutOf(both, { width: 700, height: bounds.height * 0.84 })
    expect(benches.map(({ plank }) => plank.x)).toEqual([0, 0])
  })
})

test.each([
  { name: 'web', width: 320 },
  { name: 'web-7957885f6c-wpbnl', width: 400 },
])('a Pod named $name is $width px wide, so that its rim can be read', ({ name, width }) => {
  const { layout } = layoutOf(diagram([{ ...capsule(name, ['a']), ips: ['10.244.1.2'] }]), space)
    .capsules[0]!
  expect(layout.width).toBe(width)
})

test('init containers are slimmer and stand before a line', () => {
  const tiles = [tile('first', 'init'), tile('proxy', 'sidecar'), tile('web', 'app')]
  const { layout } = layoutOf(diagram([{ ...capsule('web', []), tiles }]), space).capsules[0]!
  const [first, proxy, web] = layout.tiles.map((it) => it.box)
  expect(first!.width).toBeLessThan(proxy!.width)
  expect(layout.divider!.x).toBeGreaterThan(rightOf(proxy!))
  expect(layout.divider!.x).toBeLessThan(web!.x)
})

test.each([
  { stage: 390, containers: 2, width: 152 },
  { stage: 606, containers: 2, width: 208 },
  { stage: 740, containers: 3, width: 178 },
  { stage: 740, containers: 9, width: 152 },
])(
  'on a stage of $stage px, $containers tiles are $width px wide',
  ({ stage, containers, width }) => {
    const names = Array.from({ length: containers }, (_, index) => `c${index}`)
    const { layout } = layoutOf(diagram([capsule('web', names)]), { width: stage, height: 900 })
      .capsules[0]!
    expect(layout.tiles.map((it) => it.box.width)).toEqual(names.map(() => width))
  },
)

test('sockets sit in the band below the tile that owns them', () => {
  const owner = {
    ...capsule('web', ['a', 'b']),
    sockets: [
      { id: '1', label: '*:80', tile: 'b' },
      { id: '2', label: '127.0.0.1:8080', tile: 'b' },
    ],
  }
  const { layout } = layoutOf(diagram([owner]), space).capsules[0]!
  const b = layout.tiles[1]!.box
  expect(overlaps(layout.sockets.map((it) => it.box))).toEqual([])
  for (const { box } of layout.sockets) {
    expect(centreX(box)).toBeGreaterThan(b.x)
    expect(centreX(box)).toBeLessThan(rightOf(b))
    expect(box.y).toBeGreaterThan(layout.band.y)
    expect(bottomOf(box)).toBeLessThan(bottomOf(layout.band))
  }
})

test('a mount’s line begins at its row in the tile and ends at its drawer', () => {
  const mounts = [
    { volume: 'site', path: '/srv', isReadOnly: true },
    { volume: 'cache', path: '/var/cache', isReadOnly: false },
    { volume: 'token', path: '/var/run/secrets/kubernetes.io/serviceaccount', isReadOnly: true },
  ]
  const web: Capsule = {
    ...capsule('web', []),
    tiles: [{ ...tile('a', 'app'), mounts }],
    drawers: [
      { name: 'site', kind: 'emptyDir', presence: 'here' },
      { name: 'cache', kind: 'emptyDir', presence: 'here' },
    ],
  }
  const { layout } = layoutOf(diagram([web]), space).capsules[0]!
  expect(layout.mounts.map(({ volume }) => volume)).toEqual(['site', 'cache'])
  for (const { volume, points } of layout.mounts) {
    const drawer = layout.drawers.find((it) => it.drawer.name === volume)!.box
    const [start, end] = [points[0]!, points.at(-1)!]
    expect(isInside(start, layout.tiles[0]!.box)).toBe(true)
    expect(end.y).toBe(drawer.y)
    expect(end.x).toBeGreaterThan(drawer.x)
    expect(end.x).toBeLessThan(rightOf(drawer))
  }
})

function diagram(capsules: readonly Capsule[]): Diagram {
  return {
    benches: [{ name: 'worker-1', isReady: true, systemPods: 0 }],
    capsules,
    exchanges: [],
    isDraftReadable: true,
  }
}

function capsule(name: string, tiles: readonly string[]): Capsule {
  return {
    key: `default/${name}`,
    name,
    namespace: 'default',
    presence: 'here',
    tone: 'running',
    word: 'Running',
    node: 'worker-1',
    ips: ['10.244.1.2'],
    hasSandbox: true,
    tiles: tiles.map((it) => tile(it, 'app')),
    sockets: [],
    drawers: [],
  }
}

function tile(name: string, role: Role): Tile {
  return {
    name,
    image: `${name}:1`,
    role,
    presence: 'here',
    state: { tone: 'running' },
    isReady: true,
    restarts: 0,
    processes: [],
    changes: [],
    mounts: [],
  }
}

function overlaps(boxes: readonly Box[]): readonly (readonly [number, number])[] {
  return boxes.flatMap((a, i) =>
    boxes.flatMap((b, j) =>
      i < j && a.x < rightOf(b) && b.x < rightOf(a) && a.y < bottomOf(b) && b.y < bottomOf(a)
        ? [[i, j] as const]
        : [],
    ),
  )
}

function isInside(point: { x: number; y: number }, box: Box): boolean {
  return point.x > box.x && point.x < rightOf(box) && point.y > box.y && point.y < bottomOf(box)
}
