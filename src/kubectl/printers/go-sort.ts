/** Says which of two comes first; need not be consistent, as Go's need not. */
export type IsBefore<T> = (left: T, right: T) => boolean

/**
 * The order that Go's sort.Sort gives. It is not stable: equal ones change places, always in the
 * same way (pattern-defeating quicksort, golang.org/src/sort).
 */
export function goSorted<T>(items: readonly T[], isBefore: IsBefore<T>): readonly T[] {
  const sorter = new PatternSorter([...items], isBefore)
  return sorter.sorted()
}

/** Shorter stretches are sorted by insertion. */
const FEW = 12
/** Shorter stretches take their middle as the pivot. */
const NINTHER_FROM = 50
const MOST_REPAIRS = 5
const REPAIR_FROM = 50
const MOST_SWAPS = 12

type Hint = 'increasing' | 'decreasing' | 'unknown'

/** A stretch of the list, its end left out. */
interface Stretch {
  readonly from: number
  readonly to: number
}

class PatternSorter<T> {
  readonly #items: T[]
  readonly #isBefore: IsBefore<T>

  constructor(items: T[], isBefore: IsBefore<T>) {
    this.#items = items
    this.#isBefore = isBefore
  }

  sorted(): readonly T[] {
    const { length } = this.#items
    this.#sort({ from: 0, to: length }, 32 - Math.clz32(length))
    return this.#items
  }

