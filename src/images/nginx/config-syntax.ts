/** One directive of nginx's configuration language, with what stands in its braces. */
export interface Directive {
  readonly name: string
  readonly args: readonly string[]
  readonly block?: readonly Directive[]
  readonly file: string
  readonly line: number
}

/** A configuration that nginx refuses; the message is its own, with file and line. */
export class ConfigError extends Error {
  constructor(message: string, at: { readonly file: string; readonly line: number }) {
    super(`${message} in ${at.file}:${at.line}`)
  }
}

interface Token {
  readonly text: string
  readonly kind: 'word' | ';' | '{' | '}' | 'end'
  readonly line: number
}

/** The directives of one file; included files are not read. */
export function parseConfig(text: string, file: string): readonly Directive[] {
  const tokens = tokensOf(text, file)
  const { directives, next } = parseBlock({ tokens, file, start: 0 })
  const last = tokens[next]
  if (last !== undefined && last.kind === '}')
    throw new ConfigError('unexpected "}"', { file, line: last.line })
  return directives
}

interface Parsing {
  readonly tokens: readonly Token[]
  readonly file: string
  readonly start: number
}

function parseBlock({ tokens, file, start }: Parsing): {
  readonly directives: readonly Directive[]
  readonly next: number
} {
  const directives: Directive[] = []
  let at = start
  for (;;) {
    const token = tokens[at]
    if (token === undefined || token.kind === 'end' || token.kind === '}')
      return { directives, next: at }
    const words: string[] = []
    let end = token
    while (end.kind === 'word') {
      words.push(end.text)
      end = tokens[++at] ?? end
    }
    const [name = '', ...args] = words
    if (name === '') throw new ConfigError(`unexpected "${end.kind}"`, { file, line: end.line })
    const directive = { name, args, file, line: end.line }
    if (end.kind === ';') directives.push(directive)
    else if (end.kind === '{') {
      const { directives: block, next } = parseBlock({ tokens, file, start: at + 1 })
      at = next
      if (tokens[at]?.kind !== '}')
        throw new ConfigError('unexpected end of file, expecting "}"', {
          file,
          line: tokens.at(-1)?.line ?? 1,
        })
      directives.push({ ...directive, block })
    } else if (end.kind === '}')
      throw new ConfigError(`directive "${name}" is not terminated by ";"`, {
        file,
        line: end.line,
      })
    else
      throw new ConfigError('unexpected end of file, expecting ";" or "}"', {
        file,
        line: end.line,
      })
    at++
  }
}

/** Words with or without quotes, `;`, braces; # begins a comment. */
function tokensOf(text: string, file: string): readonly Token[] {
  const tokens: Token[] = []
  let line = 1
  let at = 0
  while (at < text.length) {
    const character = text.charAt(at)
    if (character === '\n') line++
    if (/\s/.test(character)) at++
    else if (character === '#') while (at < text.length && text.charAt(at) !== '\n') at++
    else if (character === ';' || character === '{' || character === '}') {
      tokens.push({ text: character, kind: character, line })
      at++
    } else {
      const word = wordAt(text, at, { file, line })
      tokens.push({ text: word.text, kind: 'word', line })
      line += word.lines
      at = word.end
    }
  }
  return [...tokens, { text: '', kind: 'end', line }]
}

function wordAt(
  text: string,
  start: number,
  place: { readonly file: string; readonly line: number },
): { readonly text: string; readonly end: number; readonly lines: number } {
  const quote = /["']/.exec(text.charAt(start))?.[0]
  let word = ''
  let lines = 0
  let at = quote === undefined ? start : start + 1
  for (; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '\n') lines++
    if (quote === undefined ? isEndOfWord(text, at) : character === quote) break
    if (character === '\\' && at + 1 < text.length) {
      const next = text.charAt(++at)
      word += unescaped(next)
    } else word += character
  }
  if (quote !== undefined && at >= text.length)
    throw new ConfigError('unexpected end of file, expecting ";" or "}"', {
      file: place.file,
      line: place.line + lines,
    })
  return { text: word, end: quote === undefined ? at : at + 1, lines }
}

/** The brace of ${name} belongs to its word. */
function isEndOfWord(text: string, at: number): boolean {
  const character = text.charAt(at)
  if (character === '{') return text.charAt(at - 1) !== '$'
  if (character === '}') return !/\$\{[A-Za-z0-9_]*$/.test(text.slice(Math.max(0, at - 64), at))
  return /[\s;]/.test(character)
}

function unescaped(character: string): string {
  switch (character) {
    case 'n':
      return '\n'
    case 't':
      return '\t'
    case 'r':
      return '\r'
    case '"':
    case "'":
    case '\\':
      return character
    default:
      return `\\${character}`
  }
}
