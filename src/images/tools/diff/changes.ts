import { type ChangedLines, changedLines } from './changed-lines.ts'
import { settle } from './settle.ts'

/** Lines that go and lines that come in their place; counted from 0. */
export interface Change {
  readonly left: number
  readonly gone: number
  readonly right: number
  readonly come: number
}

/**
 * What must change to make the right text of the left one, in order, as GNU diff finds it: of what
 * is the same at both ends it looks only at as many lines as it shows around a change.
 */
export function changesBetween(
  left: readonly number[],
  right: readonly number[],
  context: number,
): readonly Change[] {
  const { start, end } = sameEnds(left, right)
  const first = Math.max(0, start - context)
  const beyond = Math.max(0, end - context)
  const middleLeft = left.slice(first, left.length - beyond)
  const middleRight = right.slice(first, right.length - beyond)
  const changed = withoutStrangers(middleLeft, middleRight)
  settle(middleLeft, middleRight, changed)
  return changesIn(changed).map((it) => ({
    ...it,
    left: it.left + first,
    right: it.right + first,
  }))
}

/** How many lines are the same at the start, and how many of the others at the end. */
function sameEnds(left: readonly number[], right: readonly number[]) {
  const most = Math.min(left.length, right.length)
  let start = 0
  while (start < most && left[start] === right[start]) start++
  let end = 0
  while (end < most - start && left.at(-1 - end) === right.at(-1 - end)) end++
  return { start, end }
}

/** Lines that the other text does not have at all are changed whatever else is. */
function withoutStrangers(left: readonly number[], right: readonly number[]): ChangedLines {
  const known = { left: placesOf(left, new Set(right)), right: placesOf(right, new Set(left)) }
  const compared = changedLines(
    known.left.map((at) => left[at] ?? 0),
    known.right.map((at) => right[at] ?? 0),
  )
  return {
    left: spread(compared.left, known.left, left.length),
    right: spread(compared.right, known.right, right.length),
  }
}

function placesOf(lines: readonly number[], others: ReadonlySet<number>): readonly number[] {
  return lines.flatMap((line, at) => (others.has(line) ? [at] : []))
}

function spread(changed: Uint8Array, places: readonly number[], length: number): Uint8Array {
  const all = new Uint8Array(length).fill(1)
  places.forEach((at, index) => (all[at] = changed[index] ?? 0))
  return all
}

function changesIn({ left, right }: ChangedLines): readonly Change[] {
  const changes: Change[] = []
  let [atLeft, atRight] = [0, 0]
  while (atLeft < left.length || atRight < right.length) {
    const gone = runAt(left, atLeft)
    const come = runAt(right, atRight)
    if (gone > 0 || come > 0) changes.push({ left: atLeft, gone, right: atRight, come })
    atLeft += gone + 1
    atRight += come + 1
  }
  return changes
}

function runAt(changed: Uint8Array, start: number): number {
  let end = start
  while (changed[end] === 1) end++
  return end - start
}