  #less(left: number, right: number): boolean {
    return this.#isBefore(this.#items[left] as T, this.#items[right] as T)
  }

  #swap(left: number, right: number): void {
    const before = this.#items[left] as T
    this.#items[left] = this.#items[right] as T
    this.#items[right] = before
  }

  #sort(whole: Stretch, attempts: number): void {
    let { from, to } = whole
    let left = attempts
    let [wasBalanced, wasPartitioned] = [true, true]
    while (to - from > FEW) {
      if (left === 0) {
        this.#heapSort({ from, to })
        return
      }
      if (!wasBalanced) {
        this.#scatter({ from, to })
        left--
      }
      let { pivot, hint } = this.#choosePivot({ from, to })
      if (hint === 'decreasing') {
        this.#reverse({ from, to })
        pivot = to - 1 - (pivot - from)
        hint = 'increasing'
      }
      if (wasBalanced && wasPartitioned && hint === 'increasing' && this.#repair({ from, to }))
        return
      if (from > 0 && !this.#less(from - 1, pivot)) {
        from = this.#partitionEqual({ from, to }, pivot)
        continue
      }
      const split = this.#partition({ from, to }, pivot)
      wasPartitioned = split.wasPartitioned
      const [before, after] = [split.at - from, to - split.at]
      wasBalanced = Math.min(before, after) >= Math.floor((to - from) / 8)
      if (before < after) {
        this.#sort({ from, to: split.at }, left)
        from = split.at + 1
      } else {
        this.#sort({ from: split.at + 1, to }, left)
        to = split.at
      }
    }
    this.#insertionSort({ from, to })
  }

  #insertionSort({ from, to }: Stretch): void {
    for (let next = from + 1; next < to; next++)
      for (let at = next; at > from && this.#less(at, at - 1); at--) this.#swap(at, at - 1)
  }

  /** What is smaller than the pivot before it, all else after it. */
  #partition({ from, to }: Stretch, pivot: number): { at: number; wasPartitioned: boolean } {
    this.#swap(from, pivot)
    let [low, high] = [from + 1, to - 1]
    const close = (): void => {
      while (low <= high && this.#less(low, from)) low++
      while (low <= high && !this.#less(high, from)) high--
    }
    close()
    const wasPartitioned = low > high
    while (low <= high) {
      this.#swap(low++, high--)
      close()
    }
    this.#swap(high, from)
    return { at: high, wasPartitioned }
  }

  /** What equals the pivot first; where the greater ones begin. */
  #partitionEqual({ from, to }: Stretch, pivot: number): number {
    this.#swap(from, pivot)
    let [low, high] = [from + 1, to - 1]
    for (;;) {
      while (low <= high && !this.#less(from, low)) low++
      while (low <= high && this.#less(from, high)) high--
      if (low > high) return low
      this.#swap(low++, high--)
    }
  }

  /** Puts a few misplaced ones right; true when all are in order then. */
  #repair({ from, to }: Stretch): boolean {
    let at = from + 1
    for (let repairs = 0; repairs < MOST_REPAIRS; repairs++) {
      while (at < to && !this.#less(at, at - 1)) at++
      if (at === to) return true
      if (to - from < REPAIR_FROM) return false
      this.#swap(at, at - 1)
      if (at - from >= 2)
        for (let down = at - 1; down >= 1 && this.#less(down, down - 1); down--)
          this.#swap(down, down - 1)
      if (to - at >= 2)
        for (let up = at + 1; up < to && this.#less(up, up - 1); up++) this.#swap(up, up - 1)
    }
    return false
  }

  /** Breaks patterns that make for unbalanced halves; by chance that is always the same. */
  #scatter({ from, to }: Stretch): void {
    const length = to - from
    if (length < 8) return
    let chance = BigInt(length)
    const mask = (1 << (32 - Math.clz32(length))) - 1
    const middle = from + Math.floor(length / 4) * 2
    for (let each = 0; each < 3; each++) {
      chance = xorShifted(chance)
      const other = Number(BigInt.asUintN(32, chance)) & mask
      this.#swap(middle - 1 + each, from + (other >= length ? other - length : other))
    }
  }

  #choosePivot({ from, to }: Stretch): { pivot: number; hint: Hint } {
    const length = to - from
    const quarter = Math.floor(length / 4)
    const state = { swaps: 0 }
    let [low, middle, high] = [from + quarter, from + quarter * 2, from + quarter * 3]
    if (length >= NINTHER_FROM) {
      low = this.#median([low - 1, low, low + 1], state)
      middle = this.#median([middle - 1, middle, middle + 1], state)
      high = this.#median([high - 1, high, high + 1], state)
    }
    const pivot = this.#median([low, middle, high], state)
    if (state.swaps === 0) return { pivot, hint: 'increasing' }
    return { pivot, hint: state.swaps === MOST_SWAPS ? 'decreasing' : 'unknown' }
  }

  #median(places: readonly [number, number, number], state: { swaps: number }): number {
    const order = (left: number, right: number): readonly [number, number] => {
      if (!this.#less(right, left)) return [left, right]
      state.swaps++
      return [right, left]
    }
    const [low, higher] = order(places[0], places[1])
    const [middle] = order(higher, places[2])
    return order(low, middle)[1]
  }

  #reverse({ from, to }: Stretch): void {
    for (let [low, high] = [from, to - 1]; low < high; low++, high--) this.#swap(low, high)
  }

  #heapSort({ from, to }: Stretch): void {
    const length = to - from
    for (let root = Math.floor((length - 1) / 2); root >= 0; root--) this.#sink(root, length, from)
    for (let last = length - 1; last >= 0; last--) {
      this.#swap(from, from + last)
      this.#sink(0, last, from)
    }
  }

  #sink(top: number, length: number, from: number): void {
    for (let root = top; ;) {
      let child = 2 * root + 1
      if (child >= length) return
      if (child + 1 < length && this.#less(from + child, from + child + 1)) child++
      if (!this.#less(from + root, from + child)) return
      this.#swap(from + root, from + child)
      root = child
    }
  }
}

/** Marsaglia's generator, 64 bits. */
function xorShifted(seed: bigint): bigint {
  let value = seed
  value ^= BigInt.asUintN(64, value << 13n)
  value ^= value >> 7n
  return value ^ BigInt.asUintN(64, value << 17n)
}
