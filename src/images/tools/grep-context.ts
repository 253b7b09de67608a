import type { Options } from './options.ts'

export interface NumberedLine {
  readonly text: string
  readonly number: number
  readonly isMatch: boolean
}

/** Which lines around the matches are shown: -A, -B and -C, with -- between stretches. */
export class ContextLines {
  readonly #before: number
  readonly #after: number
  #kept: NumberedLine[] = []
  #left = 0
  #lastShown = 0

  constructor(options: Options) {
    const both = Number(options.value('C') ?? 0)
    this.#before = Number(options.value('B') ?? both)
    this.#after = Number(options.value('A') ?? both)
  }

  /** Lines after the last match are still to come. */
  get wantsMore(): boolean {
    return this.#left > 0
  }

  /** What is to be shown once this line is known. */
  take(line: NumberedLine): readonly (NumberedLine | '--')[] {
    if (line.isMatch) {
      const lines = [...this.#kept, line]
      this.#kept = []
      this.#left = this.#after
      return this.#joined(lines)
    }
    if (this.#left > 0) {
      this.#left--
      return this.#joined([line])
    }
    if (this.#before > 0) this.#kept = [...this.#kept, line].slice(-this.#before)
    return []
  }

  #joined(lines: readonly NumberedLine[]): readonly (NumberedLine | '--')[] {
    const [first] = lines
    const hasGap = first !== undefined && this.#lastShown > 0 && first.number > this.#lastShown + 1
    this.#lastShown = lines.at(-1)?.number ?? this.#lastShown
    return hasGap && this.#before + this.#after > 0 ? ['--', ...lines] : lines
  }
}
