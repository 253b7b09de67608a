/** Line and column count from 1, as editors show them. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** Finds lines and columns of offsets in one text. */
export class Places {
  readonly #starts: number[] = [0]

  constructor(text: string) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1))
      this.#starts.push(at + 1)
  }

  at(offset: number): Place {
    const line = this.#lineOf(offset)
    return { line: line + 1, column: offset - (this.#starts[line] ?? 0) + 1 }
  }

  #lineOf(offset: number): number {
    let low = 0
    let high = this.#starts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((this.#starts[middle] ?? Infinity) <= offset) low = middle
      else high = middle
    }
    return low
  }
}
