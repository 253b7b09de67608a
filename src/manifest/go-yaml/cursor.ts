import type { Mark } from './complaint.ts'

/** Walks a text letter by letter and knows the line and column. */
export class Cursor {
  readonly #text: string
  #offset = 0
  #line = 0
  #column = 0

  constructor(text: string) {
    this.#text = text
  }

  get mark(): Mark {
    return { offset: this.#offset, line: this.#line, column: this.#column }
  }

  get line(): number {
    return this.#line
  }

  get column(): number {
    return this.#column
  }

  get offset(): number {
    return this.#offset
  }

  /** The letter at a distance; nothing behind the end. */
  letter(ahead = 0): string {
    return this.#text[this.#offset + ahead] ?? ''
  }

  looksAt(text: string): boolean {
    return this.#text.startsWith(text, this.#offset)
  }

  skip(count = 1): void {
    this.#offset += count
    this.#column += count
  }

  skipLine(): void {
    this.#offset += this.looksAt('\r\n') ? 2 : 1
    this.#line++
    this.#column = 0
  }

  skipWhile(test: (letter: string) => boolean): string {
    const start = this.#offset
    while (test(this.letter())) this.skip()
    return this.#text.slice(start, this.#offset)
  }

  /** The end of the text counts as the beginning of a line. */
  startNewLine(): void {
    if (this.#column === 0) return
    this.#column = 0
    this.#line++
  }
}

export function isBlank(letter: string): boolean {
  return letter === ' ' || letter === '\t'
}

export function isBreak(letter: string): boolean {
  return (
    letter === '\n' ||
    letter === '\r' ||
    letter === '\u0085' ||
    letter === '\u2028' ||
    letter === '\u2029'
  )
}

export function isBreakOrEnd(letter: string): boolean {
  return letter === '' || isBreak(letter)
}

export function isBlankOrEnd(letter: string): boolean {
  return isBlank(letter) || isBreakOrEnd(letter)
}
