import { AwkError } from './syntax.ts'

export type Token =
  | { readonly kind: 'number'; readonly value: number; readonly line: number }
  | {
      readonly kind: 'string' | 'regex' | 'name' | 'function name' | 'keyword' | 'punctuation'
      readonly text: string
      readonly line: number
    }
  | { readonly kind: 'newline'; readonly line: number }
  | { readonly kind: 'end'; readonly line: number }

const KEYWORDS = new Set(
  'BEGIN END function func if else while for do break continue next exit return delete in getline print printf'.split(
    ' ',
  ),
)

const PUNCTUATION =
  /^(?:&&|\|\||\+\+|--|\+=|-=|\*=|\/=|%=|\^=|\*\*=|==|<=|>=|!=|>>|\*\*|!~|[-+*/%^!<>=~?:,;(){}[\]$|])/

/** Takes a program apart. */
export function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = []
  let line = 1
  let at = 0
  while (at < source.length) {
    const rest = source.slice(at)
    const skipped = /^(?:[ \t\r]+|\\\r?\n|#[^\n]*)+/.exec(rest)?.[0]
    if (skipped !== undefined) {
      line += skipped.split('\n').length - 1
      at += skipped.length
      continue
    }
    const { token, length } = tokenAt(rest, line, mayBeRegex(tokens.at(-1)))
    tokens.push(token)
    if (token.kind === 'newline') line++
    at += length
  }
  return [...tokens, { kind: 'end', line }]
}

/** After a value a slash divides. */
function mayBeRegex(last: Token | undefined): boolean {
  if (last === undefined) return true
  switch (last.kind) {
    case 'number':
    case 'string':
    case 'regex':
    case 'name':
      return false
    case 'punctuation':
      return !/^(?:\)|\]|\$|\+\+|--)$/.test(last.text)
    default:
      return true
  }
}

function tokenAt(
  rest: string,
  line: number,
  isRegexPossible: boolean,
): { readonly token: Token; readonly length: number } {
  if (rest.startsWith('\n')) return { token: { kind: 'newline', line }, length: 1 }
  const number = /^(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/.exec(rest)?.[0]
  if (number !== undefined)
    return { token: { kind: 'number', value: Number(number), line }, length: number.length }
  if (rest.startsWith('"')) return stringAt(rest, line)
  if (isRegexPossible && rest.startsWith('/')) return regexAt(rest, line)
  const name = /^[A-Za-z_]\w*/.exec(rest)?.[0]
  if (name !== undefined) return { token: nameToken(rest, name, line), length: name.length }
  const mark = PUNCTUATION.exec(rest)?.[0]
  if (mark === undefined)
    throw new AwkError(`line ${line}: syntax error at or near ${rest.charAt(0)}`)
  return { token: { kind: 'punctuation', text: mark, line }, length: mark.length }
}

function nameToken(rest: string, name: string, line: number): Token {
  if (KEYWORDS.has(name))
    return { kind: 'keyword', text: name === 'func' ? 'function' : name, line }
  const isCall = rest.charAt(name.length) === '('
  return { kind: isCall ? 'function name' : 'name', text: name, line }
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
  '/': '/',
}

function stringAt(rest: string, line: number): { readonly token: Token; readonly length: number } {
  const match = /^"((?:[^"\\\n]|\\[\s\S])*)"/.exec(rest)
  if (match === null)
    throw new AwkError(`line ${line}: runaway string constant ${rest.slice(0, 10)} ...`)
  const text = unescapeText(match[1] ?? '')
  return { token: { kind: 'string', text, line }, length: match[0].length }
}

/** What backslashes mean in a string, also of -v and on the command line. */
export function unescapeText(text: string): string {
  return text.replaceAll(/\\([0-7]{1,3}|[\s\S])/g, (whole, code: string) => {
    if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8))
    if (code === '\n') return ''
    return ESCAPES[code] ?? whole
  })
}

function regexAt(rest: string, line: number): { readonly token: Token; readonly length: number } {
  const match = /^\/((?:[^/\\\n[]|\\.|\[\^?\]?(?:[^\]\\\n]|\\.|\[:\w+:\])*\])*)\//.exec(rest)
  if (match === null)
    throw new AwkError(`line ${line}: runaway regular expression ${rest.slice(0, 10)} ...`)
  const text = (match[1] ?? '').replaceAll('\\/', '/')
  return { token: { kind: 'regex', text, line }, length: match[0].length }
}
