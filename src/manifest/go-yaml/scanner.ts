import { type Mark, scannerComplaint } from './complaint.ts'
import { Cursor, isBlank, isBlankOrEnd, isBreak, isBreakOrEnd } from './cursor.ts'
import { skipAnchor, skipDirective, skipTag } from './properties.ts'
import { atDocumentMark, skipBlockScalar, skipPlain, skipQuoted } from './scalars.ts'

export type TokenKind =
  | 'stream end'
  | 'directive'
  | 'document start'
  | 'document end'
  | 'block sequence start'
  | 'block mapping start'
  | 'block end'
  | '['
  | ']'
  | '{'
  | '}'
  | '-'
  | ','
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar'

export interface Token {
  readonly kind: TokenKind
  readonly mark: Mark
  /** Of a tag. */
  readonly handle?: string
}

/** Where a key may have begun that shows itself as one only by the colon behind it. */
interface SimpleKey {
  readonly isRequired: boolean
  readonly token: number
  readonly mark: Mark
}

/** Farther behind its beginning a key is no key any more. */
const LONGEST_KEY = 1024

/** Cuts YAML into tokens as go-yaml v2 does: indentation becomes tokens of its own. */
export class Scanner {
  readonly #cursor: Cursor
  readonly #queue: Token[] = []
  readonly #indents: number[] = []
  readonly #keys: (SimpleKey | undefined)[] = [undefined]
  #indent = -1
  #taken = 0
  #mayKeyStart = true

  constructor(text: string) {
    this.#cursor = new Cursor(text)
  }

  peek(): Token {
    for (;;) {
      const [first] = this.#queue
      if (first !== undefined && !this.#mayBecomeKey()) return first
      this.#fetch()
    }
  }

  take(): Token {
    const token = this.peek()
    this.#queue.shift()
    this.#taken++
    return token
  }

  get #isInFlow(): boolean {
    return this.#keys.length > 1
  }

