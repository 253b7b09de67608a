import { type Piece, piecesOf, type Token, unreadable } from './tokens.ts'
import { readGoString } from './go-strings.ts'
import { GoInt, type Value } from './values.ts'

/** What one word of a command stands for. */
export type Operand =
  | { readonly kind: 'constant'; readonly value: Value }
  | { readonly kind: 'dot' }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'pipeline'; readonly pipeline: Pipeline }

export interface Term {
  readonly operand: Operand
  /** `.a.b` behind it. */
  readonly fields: readonly string[]
  readonly text: string
  /** Where in the template mistakes in it are said to be. */
  readonly at: number
}

export type Command = readonly Term[]

export interface Pipeline {
  readonly names: readonly string[]
  readonly isDeclaration: boolean
  readonly commands: readonly Command[]
  readonly text: string
}

export type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'print'; readonly pipeline: Pipeline }
  | { readonly kind: 'break' | 'continue' }
  | Branch<'if' | 'with'>
  | Branch<'range'>

interface Branch<Kind> {
  readonly kind: Kind
  readonly pipeline: Pipeline
  readonly body: readonly Node[]
  readonly otherwise: readonly Node[]
}

/** Reads a template; a mistake is a TemplateError. */
export function parseTemplate(template: string): readonly Node[] {
  return new TemplateParser(piecesOf(template)).parse()
}

class TemplateParser {
  readonly #pieces: readonly Piece[]
  #at = 0

  constructor(pieces: readonly Piece[]) {
    this.#pieces = pieces
  }

  parse(): readonly Node[] {
    const { nodes, end } = this.#list()
    if (end !== undefined) throw unreadable(end.line, `unexpected {{${end.word}}}`)
    return nodes
  }

  #list(): { nodes: readonly Node[]; end: Ending | undefined } {
    const nodes: Node[] = []
    while (this.#at < this.#pieces.length) {
      const piece = this.#pieces[this.#at++]
      if (piece === undefined) break
      if (piece.kind === 'text') {
        nodes.push(piece)
        continue
      }
      const words = new Words(piece.words, piece.line)
      const word = words.peekWord()
      if (word === 'end' || word === 'else') {
        words.take()
        return { nodes, end: { word, words, line: piece.line } }
      }
      nodes.push(this.#action(words, word))
    }
    return { nodes, end: undefined }
  }

  #action(words: Words, word: string): Node {
    switch (word) {
      case 'if':
      case 'with':
      case 'range':
        words.take()
        return this.#branch(word, words)
      case 'break':
      case 'continue':
        return { kind: word }
      default:
        return { kind: 'print', pipeline: words.pipeline() }
    }
  }

  #branch(kind: 'if' | 'with' | 'range', words: Words): Node {
    const pipeline = words.pipeline()
    const body = this.#list()
    if (body.end === undefined) throw unreadable(words.line, 'unexpected EOF')
    if (body.end.word === 'end') return { kind, pipeline, body: body.nodes, otherwise: [] }
    const next = body.end.words.peekWord()
    if (next === kind && kind !== 'range') {
      body.end.words.take()
      const otherwise = [this.#branch(kind, body.end.words)]
      return { kind, pipeline, body: body.nodes, otherwise }
    }
    const otherwise = this.#list()
    if (otherwise.end === undefined) throw unreadable(words.line, 'unexpected EOF')
    if (otherwise.end.word === 'else')
      throw unreadable(otherwise.end.line, 'expected end; found {{else}}')
    return { kind, pipeline, body: body.nodes, otherwise: otherwise.nodes }
  }
}

interface Ending {
  readonly word: 'end' | 'else'
  readonly words: Words
  readonly line: number
}

/** The words of one action. */
class Words {
  readonly line: number
  readonly #tokens: readonly Token[]
  #at = 0

  constructor(tokens: readonly Token[], line: number) {
    this.#tokens = tokens
    this.line = line
  }

  #skipSpace(): void {
    while (this.#tokens[this.#at]?.kind === 'space') this.#at++
  }

