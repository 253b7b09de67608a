import { CommandError } from '../failure.ts'

/** A bound of a slice: unknown where nothing is written. */
export interface SliceBound {
  readonly value: number
  readonly isKnown: boolean
  /** The end that `[3]` alone means. */
  readonly isDerived: boolean
}

export type JsonPathNode =
  | { readonly is: 'list'; readonly nodes: readonly JsonPathNode[] }
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'field'; readonly name: string }
  | { readonly is: 'slice'; readonly bounds: readonly [SliceBound, SliceBound, SliceBound] }
  | {
      readonly is: 'filter'
      readonly left: readonly JsonPathNode[]
      readonly right: readonly JsonPathNode[]
      readonly operator: string
    }
  | { readonly is: 'constant'; readonly value: number | boolean }
  | { readonly is: 'wildcard' }
  | { readonly is: 'recursive' }
  | { readonly is: 'union'; readonly alternatives: readonly (readonly JsonPathNode[])[] }
  | { readonly is: 'identifier'; readonly name: string }

/** Text with actions in braces, as kubectl reads it. */
export function parseTemplate(text: string): readonly JsonPathNode[] {
  return new TemplateParser(text).parse()
}

/** One action, given without its braces. */
function parseAction(text: string): readonly JsonPathNode[] {
  const [first] = parseTemplate(`{${text}}`)
  return first?.is === 'list' ? first.nodes : []
}

const TERMINATORS = new Set([' ', '\t', '\r', '\n', '', '.', ',', '[', ']', '$', '@', '{', '}'])

