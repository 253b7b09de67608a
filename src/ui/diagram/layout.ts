import { type CapsuleLayout, layoutCapsule, type Space } from './capsule-layout.ts'
import type { Bench, Capsule, Diagram } from './diagram.ts'
import type { Box } from './geometry.ts'

const MARGIN = 28
const CAPSULE_GAP = 56
/** How far a Pod without a node hovers above the bench. */
const LIFT = 26
/** Room for what a bench says of itself, where the stage has it. */
const BENCH_WIDTH = 480
const PLANK_HEIGHT = 44
const BENCH_GAP = 40
const LEGS = 14
/** The cluster's wire runs along the upper edge of every plank. */
export const WIRE_INSET = 10
const TRUNK = 20

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
}

export interface PlacedCapsule {
  readonly layout: CapsuleLayout
  readonly box: Box
  /** Whether it stands on its node or still hovers. */
  readonly isStanding: boolean
}

/** Every node a bench, one below another; every Pod a capsule on its bench, side by side. */
export function layoutOf(diagram: Diagram, space: Space): Layout {
  const rows = rowsOf(diagram).map((row) => ({
    ...row,
    capsules: row.capsules.map((capsule) => layoutCapsule(capsule, space)),
  }))
  const width = Math.max(...rows.map(({ capsules }) => rowWidth(capsules, space)))
  const benches: PlacedBench[] = []
  const capsules: PlacedCapsule[] = []
  let y = 0
  for (const row of rows) {
    const top = row.capsules.length === 0 ? 0 : LIFT
    const plankY = y + top + Math.max(0, ...row.capsules.map((capsule) => capsule.height))
    capsules.push(...placeRow(row.capsules, plankY))
    if (row.bench !== undefined) {
      const plank = { x: 0, y: plankY, width, height: PLANK_HEIGHT }
      const isEmpty = row.capsules.length === 0
      benches.push({ bench: row.bench, plank, wireY: plankY + WIRE_INSET, isEmpty })
    }
    y = plankY + PLANK_HEIGHT + LEGS + BENCH_GAP
  }
  const height = y - BENCH_GAP
  const trunkX = width + TRUNK
  return { benches, capsules, bounds: { x: 0, y: 0, width, height }, trunkX }
}

interface Row {
  readonly bench?: Bench
  readonly capsules: readonly Capsule[]
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
  return Math.max(Math.min(BENCH_WIDTH, space.width), inner + 2 * MARGIN)
}

function placeRow(capsules: readonly CapsuleLayout[], plankY: number): readonly PlacedCapsule[] {
  let x = MARGIN
  return capsules.map((layout) => {
    const isStanding = layout.capsule.node !== undefined
    const y = plankY - layout.height - (isStanding ? 0 : LIFT)
    const box = { x, y, width: layout.width, height: layout.height }
    x += layout.width + CAPSULE_GAP
    return { layout, box, isStanding }
  })
}