  /** Whether the next token may still turn out to begin a key. */
  #mayBecomeKey(): boolean {
    const at = this.#keys.findIndex((key) => key?.token === this.#taken)
    return at >= 0 && this.#isStillPossible(at)
  }

  #isStillPossible(at: number): boolean {
    const key = this.#keys[at]
    if (key === undefined) return false
    const { line, offset } = this.#cursor
    if (key.mark.line === line && key.mark.offset + LONGEST_KEY >= offset) return true
    if (key.isRequired) throw this.#noColon(key)
    this.#keys[at] = undefined
    return false
  }

  #noColon(key: SimpleKey) {
    return scannerComplaint("could not find expected ':'", key.mark, this.#cursor.mark)
  }

  #saveKey(): void {
    if (!this.#mayKeyStart) return
    const { mark, column } = this.#cursor
    const isRequired = !this.#isInFlow && this.#indent === column
    this.#dropKey()
    const token = this.#taken + this.#queue.length
    this.#keys[this.#keys.length - 1] = { isRequired, token, mark }
  }

  #dropKey(): void {
    const key = this.#keys.at(-1)
    if (key?.isRequired === true) throw this.#noColon(key)
    this.#keys[this.#keys.length - 1] = undefined
  }

  #fetch(): void {
    const cursor = this.#cursor
    this.#skipToToken()
    this.#unroll(cursor.column)
    const letter = cursor.letter()
    if (letter === '') this.#streamEnd()
    else if (cursor.column === 0 && letter === '%') this.#directive()
    else if (atDocumentMark(cursor)) this.#documentMark()
    else if (letter === '[' || letter === '{') this.#flowStart(letter)
    else if (letter === ']' || letter === '}') this.#flowEnd(letter)
    else if (letter === ',') this.#flowEntry()
    else if (letter === '-' && isBlankOrEnd(cursor.letter(1))) this.#blockEntry()
    else if (letter === '?' && this.#isIndicator()) this.#key()
    else if (letter === ':' && this.#isIndicator()) this.#value()
    else this.#content(letter)
  }

  #isIndicator(): boolean {
    return this.#isInFlow || isBlankOrEnd(this.#cursor.letter(1))
  }

  #content(letter: string): void {
    const cursor = this.#cursor
    const place = { indent: this.#indent, isInFlow: this.#isInFlow }
    if (letter === '*') this.#scan('alias', () => skipAnchor(cursor))
    else if (letter === '&') this.#scan('anchor', () => skipAnchor(cursor))
    else if (letter === '!') this.#tag()
    else if ((letter === '|' || letter === '>') && !this.#isInFlow) this.#blockScalar()
    else if (letter === "'" || letter === '"')
      this.#scan('scalar', () => skipQuoted(cursor, letter))
    else if (this.#startsPlain(letter)) {
      this.#mayKeyStart = this.#scan('scalar', () => skipPlain(cursor, place))
    } else
      throw scannerComplaint(
        'found character that cannot start any token',
        cursor.mark,
        cursor.mark,
      )
  }

  #startsPlain(letter: string): boolean {
    const next = this.#cursor.letter(1)
    if (letter === '-') return !isBlank(next)
    if (letter === '?' || letter === ':') return !this.#isInFlow && !isBlankOrEnd(next)
    return !isBlankOrEnd(letter) && !',[]{}#&*!|>\'"%@`'.includes(letter)
  }

  /** A piece that may be a key itself, and that no key follows on its line. */
  #scan<Result>(kind: TokenKind, skip: () => Result): Result {
    this.#saveKey()
    this.#mayKeyStart = false
    const { mark } = this.#cursor
    const result = skip()
    this.#queue.push({ kind, mark })
    return result
  }

  #tag(): void {
    this.#saveKey()
    this.#mayKeyStart = false
    const { mark } = this.#cursor
    this.#queue.push({ kind: 'tag', mark, handle: skipTag(this.#cursor) })
  }

  #blockScalar(): void {
    this.#dropKey()
    this.#mayKeyStart = true
    const { mark } = this.#cursor
    skipBlockScalar(this.#cursor, this.#indent)
    this.#queue.push({ kind: 'scalar', mark })
  }

  #streamEnd(): void {
    this.#cursor.startNewLine()
    this.#unroll(-1)
    this.#dropKey()
    this.#mayKeyStart = false
    this.#queue.push({ kind: 'stream end', mark: this.#cursor.mark })
  }

  #directive(): void {
    this.#unroll(-1)
    this.#dropKey()
    this.#mayKeyStart = false
    const { mark } = this.#cursor
    skipDirective(this.#cursor)
    this.#queue.push({ kind: 'directive', mark })
  }

  #documentMark(): void {
    this.#unroll(-1)
    this.#dropKey()
    this.#mayKeyStart = false
    this.#indicator(this.#cursor.letter() === '-' ? 'document start' : 'document end', 3)
  }

  #flowStart(bracket: '[' | '{'): void {
    this.#saveKey()
    this.#keys.push(undefined)
    this.#mayKeyStart = true
    this.#indicator(bracket)
  }

  #flowEnd(bracket: ']' | '}'): void {
    this.#dropKey()
    if (this.#isInFlow) this.#keys.pop()
    this.#mayKeyStart = false
    this.#indicator(bracket)
  }

  #flowEntry(): void {
    this.#dropKey()
    this.#mayKeyStart = true
    this.#indicator(',')
  }

  #blockEntry(): void {
    if (!this.#isInFlow) {
      this.#allowOnly('block sequence entries are not allowed in this context')
      this.#roll('block sequence start', this.#cursor.mark)
    }
    this.#dropKey()
    this.#mayKeyStart = true
    this.#indicator('-')
  }

  #key(): void {
    if (!this.#isInFlow) {
      this.#allowOnly('mapping keys are not allowed in this context')
      this.#roll('block mapping start', this.#cursor.mark)
    }
    this.#dropKey()
    this.#mayKeyStart = !this.#isInFlow
    this.#indicator('key')
  }

  #value(): void {
    const at = this.#keys.length - 1
    const key = this.#isStillPossible(at) ? this.#keys[at] : undefined
    if (key !== undefined) {
      const place = key.token - this.#taken
      this.#queue.splice(place, 0, { kind: 'key', mark: key.mark })
      this.#roll('block mapping start', key.mark, place)
      this.#keys[at] = undefined
      this.#mayKeyStart = false
    } else {
      if (!this.#isInFlow) {
        this.#allowOnly('mapping values are not allowed in this context')
        this.#roll('block mapping start', this.#cursor.mark)
      }
      this.#mayKeyStart = !this.#isInFlow
    }
    this.#indicator('value')
  }

  #allowOnly(problem: string): void {
    const { mark } = this.#cursor
    if (!this.#mayKeyStart) throw scannerComplaint(problem, mark, mark)
  }

  #indicator(kind: TokenKind, length = 1): void {
    this.#queue.push({ kind, mark: this.#cursor.mark })
    this.#cursor.skip(length)
  }

  #roll(kind: TokenKind, mark: Mark, place = this.#queue.length): void {
    if (this.#isInFlow || this.#indent >= mark.column) return
    this.#indents.push(this.#indent)
    this.#indent = mark.column
    this.#queue.splice(place, 0, { kind, mark })
  }

  #unroll(column: number): void {
    if (this.#isInFlow) return
    while (this.#indent > column) {
      this.#queue.push({ kind: 'block end', mark: this.#cursor.mark })
      this.#indent = this.#indents.pop() ?? -1
    }
  }

  #skipToToken(): void {
    const cursor = this.#cursor
    for (;;) {
      if (cursor.column === 0 && cursor.letter() === '\ufeff') cursor.skip()
      const takesTabs = this.#isInFlow || !this.#mayKeyStart
      cursor.skipWhile((letter) => letter === ' ' || (takesTabs && letter === '\t'))
      if (cursor.letter() === '#') cursor.skipWhile((letter) => !isBreakOrEnd(letter))
      if (!isBreak(cursor.letter())) return
      cursor.skipLine()
      if (!this.#isInFlow) this.#mayKeyStart = true
    }
  }
}
