/** A shell pattern, taken apart: what must stand at each place. */
type Token =
  | { readonly kind: 'char'; readonly char: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'many' }
  | { readonly kind: 'set'; readonly isNegated: boolean; readonly has: (char: string) => boolean }

/** A pattern in which every character that was quoted carries a backslash. */
export interface Pattern {
  matches(text: string): boolean
  /** The lengths at which a prefix of the text matches, shortest first. */
  prefixes(text: string): readonly number[]
}

/** Patterns as in the shell's case, ${x#…} and file names: * ? [a-z] [!a] [[:digit:]]. */
export function compilePattern(source: string): Pattern {
  const tokens = tokensOf(source)
  const ends = (text: string): ReadonlySet<number> => endsOf(tokens, Array.from(text))
  return {
    matches: (text) => ends(text).has(Array.from(text).length),
    prefixes: (text) => {
      const characters = Array.from(text)
      return [...ends(text)]
        .sort((a, b) => a - b)
        .map((count) => characters.slice(0, count).join('').length)
    },
  }
}

/** Whether any character of the pattern has a meaning of its own. */
export function isPattern(source: string): boolean {
  return tokensOf(source).some((token) => token.kind !== 'char')
}

/** What the pattern stands for when it is taken literally. */
export function withoutQuotes(source: string): string {
  return source.replaceAll(/\\([\s\S])/g, '$1')
}

export function quoteForPattern(text: string): string {
  return text.replaceAll(/[\\*?[\]!-]/g, '\\$&')
}

/** All places that can be reached, kept as a set: no pattern takes more than linear steps each. */
function endsOf(tokens: readonly Token[], text: readonly string[]): ReadonlySet<number> {
  let places = new Set([0])
  for (const token of tokens) {
    const next = new Set<number>()
    if (token.kind === 'many') {
      const first = Math.min(...places)
      for (let place = first; place <= text.length; place++) next.add(place)
    } else
      for (const place of places) {
        const char = text[place]
        if (char !== undefined && accepts(token, char)) next.add(place + 1)
      }
    if (next.size === 0) return next
    places = next
  }
  return places
}

function accepts(token: Exclude<Token, { kind: 'many' }>, char: string): boolean {
  switch (token.kind) {
    case 'char':
      return token.char === char
    case 'any':
      return true
    case 'set':
      return token.has(char) !== token.isNegated
  }
}

function tokensOf(source: string): readonly Token[] {
  const characters = Array.from(source)
  const tokens: Token[] = []
  for (let i = 0; i < characters.length; i++) {
    const char = characters[i] ?? ''
    const set = char === '[' ? setAt(characters, i) : undefined
    if (set !== undefined) {
      tokens.push(set.token)
      i = set.end
    } else if (char === '*') tokens.push({ kind: 'many' })
    else if (char === '?') tokens.push({ kind: 'any' })
    else if (char === '\\' && i + 1 < characters.length)
      tokens.push({ kind: 'char', char: characters[++i] ?? '' })
    else tokens.push({ kind: 'char', char })
  }
  return tokens
}

const CLASSES: Readonly<Record<string, RegExp>> = {
  alpha: /[A-Za-z]/,
  digit: /[0-9]/,
  alnum: /[A-Za-z0-9]/,
  upper: /[A-Z]/,
  lower: /[a-z]/,
  space: /\s/,
  blank: /[ \t]/,
  punct: /[!-/:-@[-`{-~]/,
  xdigit: /[0-9A-Fa-f]/,
}

function setAt(
  source: readonly string[],
  start: number,
): { readonly token: Token; readonly end: number } | undefined {
  let i = start + 1
  const isNegated = source[i] === '!' || source[i] === '^'
  if (isNegated) i++
  const first = i
  const tests: ((char: string) => boolean)[] = []
  for (; i < source.length; i++) {
    if (source[i] === ']' && i > first)
      return {
        token: { kind: 'set', isNegated, has: (char) => tests.some((test) => test(char)) },
        end: i,
      }
    const named = /^\[:(\w+):\]/.exec(source.slice(i, i + 12).join(''))
    const charClass = CLASSES[named?.[1] ?? '']
    if (named !== null && charClass !== undefined) {
      tests.push((char) => charClass.test(char))
      i += named[0].length - 1
      continue
    }
    if (source[i] === '\\') i++
    const from = source[i] ?? ''
    if (source[i + 1] === '-' && source[i + 2] !== undefined && source[i + 2] !== ']') {
      const to = source[i + 2] ?? ''
      tests.push((char) => char >= from && char <= to)
      i += 2
    } else tests.push((char) => char === from)
  }
  return undefined
}
