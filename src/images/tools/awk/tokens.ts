import type { Token } from './lexer.ts'
import { AwkError } from './syntax.ts'

/** Tokens one after another, for the parser. */
export class Tokens {
  readonly #tokens: readonly Token[]
  #at = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  get current(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', line: 0 }
  }

  get next(): Token {
    return this.#tokens[this.#at + 1] ?? { kind: 'end', line: 0 }
  }

  /** A place to come back to. */
  mark(): () => void {
    const at = this.#at
    return () => {
      this.#at = at
    }
  }

  take(): Token {
    const token = this.current
    this.#at++
    return token
  }

  is(...texts: readonly string[]): boolean {
    const token = this.current
    const isMark = token.kind === 'punctuation' || token.kind === 'keyword'
    return isMark && texts.includes(token.text)
  }

  accept(...texts: readonly string[]): string | undefined {
    if (!this.is(...texts)) return undefined
    const token = this.take()
    return 'text' in token ? token.text : undefined
  }

  expect(text: string): void {
    if (this.accept(text) === undefined) throw this.error()
  }

  name(): string {
    const token = this.current
    if (token.kind !== 'name' && token.kind !== 'function name') throw this.error()
    this.take()
    return token.text
  }

  skipNewlines(): void {
    while (this.current.kind === 'newline') this.take()
  }

  skipEnds(): void {
    while (this.current.kind === 'newline' || this.is(';')) this.take()
  }

  error(): AwkError {
    const token = this.current
    return new AwkError(`line ${token.line}: syntax error at or near ${shown(token)}`)
  }
}

function shown(token: Token): string {
  switch (token.kind) {
    case 'end':
      return 'end of file'
    case 'newline':
      return 'newline'
    case 'number':
      return `${token.value}`
    default:
      return token.text
  }
}
