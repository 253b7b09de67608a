// Places in the picture, in pixels at its natural size; y grows downwards.

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Box extends Point {
  readonly width: number
  readonly height: number
}

export function centreX(box: Box): number {
  return box.x + box.width / 2
}

export function bottomOf(box: Box): number {
  return box.y + box.height
}

export function rightOf(box: Box): number {
  return box.x + box.width
}

/** An SVG path along the points, with its corners rounded where there is room. */
export function pathThrough(points: readonly Point[], radius: number): string {
  return points.map((point, index) => segmentTo(points, index, { point, radius })).join(' ')
}

function segmentTo(
  points: readonly Point[],
  index: number,
  { point, radius }: { readonly point: Point; readonly radius: number },
): string {
  const before = points[index - 1]
  const after = points[index + 1]
  if (before === undefined) return `M ${point.x} ${point.y}`
  if (after === undefined) return `L ${point.x} ${point.y}`
  const room = Math.min(radius, distance(before, point) / 2, distance(point, after) / 2)
  const enter = towards(point, before, room)
  const leave = towards(point, after, room)
  return `L ${enter.x} ${enter.y} Q ${point.x} ${point.y} ${leave.x} ${leave.y}`
}

export function lengthOf(points: readonly Point[]): number {
  return points
    .slice(1)
    .reduce((sum, point, index) => sum + distance(points[index] ?? point, point), 0)
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

function towards(from: Point, to: Point, by: number): Point {
  const whole = distance(from, to)
  if (whole === 0) return from
  return {
    x: round(from.x + ((to.x - from.x) * by) / whole),
    y: round(from.y + ((to.y - from.y) * by) / whole),
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
