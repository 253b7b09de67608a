/** What a piece of YAML is, as far as colours are concerned. */
export type TokenKind = 'text' | 'key' | 'string' | 'number' | 'word' | 'comment' | 'sign'

export interface Token {
  readonly kind: TokenKind
  readonly text: string
}

/**
 * Colours for YAML, line by line. It never fails: a text that is being written is wrong most of the
 * time. What is wrong is said by the markers, not by colours.
 */
export function highlightYaml(text: string): readonly (readonly Token[])[] {
  let block: number | undefined
  return text.split('\n').map((line) => {
    const indent = line.length - line.trimStart().length
    if (block !== undefined && (line.trim() === '' || indent > block))
      return tokens([['string', line]])
    block = opensBlock(line) ? indent : undefined
    return highlightLine(line)
  })
}

/** Longer ones are nothing that a person reads. */
const LONGEST_LINE = 1000

const BLOCK = /(^|[:\s-])[|>][+-]?\d?[+-]?\s*(#.*)?$/
const KEY =
  /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#:,[\]{}'"&*!|>%@`-][^:#]*?|-[^\s:#][^:#]*?)(\s*:)(?=\s|$)/
const VALUES: readonly (readonly [TokenKind, RegExp])[] = [
  ['comment', /^#.*/],
  ['string', /^"(?:[^"\\]|\\.)*"?|^'(?:[^']|'')*'?/],
  ['sign', /^[[\]{},]|^[|>][+-]?\d?[+-]?(?=\s|$)|^[&*!][^\s,[\]{}]*/],
  ['number', /^[-+]?(?:0x[\da-f]+|0o[0-7]+|\d[\d_]*(?:\.\d*)?(?:e[-+]?\d+)?)(?=$|[\s,\]}])/i],
  ['word', /^(?:true|false|null|yes|no|on|off|~)(?=$|[\s,\]}])/i],
  ['text', /^\s+/],
  ['string', /^[^\s,[\]{}#]+|^#/],
]

function opensBlock(line: string): boolean {
  return BLOCK.test(line) && !line.trimStart().startsWith('#')
}

function highlightLine(line: string): readonly Token[] {
  if (line.length > LONGEST_LINE) return tokens([['text', line]])
  const pieces: (readonly [TokenKind, string])[] = []
  let rest = line
  const take = (kind: TokenKind, text: string) => {
    pieces.push([kind, text])
    rest = rest.slice(text.length)
  }
  take('text', /^\s*/.exec(rest)?.[0] ?? '')
  if (/^(---|\.\.\.)(\s|$)/.test(line)) take('sign', rest.slice(0, 3))
  for (let dash = /^-\s+|^-$/.exec(rest); dash !== null; dash = /^-\s+|^-$/.exec(rest))
    take('sign', dash[0])
  while (rest !== '') {
    const key = isPlaceForKey(pieces) ? KEY.exec(rest) : null
    if (key !== null) {
      take('key', key[1] ?? '')
      take('sign', key[2] ?? '')
    } else takeValue(rest, pieces, take)
  }
  return tokens(pieces)
}

function takeValue(
  rest: string,
  pieces: readonly (readonly [TokenKind, string])[],
  take: (kind: TokenKind, text: string) => void,
): void {
  for (const [kind, pattern] of VALUES) {
    const found = pattern.exec(rest)?.[0]
    if (found === undefined || found === '') continue
    if (kind === 'comment' && !endsWithSpace(pieces)) continue
    take(kind, found)
    return
  }
  take('text', rest)
}

/** Keys stand at the start of a line, after a dash, and in braces. */
function isPlaceForKey(pieces: readonly (readonly [TokenKind, string])[]): boolean {
  const last = pieces.findLast(([, text]) => text.trim() !== '')
  return last === undefined || ['-', '{', ',', '---'].includes(last[1].trim())
}

function endsWithSpace(pieces: readonly (readonly [TokenKind, string])[]): boolean {
  const last = pieces.at(-1)?.[1] ?? ''
  return last === '' || /\s$/.test(last)
}

/** Neighbours of one kind are one token. */
function tokens(pieces: readonly (readonly [TokenKind, string])[]): readonly Token[] {
  const merged: Token[] = []
  for (const [kind, text] of pieces) {
    const last = merged.at(-1)
    if (text === '') continue
    if (last?.kind === kind) merged[merged.length - 1] = { kind, text: last.text + text }
    else merged.push({ kind, text })
  }
  return merged
}