  /** The keyword that comes next, if it is a word. */
  peekWord(): string {
    this.#skipSpace()
    const token = this.#tokens[this.#at]
    return token?.kind === 'word' ? token.text : ''
  }

  take(): Token | undefined {
    this.#skipSpace()
    return this.#tokens[this.#at++]
  }

  pipeline(closer?: string): Pipeline {
    const start = this.#at
    const { names, isDeclaration } = this.#assigned()
    const commands: Command[] = []
    for (;;) {
      commands.push(this.#command(closer))
      const sign = this.take()
      if (sign === undefined || sign.text === closer) break
    }
    const text = this.#tokens
      .slice(start, this.#at - (closer === undefined ? 0 : 1))
      .map((token) => token.text)
      .join('')
      .trim()
    return { names, isDeclaration, commands, text }
  }

  /** `$x :=`, `$x =` or `$i, $x :=`. */
  #assigned(): { names: readonly string[]; isDeclaration: boolean } {
    const start = this.#at
    const names: string[] = []
    for (;;) {
      const name = this.take()
      const sign = this.take()
      if (name?.kind !== 'variable' || sign?.kind !== 'sign') break
      names.push(name.text)
      if (sign.text === ':=' || sign.text === '=')
        return { names, isDeclaration: sign.text === ':=' }
      if (sign.text !== ',') break
    }
    this.#at = start
    return { names: [], isDeclaration: false }
  }

  #command(closer: string | undefined): Command {
    const terms: Term[] = []
    for (;;) {
      this.#skipSpace()
      const token = this.#tokens[this.#at]
      if (token === undefined || token.text === '|' || token.text === closer) break
      terms.push(this.#term())
    }
    if (terms.length === 0) throw unreadable(this.line, 'missing value for command')
    return terms
  }

  #term(): Term {
    const start = this.#at
    const operand = this.#operand()
    const fields: string[] = []
    for (let next = this.#tokens[this.#at]; next?.kind === 'field'; next = this.#tokens[this.#at]) {
      fields.push(next.text.slice(1))
      this.#at++
    }
    const tokens = this.#tokens.slice(start, this.#at)
    // A chain of fields stands where its second link does.
    const place = tokens.filter(({ kind }) => kind === 'field')[1] ?? tokens[0]
    return { operand, fields, text: tokens.map(({ text }) => text).join(''), at: place?.at ?? 0 }
  }

  #operand(): Operand {
    const token = this.#tokens[this.#at]
    if (token === undefined) throw unreadable(this.line, 'missing value for command')
    if (token.kind === 'field') return { kind: 'dot' }
    this.#at++
    switch (token.kind) {
      case 'string':
        return { kind: 'constant', value: readGoString(token.text) }
      case 'number':
        return { kind: 'constant', value: numberOf(token.text) }
      case 'variable':
        return { kind: 'variable', name: token.text }
      case 'word':
        return wordOperand(token.text, this.line)
      default:
        if (token.text === '.') return { kind: 'dot' }
        if (token.text === '(') return { kind: 'pipeline', pipeline: this.pipeline(')') }
        throw unreadable(this.line, `unexpected "${token.text}" in operand`)
    }
  }
}

const FUNCTIONS = new Set([
  ...['and', 'or', 'not', 'len', 'index', 'slice', 'print', 'printf', 'println', 'html', 'js'],
  ...['urlquery', 'eq', 'ne', 'lt', 'le', 'gt', 'ge', 'exists', 'base64decode'],
])

function wordOperand(word: string, line: number): Operand {
  if (word === 'true' || word === 'false') return { kind: 'constant', value: word === 'true' }
  if (word === 'nil') return { kind: 'constant', value: null }
  if (FUNCTIONS.has(word)) return { kind: 'function', name: word }
  throw unreadable(line, `function "${word}" not defined`)
}

function numberOf(text: string): Value {
  return /^[-+]?(0[xX][0-9a-fA-F]+|\d+)$/.test(text) ? new GoInt(Number(text)) : Number(text)
}
