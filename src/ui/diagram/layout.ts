import { type CapsuleLayout, layoutCapsule, type Space } from './capsule-layout.ts'
import type { Bench, Capsule, Diagram } from './diagram.ts'
import type { Box, Point } from './geometry.ts'
import type { Size } from './useSize.ts'

const MARGIN = 28
const CAPSULE_GAP = 56
/** How far a Pod without a node hovers above the bench. */
const LIFT = 26
/** Room for what a bench says of itself, where the stage has it. */
const BENCH_WIDTH = 480
/** Of benches side by side: what says of a node that it is ready. */
const NARROW_BENCH_WIDTH = 320
const PLANK_HEIGHT = 44
/** From bench to bench; BenchNode.module.css draws the wire between two of them as long. */
const BENCH_GAP = 40
const LEGS = 14
/** How much larger everything must become for a bench to leave its place. */
const WORTH_MOVING = 1.15
/** The cluster's wire runs along the upper edge of every plank. */
export const WIRE_INSET = 10
const TRUNK = 20
const BUTTONS = 44

/** The whole picture with a place for everything. */
export interface Layout {
  readonly benches: readonly PlacedBench[]
  readonly capsules: readonly PlacedCapsule[]
  readonly bounds: Box
  /** Where the wire from bench to bench runs. */
  readonly trunkX: number
}

export interface PlacedBench {
  readonly bench: Bench
  readonly plank: Box
  readonly wireY: number
  readonly isEmpty: boolean
  /** The wire goes on to a bench at its right. */
  readonly isJoined: boolean
}

export interface PlacedCapsule {
  readonly layout: CapsuleLayout
  readonly box: Box
  /** Whether it stands on its node or still hovers. */
  readonly isStanding: boolean
}

/** What the buttons that zoom leave free of the stage. */
export function aboveButtons({ width, height }: Size): Size {
  return { width, height: height - BUTTONS }
}

/**
 * Every node a bench, every Pod a capsule on its bench, side by side. Benches stand one below
 * another, or beside each other where that lets everything be seen clearly larger on a stage of
 * that size, in pixels.
 */
export function layoutOf(diagram: Diagram, stage: Size): Layout {
  const rows = rowsOf(diagram)
  let best = layoutAbreast(rows, 1, stage)
  for (let abreast = 2; abreast <= rows.length; abreast++) {
    const other = layoutAbreast(rows, abreast, stage)
    if (scaleOn(stage, other) > WORTH_MOVING * scaleOn(stage, best)) best = other
  }
  return best
}

/** How large the picture is when the whole of it is seen; nobody needs it above its natural size. */
function scaleOn(stage: Size, { bounds, trunkX }: Layout): number {
  return Math.min(1, stage.width / trunkX, stage.height / bounds.height)
}

function layoutAbreast(rows: readonly Row[], abreast: number, stage: Size): Layout {
  const space = { width: stage.width / abreast }
  const filled = rows.map((row) => filledRow(row, space))
  const widest = Math.max(...filled.map(({ width }) => width))
  const places = abreast === 1 ? filled.map((row) => ({ ...row, width: widest })) : filled
  const shelves: Shelf[] = []
  for (let first = 0; first < places.length; first += abreast) {
    const top = (shelves.at(-1)?.bottom ?? -BENCH_GAP) + BENCH_GAP
    shelves.push(placeShelf(places.slice(first, first + abreast), top))
  }
  const width = Math.max(...shelves.map(({ right }) => right))
  return {
    benches: shelves.flatMap(({ benches }) => benches),
    capsules: shelves.flatMap(({ capsules }) => capsules),
    bounds: { x: 0, y: 0, width, height: shelves.at(-1)?.bottom ?? 0 },
    trunkX: width + TRUNK,
  }
}

/** Benches beside each other, all of one height. */
interface Shelf extends Pick<Layout, 'benches' | 'capsules'> {
  readonly right: number
  readonly bottom: number
}

function placeShelf(rows: readonly FilledRow[], top: number): Shelf {
  const plankY = top + Math.max(...rows.map(heightAbove))
  const benches: PlacedBench[] = []
  const capsules: PlacedCapsule[] = []
  let x = 0
  for (const [index, { bench, capsules: inside, width }] of rows.entries()) {
    capsules.push(...placeRow(inside, { x: x + MARGIN, y: plankY }))
    const plank = { x, y: plankY, width, height: PLANK_HEIGHT }
    const ends = { isEmpty: inside.length === 0, isJoined: index < rows.length - 1 }
    if (bench !== undefined) benches.push({ bench, plank, wireY: plankY + WIRE_INSET, ...ends })
    x += width + BENCH_GAP
  }
  return { benches, capsules, right: x - BENCH_GAP, bottom: plankY + PLANK_HEIGHT + LEGS }
}

/** How far the highest of a bench's Pods rises, and hovers before it lands. */
function heightAbove({ capsules }: FilledRow): number {
  return capsules.length === 0 ? 0 : LIFT + Math.max(...capsules.map(({ height }) => height))
}

interface Row {
  readonly bench?: Bench
  readonly capsules: readonly Capsule[]
}

/** What stands on a bench has its size. */
interface FilledRow {
  readonly bench: Bench | undefined
  readonly capsules: readonly CapsuleLayout[]
  readonly width: number
}

function filledRow({ bench, capsules }: Row, space: Space): FilledRow {
  const inside = capsules.map((capsule) => layoutCapsule(capsule, space))
  return { bench, capsules: inside, width: rowWidth(inside, space) }
}

/** Pods that have no node yet hover above the first bench that is ready. */
function rowsOf({ benches, capsules }: Diagram): readonly Row[] {
  const isPlaced = (capsule: Capsule) => benches.some((bench) => bench.name === capsule.node)
  const hovering = capsules.filter((capsule) => !isPlaced(capsule))
  const host = benches.find((bench) => bench.isReady) ?? benches[0]
  if (host === undefined) return [{ capsules: hovering }]
  return benches.map((bench) => ({
    bench,
    capsules: [
      ...capsules.filter((capsule) => capsule.node === bench.name),
      ...(bench === host ? hovering : []),
    ],
  }))
}

function rowWidth(capsules: readonly CapsuleLayout[], space: Space): number {
  const inner = capsules.reduce((sum, { width }) => sum + width + CAPSULE_GAP, -CAPSULE_GAP)
  const bench = Math.max(NARROW_BENCH_WIDTH, Math.min(BENCH_WIDTH, space.width))
  return Math.max(bench, inner + 2 * MARGIN)
}

/** Side by side from a point on the plank's upper edge. */
function placeRow(capsules: readonly CapsuleLayout[], from: Point): readonly PlacedCapsule[] {
  let { x } = from
  return capsules.map((layout) => {
    const isStanding = layout.capsule.node !== undefined
    const y = from.y - layout.height - (isStanding ? 0 : LIFT)
    const box = { x, y, width: layout.width, height: layout.height }
    x += layout.width + CAPSULE_GAP
    return { layout, box, isStanding }
  })
}
