import type { ExchangeDrawn, Place } from './diagram.ts'
import { bottomOf, centreX, type Point, rightOf } from './geometry.ts'
import type { Layout, PlacedBench, PlacedCapsule } from './layout.ts'

/**
 * The line that an exchange takes: down from its tile, by lo round the loop at the end of the band,
 * or by eth0 through the wall and along the benches, and up to who is asked. Undefined when one of
 * its ends is no longer in the picture. A line that nobody answers ends where it is turned away.
 */
export function wayOf(exchange: ExchangeDrawn, layout: Layout): readonly Point[] | undefined {
  const { from, to } = exchange
  const start = capsuleAt(layout, from)
  if (start !== undefined && exchange.route[0] === 'lo') {
    const end = to.at === 'tile' ? inThrough(start, to, exchange) : [loopEnd(start)]
    return [...outOf(start, from), ...aroundTheLoop(start, to.at === 'tile'), ...end]
  }
  const first = start === undefined ? benchAt(layout, from) : benchOf(layout, start)
  if (first === undefined) return undefined
  const leaving = start === undefined ? [plankEnd(first)] : throughTheWall(start, first, from)
  return [...leaving, ...acrossTo(exchange, layout, first)]
}

function acrossTo(exchange: ExchangeDrawn, layout: Layout, first: PlacedBench): readonly Point[] {
  const { to } = exchange
  const target = capsuleAt(layout, to)
  const last = target === undefined ? benchAt(layout, to) : benchOf(layout, target)
  if (last === undefined) return [{ x: layout.trunkX, y: first.wireY }]
  const trunk =
    last.wireY === first.wireY
      ? []
      : [
          { x: layout.trunkX, y: first.wireY },
          { x: layout.trunkX, y: last.wireY },
        ]
  if (target === undefined) return [...trunk, plankEnd(last)]
  const wire = target.box.x + target.layout.lanes.wireX
  const wall = rightOf(target.box)
  const back = target.box.y + target.layout.lanes.back
  const arriving = [
    { x: wire, y: last.wireY },
    { x: wire, y: back },
  ]
  if (to.at !== 'tile') return [...trunk, ...arriving, { x: wall, y: back }]
  return [...trunk, ...arriving, ...inThrough(target, to, exchange)]
}

/** Down from the tile that speaks, to the lane that leads away. */
function outOf({ box, layout }: PlacedCapsule, from: Place): readonly Point[] {
  const tile =
    from.at === 'tile' ? layout.tiles.find((it) => it.tile.name === from.tile) : undefined
  const x = box.x + (tile?.stemX ?? centreX(layout.band))
  const away = box.y + layout.lanes.away
  return [
    { x, y: box.y + (tile === undefined ? layout.band.y : bottomOf(tile.box)) },
    { x, y: away },
  ]
}

function aroundTheLoop({ box, layout }: PlacedCapsule, isComingBack: boolean): readonly Point[] {
  const x = box.x + layout.lanes.loopX
  const there = { x, y: box.y + layout.lanes.away }
  return isComingBack ? [there, { x, y: box.y + layout.lanes.back }] : [there]
}

function loopEnd({ box, layout }: PlacedCapsule): Point {
  const { away, back, loopX } = layout.lanes
  return { x: box.x + loopX, y: box.y + (away + back) / 2 }
}

/** Along the lane that leads back, and up through the socket to its tile. */
function inThrough(
  { box, layout }: PlacedCapsule,
  to: Place,
  exchange: ExchangeDrawn,
): readonly Point[] {
  const name = to.at === 'tile' ? to.tile : ''
  const tile = layout.tiles.find((it) => it.tile.name === name)
  if (tile === undefined) return []
  const port = exchange.address.slice(exchange.address.lastIndexOf(':'))
  const socket = layout.sockets.find(
    (it) => it.socket.tile === name && it.socket.label.endsWith(port),
  )
  const x = box.x + (socket === undefined ? tile.stemX : centreX(socket.box))
  return [
    { x, y: box.y + layout.lanes.back },
    { x, y: box.y + bottomOf(tile.box) },
  ]
}

function throughTheWall(capsule: PlacedCapsule, bench: PlacedBench, from: Place): readonly Point[] {
  const wire = capsule.box.x + capsule.layout.lanes.wireX
  return [
    ...outOf(capsule, from),
    { x: wire, y: capsule.box.y + capsule.layout.lanes.away },
    { x: wire, y: bench.wireY },
  ]
}

function plankEnd({ plank, wireY }: PlacedBench): Point {
  return { x: plank.x + 12, y: wireY }
}

function capsuleAt(layout: Layout, place: Place): PlacedCapsule | undefined {
  if (place.at !== 'tile' && place.at !== 'capsule') return undefined
  return layout.capsules.find((it) => it.layout.capsule.key === place.capsule)
}

function benchAt(layout: Layout, place: Place): PlacedBench | undefined {
  if (place.at !== 'bench') return undefined
  return layout.benches.find((it) => it.bench.name === place.bench)
}

function benchOf(layout: Layout, capsule: PlacedCapsule): PlacedBench | undefined {
  return layout.benches.find((it) => it.bench.name === capsule.layout.capsule.node)
}
