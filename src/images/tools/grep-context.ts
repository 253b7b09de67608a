import type { Call } from './call.ts'
import type { FoundLine } from './grep-output.ts'
import type { Options } from './options.ts'

/** Which lines around the matches are shown: -A, -B and -C, with -- between stretches. */
export class ContextLines {
  readonly #before: number
  readonly #after: number
  readonly #isAsked: boolean
  #kept: FoundLine[] = []
  #left = 0
  #lastShown = 0

  constructor(call: Pick<Call, 'isBusybox'>, options: Options) {
    const both = Number(options.value('C') ?? 0)
    this.#before = Number(options.value('B') ?? both)
    this.#after = Number(options.value('A') ?? both)
    // -A 0 parts the matches for GNU grep, and nothing for that of busybox.
    this.#isAsked = call.isBusybox ? this.#before + this.#after > 0 : options.has('A', 'B', 'C')
  }

  /** Lines after the last match are still to come. */
  get wantsMore(): boolean {
    return this.#left > 0
  }

  /** What is to be shown once this line is known. */
  take(line: FoundLine): readonly (FoundLine | '--')[] {
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

  #joined(lines: readonly FoundLine[]): readonly (FoundLine | '--')[] {
    const [first] = lines
    const hasGap = first !== undefined && this.#lastShown > 0 && first.number > this.#lastShown + 1
    this.#lastShown = lines.at(-1)?.number ?? this.#lastShown
    return hasGap && this.#isAsked ? ['--', ...lines] : lines
  }
}
