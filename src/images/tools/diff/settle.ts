import type { ChangedLines } from './changed-lines.ts'

interface Side {
  readonly lines: readonly number[]
  readonly changed: Uint8Array
}

/**
 * Where a run of changed lines could as well begin some lines earlier or later, because the lines
 * repeat, it is joined to its neighbours and comes to stand where the other text has changes too,
 * otherwise as late as it can: so GNU diff tells it.
 */
export function settle(
  left: readonly number[],
  right: readonly number[],
  changed: ChangedLines,
): void {
  const sides: readonly Side[] = [
    { lines: left, changed: changed.left },
    { lines: right, changed: changed.right },
  ]
  const [first, second] = sides
  if (first === undefined || second === undefined) return
  settleSide(first, second)
  settleSide(second, first)
}

function settleSide(side: Side, other: Side): void {
  const run = new SlidingRun(side, other)
  while (run.findNext()) run.settle()
}

/** A run of changed lines, and the place in the other text that its end stands beside. */
class SlidingRun {
  readonly #side: Side
  readonly #other: Side
  #start = 0
  #end = 0
  #beside = 0

  constructor(side: Side, other: Side) {
    this.#side = side
    this.#other = other
  }

  /** On to the next run behind this one; false when there is none. */
  findNext(): boolean {
    const { changed } = this.#side
    let at = this.#end
    while (at < changed.length && changed[at] !== 1) {
      this.#passOther()
      this.#beside++
      at++
    }
    if (at === changed.length) return false
    this.#start = at
    this.#end = at
    this.#takeFollowing()
    this.#passOther()
    return true
  }

  settle(): void {
    let last = this.#slide()
    for (let length = 0; length !== this.#end - this.#start;) {
      length = this.#end - this.#start
      last = this.#slide()
    }
    while (last < this.#end) this.#slideUp()
  }

  /** Up as far as it goes, then down; gives the last end that stood beside a change. */
  #slide(): number {
    while (this.#canSlideUp()) this.#slideUp()
    let last = this.#isBesideChange() ? this.#end : this.#side.lines.length
    while (this.#canSlideDown()) if (this.#slideDown()) last = this.#end
    return last
  }

  #isBesideChange(): boolean {
    return this.#beside > 0 && this.#other.changed[this.#beside - 1] === 1
  }

  #canSlideUp(): boolean {
    const { lines } = this.#side
    return this.#start > 0 && lines[this.#start - 1] === lines[this.#end - 1]
  }

  #canSlideDown(): boolean {
    const { lines } = this.#side
    return this.#end < lines.length && lines[this.#start] === lines[this.#end]
  }

  #slideUp(): void {
    const { changed } = this.#side
    changed[--this.#start] = 1
    changed[--this.#end] = 0
    while (this.#start > 0 && changed[this.#start - 1] === 1) this.#start--
    do this.#beside--
    while (this.#other.changed[this.#beside] === 1)
  }

  /** Gives whether the other text has changes beside the new end. */
  #slideDown(): boolean {
    const { changed } = this.#side
    changed[this.#start++] = 0
    changed[this.#end++] = 1
    this.#takeFollowing()
    this.#beside++
    const before = this.#beside
    this.#passOther()
    return this.#beside > before
  }

  #takeFollowing(): void {
    const { changed } = this.#side
    while (this.#end < changed.length && changed[this.#end] === 1) this.#end++
  }

  #passOther(): void {
    const { changed } = this.#other
    while (this.#beside < changed.length && changed[this.#beside] === 1) this.#beside++
  }
}