class TemplateParser {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  parse(): readonly JsonPathNode[] {
    const nodes: JsonPathNode[] = []
    while (this.#at < this.#text.length) {
      const brace = this.#text.indexOf('{', this.#at)
      const end = brace < 0 ? this.#text.length : brace
      if (end > this.#at) nodes.push({ is: 'text', text: this.#text.slice(this.#at, end) })
      this.#at = end
      if (brace >= 0) nodes.push(this.#action())
    }
    return nodes
  }

  #action(): JsonPathNode {
    this.#at++
    const nodes: JsonPathNode[] = []
    for (;;) {
      if (this.#looksAt('}')) {
        this.#at++
        return { is: 'list', nodes }
      }
      if (this.#looksAt('[?(')) nodes.push(this.#filter())
      else if (this.#looksAt('..')) this.#recursive(nodes)
      else nodes.push(...this.#step())
    }
  }

  #step(): readonly JsonPathNode[] {
    const letter = this.#text[this.#at] ?? ''
    if (letter === '' || letter === '\n' || letter === '\r')
      throw new CommandError('unclosed action')
    if (letter === ' ' || letter === '@' || letter === '$') {
      this.#at++
      return []
    }
    if (letter === '[') return this.#brackets()
    if (letter === '"' || letter === "'") return [this.#quoted(letter)]
    if (letter === '.') {
      this.#at++
      return [this.#field()]
    }
    if (/[-+\d]/.test(letter)) return [this.#number()]
    if (/[\p{L}\d_]/u.test(letter)) return [this.#identifier()]
    const code = letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
    throw new CommandError(`unrecognized character in action: U+${code} '${letter}'`)
  }

  #recursive(nodes: JsonPathNode[]): void {
    if (nodes.at(-1)?.is === 'recursive')
      throw new CommandError('invalid multiple recursive descent')
    this.#at += 2
    nodes.push({ is: 'recursive' })
    if (/[\p{L}\d_]/u.test(this.#text[this.#at] ?? '')) nodes.push(this.#field())
  }

  #field(): JsonPathNode {
    const start = this.#at
    while (!TERMINATORS.has(this.#text[this.#at] ?? '')) this.#at += this.#looksAt('\\') ? 2 : 1
    const name = this.#text.slice(start, this.#at).replaceAll('\\', '')
    return name === '*' ? { is: 'wildcard' } : { is: 'field', name }
  }

  #identifier(): JsonPathNode {
    const start = this.#at
    while (!TERMINATORS.has(this.#text[this.#at] ?? '')) this.#at++
    const name = this.#text.slice(start, this.#at)
    if (name === 'true' || name === 'false') return { is: 'constant', value: name === 'true' }
    return { is: 'identifier', name }
  }

  #number(): JsonPathNode {
    const [text = ''] = /^[-+]?[\d.]*/.exec(this.#text.slice(this.#at)) ?? []
    this.#at += text.length
    if (!/^[-+]?(\d+\.?\d*|\.\d+)$/.test(text))
      throw new CommandError(`cannot parse number ${text}`)
    return { is: 'constant', value: Number(text) }
  }

  #quoted(quote: string): JsonPathNode {
    for (let end = this.#at + 1; ; end++) {
      const letter = this.#text[end] ?? ''
      if (letter === '' || letter === '\n') throw new CommandError('unterminated quoted string')
      if (letter !== quote || this.#text[end - 1] === '\\') continue
      const text = unescaped(this.#text.slice(this.#at + 1, end))
      this.#at = end + 1
      return { is: 'text', text }
    }
  }

  #brackets(): readonly JsonPathNode[] {
    const end = this.#text.indexOf(']', this.#at)
    const newline = this.#text.indexOf('\n', this.#at)
    if (end < 0 || (newline >= 0 && newline < end)) throw new CommandError('unterminated array')
    const inside = this.#text.slice(this.#at + 1, end)
    this.#at = end + 1
    if (inside.includes(',')) {
      const parts = inside.split(',').map((part) => parseAction(`[${part.trim()}]`))
      return [{ is: 'union', alternatives: parts }]
    }
    const [, key] = /^'([^']*)'$/.exec(inside) ?? []
    return key === undefined ? [sliceOf(inside === '*' ? ':' : inside)] : parseAction(`.${key}`)
  }

  #filter(): JsonPathNode {
    this.#at += 3
    const start = this.#at
    const end = this.#endOfFilter()
    if (this.#text[end + 1] !== ']') throw new CommandError('unclosed array expect ]')
    this.#at = end + 2
    const text = this.#text.slice(start, end)
    const [, left = '', operator, right = ''] = /^([^!<>=]+)([!<>=]+)(.+?)$/.exec(text) ?? []
    if (operator === undefined)
      return { is: 'filter', left: parseAction(text), right: [], operator: 'exists' }
    return { is: 'filter', left: parseAction(left), right: parseAction(right), operator }
  }

  /** The closing parenthesis that is in no quotes. */
  #endOfFilter(): number {
    let quote = ''
    for (let at = this.#at; ; at++) {
      const letter = this.#text[at] ?? ''
      if (letter === '' || letter === '\n') throw new CommandError('unterminated filter')
      if (quote === '' && (letter === '"' || letter === "'")) quote = letter
      else if (letter === quote && this.#text[at - 1] !== '\\') quote = ''
      else if (letter === ')' && quote === '') return at
    }
  }

  #looksAt(text: string): boolean {
    return this.#text.startsWith(text, this.#at)
  }
}

function sliceOf(text: string): JsonPathNode {
  const parts = /^(-?\d*)(:-?\d*)?(:-?\d*)?$/.exec(text)
  if (parts === null) throw new CommandError(`invalid array index ${text}`)
  const [, first = '', second, third] = parts
  const start = boundOf(first)
  const end =
    second === undefined
      ? { value: start.value + 1, isKnown: true, isDerived: true }
      : boundOf(second.slice(1))
  return { is: 'slice', bounds: [start, end, boundOf((third ?? '').slice(1))] }
}

function boundOf(text: string): SliceBound {
  return { value: Number(text), isKnown: text !== '', isDerived: false }
}

const ESCAPES = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
])

function unescaped(text: string): string {
  return text.replace(/\\(u[\da-fA-F]{4}|x[\da-fA-F]{2}|.)/g, (_, escape: string) =>
    /^[ux]./.test(escape)
      ? String.fromCharCode(parseInt(escape.slice(1), 16))
      : (ESCAPES.get(escape) ?? escape),
  )
}
