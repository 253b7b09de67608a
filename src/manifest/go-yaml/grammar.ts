import { Complaint, grammarComplaint, type Mark } from './complaint.ts'
import { Scanner, type Token, type TokenKind } from './scanner.ts'

/** Deeper nesting is refused, so that no host's stack decides. */
const MAX_DEPTH = 500

/**
 * Walks the first document as go-yaml v2 does and gives where it ends: kubectl reads no further.
 * Throws a Complaint where go-yaml refuses the text.
 */
export function endOfDocument(text: string): number {
  return new Grammar(text).document()
}

interface NodePlace {
  readonly isBlock: boolean
  /** A list may stand at the indentation of its key. */
  readonly isIndentless: boolean
}

const BLOCK: NodePlace = { isBlock: true, isIndentless: false }
const BLOCK_OR_INDENTLESS: NodePlace = { isBlock: true, isIndentless: true }
const FLOW: NodePlace = { isBlock: false, isIndentless: false }

/** Walks the tokens of the first document by the productions of YAML 1.1. */
class Grammar {
  readonly #scanner: Scanner
  #depth = 0

  constructor(text: string) {
    this.#scanner = new Scanner(text)
  }

  document(): number {
    if (this.#is('directive', 'document start')) {
      while (this.#is('directive')) this.#take()
      const token = this.#peek()
      if (token.kind !== 'document start')
        throw grammarComplaint('did not find expected <document start>', token.mark, token.mark)
      this.#take()
      if (!this.#is('directive', 'document start', 'document end', 'stream end')) this.#node(BLOCK)
    } else if (!this.#is('stream end')) this.#node(BLOCK)
    return this.#peek().mark.offset
  }

  #node(place: NodePlace): void {
    if (++this.#depth > MAX_DEPTH) {
      const { offset } = this.#peek().mark
      throw new Complaint(`yaml: exceeded max depth of ${MAX_DEPTH}`, offset)
    }
    if (this.#is('alias')) this.#take()
    else this.#properties(place)
    this.#depth--
  }

  #properties(place: NodePlace): void {
    const began = this.#peek().mark
    let hasProperties = false
    for (const kind of this.#is('tag') ? ['tag', 'anchor'] : ['anchor', 'tag']) {
      if (this.#peek().kind !== kind) continue
      this.#checkHandle(this.#take(), began)
      hasProperties = true
    }
    if (!this.#body(place) && !hasProperties)
      throw grammarComplaint('did not find expected node content', began, this.#peek().mark)
  }

  #checkHandle({ handle = '', mark }: Token, began: Mark): void {
    if (!['', '!', '!!'].includes(handle))
      throw grammarComplaint('found undefined tag handle', began, mark)
  }

  /** False when there is nothing that a node can be made of. */
  #body({ isBlock, isIndentless }: NodePlace): boolean {
    const { kind } = this.#peek()
    if (isIndentless && kind === '-') this.#indentlessSequence()
    else if (kind === 'scalar') this.#take()
    else if (kind === '[') this.#flowSequence()
    else if (kind === '{') this.#flowMapping()
    else if (isBlock && kind === 'block sequence start') this.#blockSequence()
    else if (isBlock && kind === 'block mapping start') this.#blockMapping()
    else return false
    return true
  }

  #blockSequence(): void {
    const began = this.#take().mark
    while (this.#is('-')) {
      this.#take()
      if (!this.#is('-', 'block end')) this.#node(BLOCK)
    }
    this.#expect('block end', "did not find expected '-' indicator", began)
  }

  #indentlessSequence(): void {
    while (this.#is('-')) {
      this.#take()
      if (!this.#is('-', 'key', 'value', 'block end')) this.#node(BLOCK)
    }
  }

  #blockMapping(): void {
    const began = this.#take().mark
    while (this.#is('key')) {
      this.#take()
      if (!this.#is('key', 'value', 'block end')) this.#node(BLOCK_OR_INDENTLESS)
      if (!this.#is('value')) continue
      this.#take()
      if (!this.#is('key', 'value', 'block end')) this.#node(BLOCK_OR_INDENTLESS)
    }
    this.#expect('block end', 'did not find expected key', began)
  }

  #flowSequence(): void {
    const began = this.#take().mark
    for (let isFirst = true; !this.#is(']'); isFirst = false) {
      if (!isFirst) this.#expect(',', "did not find expected ',' or ']'", began)
      if (this.#is('key')) this.#pair()
      else if (!this.#is(']')) this.#node(FLOW)
    }
    this.#take()
  }

  /** `[a: b]`: a mapping of one entry. */
  #pair(): void {
    this.#take()
    if (this.#is('value', ',', ']')) this.#take()
    else this.#node(FLOW)
    if (!this.#is('value')) return
    this.#take()
    if (!this.#is(',', ']')) this.#node(FLOW)
  }

  #flowMapping(): void {
    const began = this.#take().mark
    for (let isFirst = true; !this.#is('}'); isFirst = false) {
      if (!isFirst) this.#expect(',', "did not find expected ',' or '}'", began)
      if (this.#is('key')) this.#flowEntry()
      else if (!this.#is('}')) this.#node(FLOW)
    }
    this.#take()
  }

  #flowEntry(): void {
    this.#take()
    if (!this.#is('value', ',', '}')) this.#node(FLOW)
    if (!this.#is('value')) return
    this.#take()
    if (!this.#is(',', '}')) this.#node(FLOW)
  }

  #expect(kind: TokenKind, problem: string, began: Mark): void {
    const token = this.#peek()
    if (token.kind !== kind) throw grammarComplaint(problem, began, token.mark)
    this.#take()
  }

  #is(...kinds: readonly TokenKind[]): boolean {
    return kinds.includes(this.#peek().kind)
  }

  #peek(): Token {
    return this.#scanner.peek()
  }

  #take(): Token {
    return this.#scanner.take()
  }
}
