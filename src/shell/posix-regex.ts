import { RE2JS } from 're2js'
import { bracketAt } from './posix-bracket.ts'
import { RegexError } from './regex-error.ts'

export interface RegexMatch {
  readonly start: number
  readonly end: number
  /** What the groups hold, the whole match first; undefined for a group that took no part. */
  readonly groups: readonly (string | undefined)[]
}

export interface Regex {
  readonly groupCount: number
  /** The leftmost, longest match that begins at `from` or later. */
  find(text: string, from?: number): RegexMatch | undefined
}

export interface RegexStyle {
  /** BRE as of grep and sed, ERE as of grep -E and [[ =~ ]]. */
  readonly kind: 'basic' | 'extended'
  readonly ignoresCase?: boolean
}

/** Compiles a POSIX regular expression with GNU's extensions, in linear time to match. */
export function compileRegex(source: string, style: RegexStyle): Regex {
  const flags =
    RE2JS.DOTALL | RE2JS.LONGEST_MATCH | (style.ignoresCase === true ? RE2JS.CASE_INSENSITIVE : 0)
  const translated = new Translator(source, style.kind).translate()
  const compiled = RE2JS.compile(translated, flags)
  const groupCount = compiled.groupCount()
  return {
    groupCount,
    find: (text, from = 0) => {
      const matcher = compiled.matcher(text)
      if (!matcher.find(from)) return undefined
      const groups = Array.from({ length: groupCount + 1 }, (_, at) =>
        matcher.start(at) < 0 ? undefined : (matcher.group(at) ?? ''),
      )
      return { start: matcher.start(), end: matcher.end(), groups }
    },
  }
}

/** The expression that matches just that text. */
export function quoteRegex(text: string): string {
  return text.replaceAll(/[\\^$.*[\]]/g, '\\$&')
}

/** What a backslash and a letter mean in GNU's expressions, in RE2's syntax. */
const ESCAPES: Readonly<Record<string, string>> = {
  w: '\\w',
  W: '\\W',
  s: '\\s',
  S: '\\S',
  b: '\\b',
  B: '\\B',
  '<': '\\b',
  '>': '\\b',
  '`': '\\A',
  "'": '\\z',
  n: '\\n',
  t: '\\t',
}

/** Turns a POSIX expression into RE2's syntax. */
class Translator {
  readonly #source: string
  readonly #isExtended: boolean
  #at = 0
  #depth = 0

  constructor(source: string, kind: RegexStyle['kind']) {
    this.#source = source
    this.#isExtended = kind === 'extended'
  }

  translate(): string {
    const whole = this.#alternation()
    if (this.#at < this.#source.length) throw new RegexError('Unmatched ) or \\)')
    return whole
  }

  #alternation(): string {
    const branches = [this.#branch()]
    while (this.#take('|')) branches.push(this.#branch())
    return branches.join('|')
  }

  #branch(): string {
    let pieces = ''
    let isAtStart = true
    while (this.#at < this.#source.length && !this.#isNext('|') && !this.#endsGroup()) {
      const atom = this.#atom(isAtStart)
      pieces += this.#repeated(atom)
      isAtStart = atom === '^' && !this.#isExtended
    }
    return pieces
  }

  #endsGroup(): boolean {
    return this.#isNext(')') && (this.#depth > 0 || !this.#isExtended)
  }

  /** An operator: bare in extended expressions, behind a backslash in basic ones. */
  #isNext(operator: string): boolean {
    return this.#source.startsWith(this.#isExtended ? operator : `\\${operator}`, this.#at)
  }

  #take(operator: string): boolean {
    if (!this.#isNext(operator)) return false
    this.#at += this.#isExtended ? 1 : 2
    return true
  }

  #atom(isAtStart: boolean): string {
    if (this.#take('(')) return this.#group()
    const char = this.#source.charAt(this.#at)
    switch (char) {
      case '[':
        return this.#bracket()
      case '\\':
        return this.#escape()
      case '.':
        this.#at++
        return '.'
      case '^':
        this.#at++
        return this.#isExtended || isAtStart ? '^' : '\\^'
      case '$':
        this.#at++
        return this.#isExtended || this.#isAtEnd() ? '$' : '\\$'
      default:
        return this.#character()
    }
  }

  #character(): string {
    const char = String.fromCodePoint(this.#source.codePointAt(this.#at) ?? 0)
    this.#at += char.length
    return RE2JS.quote(char)
  }

  #isAtEnd(): boolean {
    return this.#at >= this.#source.length || this.#isNext('|') || this.#isNext(')')
  }

  #group(): string {
    this.#depth++
    const inner = this.#alternation()
    this.#depth--
    if (!this.#take(')')) throw new RegexError('Unmatched ( or \\(')
    return `(${inner})`
  }

  #bracket(): string {
    const { translated, length } = bracketAt(this.#source, this.#at)
    this.#at += length
    return translated
  }

  #escape(): string {
    const next = this.#source.charAt(this.#at + 1)
    if (next === '') throw new RegexError('Trailing backslash')
    if (/[1-9]/.test(next)) throw new RegexError('Back references are not supported')
    this.#at += 2
    return ESCAPES[next] ?? RE2JS.quote(next)
  }

  #repeated(atom: string): string {
    let result = atom
    for (;;) {
      const operator = this.#repetition(result === '^')
      if (operator === undefined) return result
      result = `${result.length > 1 || result === atom ? `(?:${result})` : result}${operator}`
    }
  }

  #repetition(isAfterAnchor: boolean): string | undefined {
    if (isAfterAnchor) return undefined
    if (this.#source.charAt(this.#at) === '*') {
      this.#at++
      return '*'
    }
    for (const operator of ['+', '?']) if (this.#take(operator)) return operator
    return this.#isNext('{') ? this.#interval() : undefined
  }

  #interval(): string | undefined {
    const rest = this.#source.slice(this.#at)
    const match = (this.#isExtended ? /^\{(\d*)(,?)(\d*)\}/ : /^\\\{(\d*)(,?)(\d*)\\\}/).exec(rest)
    if (match === null || (match[1] === '' && match[2] === '')) {
      if (this.#isExtended) return undefined
      throw new RegexError(rest.includes('\\}') ? 'Invalid content of \\{\\}' : 'Unmatched \\{')
    }
    const [whole, least = '', comma = '', most = ''] = match
    if (most !== '' && Number(least) > Number(most))
      throw new RegexError('Invalid content of \\{\\}')
    if (Number(least) > 1000 || Number(most) > 1000)
      throw new RegexError('Regular expression too big')
    this.#at += whole.length
    return `{${least === '' ? '0' : least}${comma}${most}}`
  }
}
