import { printGoJson } from '../go-json.ts'
import { internalForm } from './internal-form.ts'

/**
 * How two values of a type differ, line by line, three lines around each change. Source: the
 * API server's diff of two objects, as in its refusal of a Pod's update; the changes are found
 * as Python's difflib finds them: the longest block of equal lines first, then on both sides.
 */
export function internalDiff(typeName: string, before: object, after: object): string {
  const [a, b] = [before, after].map((it) =>
    printGoJson(internalForm(typeName, it), true).split('\n'),
  )
  return a === undefined || b === undefined ? '' : lineDiff(a, b)
}

/** The changes from `a` to `b` as unified hunks, each line ended. */
export function lineDiff(a: readonly string[], b: readonly string[]): string {
  return hunks(steps(a, b))
    .map((hunk) => printHunk(hunk, a, b))
    .join('')
}

/** A run of lines: those of `a` stand (equal), or become those of `b`. */
interface Step {
  readonly isEqual: boolean
  readonly a: Range
  readonly b: Range
}

interface Range {
  readonly from: number
  readonly to: number
}

interface Block {
  readonly a: number
  readonly b: number
  readonly size: number
}

function steps(a: readonly string[], b: readonly string[]): readonly Step[] {
  const end: Block = { a: a.length, b: b.length, size: 0 }
  const found: Step[] = []
  let [i, j] = [0, 0]
  for (const block of [...equalBlocks(a, b), end]) {
    if (i < block.a || j < block.b)
      found.push({ isEqual: false, a: { from: i, to: block.a }, b: { from: j, to: block.b } })
    ;[i, j] = [block.a + block.size, block.b + block.size]
    if (block.size > 0)
      found.push({ isEqual: true, a: { from: block.a, to: i }, b: { from: block.b, to: j } })
  }
  return found
}

/** The blocks of equal lines, in order, those that touch made one. */
function equalBlocks(a: readonly string[], b: readonly string[]): readonly Block[] {
  const places = placesOf(b)
  const blocksIn = (inA: Range, inB: Range): readonly Block[] => {
    if (inA.from >= inA.to || inB.from >= inB.to) return []
    const block = longestBlock({ a, b, places }, inA, inB)
    if (block.size === 0) return []
    const [endA, endB] = [block.a + block.size, block.b + block.size]
    return [
      ...blocksIn({ from: inA.from, to: block.a }, { from: inB.from, to: block.b }),
      block,
      ...blocksIn({ from: endA, to: inA.to }, { from: endB, to: inB.to }),
    ]
  }
  const whole = blocksIn({ from: 0, to: a.length }, { from: 0, to: b.length })
  return whole.reduce<readonly Block[]>((joined, block) => {
    const last = joined.at(-1)
    const isTouching =
      last !== undefined && last.a + last.size === block.a && last.b + last.size === block.b
    return isTouching
      ? [...joined.slice(0, -1), { ...last, size: last.size + block.size }]
      : [...joined, block]
  }, [])
}

/** From this many lines on, those that stand everywhere are no sign of a match. */
const LONG = 200

function placesOf(lines: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>()
  for (const [index, line] of lines.entries()) {
    const known = places.get(line)
    if (known === undefined) places.set(line, [index])
    else known.push(index)
  }
  if (lines.length < LONG) return places
  const most = Math.floor(lines.length / 100) + 1
  return new Map([...places].filter(([, at]) => at.length <= most))
}

interface Texts {
  readonly a: readonly string[]
  readonly b: readonly string[]
  readonly places: ReadonlyMap<string, readonly number[]>
}

function longestBlock({ a, b, places }: Texts, inA: Range, inB: Range): Block {
  let best: Block = { a: inA.from, b: inB.from, size: 0 }
  let lengths = new Map<number, number>()
  for (let i = inA.from; i < inA.to; i++) {
    const next = new Map<number, number>()
    for (const j of places.get(a[i] ?? '') ?? []) {
      if (j < inB.from || j >= inB.to) continue
      const size = (lengths.get(j - 1) ?? 0) + 1
      next.set(j, size)
      if (size > best.size) best = { a: i - size + 1, b: j - size + 1, size }
    }
    lengths = next
  }
  let { a: i, b: j, size } = best
  while (i > inA.from && j > inB.from && a[i - 1] === b[j - 1])
    [i, j, size] = [i - 1, j - 1, size + 1]
  while (i + size < inA.to && j + size < inB.to && a[i + size] === b[j + size]) size++
  return { a: i, b: j, size }
}

const CONTEXT = 3

/** The changes, with the equal lines around them; far ones apart. */
function hunks(all: readonly Step[]): readonly (readonly Step[])[] {
  const groups: Step[][] = [[]]
  for (const [index, step] of all.entries()) {
    const [isFirst, isLast] = [index === 0, index === all.length - 1]
    const group = groups.at(-1) ?? []
    if (!step.isEqual) group.push(step)
    else if (isFirst) group.push(lastLines(step))
    else if (isLast) group.push(firstLines(step))
    else if (step.a.to - step.a.from > 2 * CONTEXT) {
      group.push(firstLines(step))
      groups.push([lastLines(step)])
    } else group.push(step)
  }
  return groups.filter((group) => group.some(({ isEqual }) => !isEqual))
}

function firstLines({ isEqual, a, b }: Step): Step {
  const cut = ({ from, to }: Range) => ({ from, to: Math.min(to, from + CONTEXT) })
  return { isEqual, a: cut(a), b: cut(b) }
}

function lastLines({ isEqual, a, b }: Step): Step {
  const cut = ({ from, to }: Range) => ({ from: Math.max(from, to - CONTEXT), to })
  return { isEqual, a: cut(a), b: cut(b) }
}

function printHunk(hunk: readonly Step[], a: readonly string[], b: readonly string[]): string {
  const range = (side: 'a' | 'b') =>
    printRange({ from: hunk[0]?.[side].from ?? 0, to: hunk.at(-1)?.[side].to ?? 0 })
  const marked = (mark: string, lines: readonly string[], { from, to }: Range) =>
    lines.slice(from, to).map((line) => `${mark}${line}\n`)
  const body = hunk.flatMap((step) =>
    step.isEqual ? marked(' ', a, step.a) : [...marked('-', a, step.a), ...marked('+', b, step.b)],
  )
  return `@@ -${range('a')} +${range('b')} @@\n${body.join('')}`
}

/** A range as `diff -u` counts it: from one, and without a length when it is one line. */
function printRange({ from, to }: Range): string {
  const length = to - from
  if (length === 1) return String(from + 1)
  return `${length === 0 ? from : from + 1},${length}`
}
