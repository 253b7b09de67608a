/** Which lines of two texts have no counterpart in the other one. */
export interface ChangedLines {
  readonly left: Uint8Array
  readonly right: Uint8Array
}

interface Box {
  readonly fromLeft: number
  readonly toLeft: number
  readonly fromRight: number
  readonly toRight: number
}

/**
 * The fewest lines that must go and come, by Myers' algorithm in linear space (An O(ND) Difference
 * Algorithm, 1986). Equal numbers stand for equal lines.
 */
export function changedLines(left: readonly number[], right: readonly number[]): ChangedLines {
  return new Comparison(left, right).compare()
}

class Comparison {
  readonly #left: readonly number[]
  readonly #right: readonly number[]
  readonly #changed: ChangedLines
  /** How far the search has come on each diagonal, from the start and from the end. */
  readonly #forward: Int32Array
  readonly #backward: Int32Array
  readonly #origin: number

  constructor(left: readonly number[], right: readonly number[]) {
    this.#left = left
    this.#right = right
    this.#changed = { left: new Uint8Array(left.length), right: new Uint8Array(right.length) }
    const diagonals = left.length + right.length + 3
    this.#forward = new Int32Array(diagonals)
    this.#backward = new Int32Array(diagonals)
    this.#origin = right.length + 1
  }

  compare(): ChangedLines {
    const boxes: Box[] = [
      { fromLeft: 0, toLeft: this.#left.length, fromRight: 0, toRight: this.#right.length },
    ]
    for (let box = boxes.pop(); box !== undefined; box = boxes.pop()) {
      const inner = this.#withoutSameEnds(box)
      const { fromLeft, toLeft, fromRight, toRight } = inner
      if (fromLeft === toLeft) this.#changed.right.fill(1, fromRight, toRight)
      else if (fromRight === toRight) this.#changed.left.fill(1, fromLeft, toLeft)
      else {
        const { atLeft, atRight } = this.#middle(inner)
        boxes.push({ ...inner, toLeft: atLeft, toRight: atRight })
        boxes.push({ ...inner, fromLeft: atLeft, fromRight: atRight })
      }
    }
    return this.#changed
  }

  #isSame(atLeft: number, atRight: number): boolean {
    return this.#left[atLeft] === this.#right[atRight]
  }

  #withoutSameEnds({ fromLeft, toLeft, fromRight, toRight }: Box): Box {
    let [startLeft, startRight, endLeft, endRight] = [fromLeft, fromRight, toLeft, toRight]
    while (startLeft < endLeft && startRight < endRight && this.#isSame(startLeft, startRight)) {
      startLeft++
      startRight++
    }
    while (
      startLeft < endLeft &&
      startRight < endRight &&
      this.#isSame(endLeft - 1, endRight - 1)
    ) {
      endLeft--
      endRight--
    }
    return { fromLeft: startLeft, toLeft: endLeft, fromRight: startRight, toRight: endRight }
  }

  /** A point on a shortest way, where the searches from both ends meet. */
  #middle(box: Box): { readonly atLeft: number; readonly atRight: number } {
    const { fromLeft, toLeft, fromRight, toRight } = box
    const first = new Reach(fromLeft - fromRight, box)
    const last = new Reach(toLeft - toRight, box)
    const isOdd = (first.start - last.start) % 2 !== 0
    this.#set(this.#forward, first.start, fromLeft)
    this.#set(this.#backward, last.start, toLeft)
    for (;;) {
      first.widen((diagonal) => this.#set(this.#forward, diagonal, -1))
      for (let diagonal = first.high; diagonal >= first.low; diagonal -= 2) {
        const x = this.#advance(diagonal, box)
        if (isOdd && last.has(diagonal) && this.#at(this.#backward, diagonal) <= x)
          return { atLeft: x, atRight: x - diagonal }
      }
      last.widen((diagonal) => this.#set(this.#backward, diagonal, FAR))
      for (let diagonal = last.high; diagonal >= last.low; diagonal -= 2) {
        const x = this.#retreat(diagonal, box)
        if (!isOdd && first.has(diagonal) && x <= this.#at(this.#forward, diagonal))
          return { atLeft: x, atRight: x - diagonal }
      }
    }
  }

  #advance(diagonal: number, { toLeft, toRight }: Box): number {
    const below = this.#at(this.#forward, diagonal - 1)
    const above = this.#at(this.#forward, diagonal + 1)
    let x = below < above ? above : below + 1
    while (x < toLeft && x - diagonal < toRight && this.#isSame(x, x - diagonal)) x++
    this.#set(this.#forward, diagonal, x)
    return x
  }

  #retreat(diagonal: number, { fromLeft, fromRight }: Box): number {
    const below = this.#at(this.#backward, diagonal - 1)
    const above = this.#at(this.#backward, diagonal + 1)
    let x = below < above ? below : above - 1
    while (x > fromLeft && x - diagonal > fromRight && this.#isSame(x - 1, x - 1 - diagonal)) x--
    this.#set(this.#backward, diagonal, x)
    return x
  }

  #at(reached: Int32Array, diagonal: number): number {
    return reached[this.#origin + diagonal] ?? 0
  }

  #set(reached: Int32Array, diagonal: number, x: number): void {
    reached[this.#origin + diagonal] = x
  }
}

/** Further than any line. */
const FAR = 0x7fffffff

/** The diagonals that a search has come to: every second one between two. */
class Reach {
  readonly start: number
  low: number
  high: number
  readonly #lowest: number
  readonly #highest: number

  constructor(start: number, { fromLeft, toLeft, fromRight, toRight }: Box) {
    this.start = start
    this.low = start
    this.high = start
    this.#lowest = fromLeft - toRight
    this.#highest = toLeft - fromRight
  }

  has(diagonal: number): boolean {
    return this.low <= diagonal && diagonal <= this.high
  }

  /** One further on both sides, or one less where there is nothing further. */
  widen(mark: (diagonal: number) => void): void {
    if (this.low > this.#lowest) {
      this.low--
      mark(this.low - 1)
    } else this.low++
    if (this.high < this.#highest) {
      this.high++
      mark(this.high + 1)
    } else this.high--
  }
}
