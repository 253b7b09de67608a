import type { Run } from '#engine'
import type { Call } from './call.ts'
import type { LineMatcher } from './grep-matcher.ts'
import type { Options } from './options.ts'

export interface FoundLine {
  readonly text: string
  readonly number: number
  /** Bytes of the file before it. */
  readonly offset: number
  readonly isMatch: boolean
}

const COLOURS = { match: '01;31', name: '35', number: '32', mark: '36' }

/** How grep shows the lines that it has found. */
export class GrepOutput {
  readonly #call: Call
  readonly #options: Options
  readonly #how: { readonly matcher: LineMatcher; readonly isNamed: boolean }
  readonly #isColoured: boolean

  constructor(
    call: Call,
    options: Options,
    how: { readonly matcher: LineMatcher; readonly isNamed: boolean },
  ) {
    this.#call = call
    this.#options = options
    this.#how = how
    this.#isColoured = options.value('color') === 'always'
  }

  *show(path: string, line: FoundLine | '--'): Run<void> {
    if (line === '--') {
      if (!this.#options.has('no-group-separator'))
        yield* this.#call.print(`${this.#coloured('--', 'mark')}\n`)
      return
    }
    const options = this.#options
    const end = options.has('z') ? '\0' : '\n'
    if (!options.has('o')) {
      const lead = this.#lead(path, line, line.offset)
      yield* this.#call.print(lead + this.#marked(line) + end)
      return
    }
    if (!line.isMatch || options.has('v')) return
    let from = 0
    for (const part of this.#how.matcher.parts(line.text)) {
      const at = line.text.indexOf(part, from)
      from = at + part.length
      const lead = this.#lead(path, line, line.offset + at)
      yield* this.#call.print(lead + this.#coloured(part, 'match') + end)
    }
  }

  #lead(path: string, line: FoundLine, offset: number): string {
    const options = this.#options
    const mark = this.#coloured(line.isMatch ? ':' : '-', 'mark')
    const width = options.has('T') ? 4 : 0
    const number = (value: number): string =>
      this.#coloured(`${value}`.padStart(width - 2), 'number') + mark
    const lead =
      (this.#how.isNamed ? this.#coloured(path, 'name') + (options.has('Z') ? '\0' : mark) : '') +
      (options.has('n') ? number(line.number) : '') +
      (options.has('b') ? number(offset) : '')
    return options.has('T') && lead !== '' ? `${lead}\t` : lead
  }

  #marked({ text, isMatch }: FoundLine): string {
    if (!this.#isColoured || !isMatch || this.#options.has('v')) return text
    let out = ''
    let from = 0
    for (const part of this.#how.matcher.parts(text)) {
      const at = text.indexOf(part, from)
      out += text.slice(from, at) + this.#coloured(part, 'match')
      from = at + part.length
    }
    return out + text.slice(from)
  }

  #coloured(text: string, what: keyof typeof COLOURS): string {
    return this.#isColoured ? `\x1b[${COLOURS[what]}m\x1b[K${text}\x1b[m\x1b[K` : text
  }
}
