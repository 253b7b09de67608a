import { decimalText } from '../number-format.ts'
import { strftime } from '../strftime.ts'
import { unescape } from './escapes.ts'

/** What printf says of a word: no number at all, one with something behind it, no directive. */
export interface PrintfComplaint {
  readonly word: string
  readonly kind: 'none' | 'partial' | 'format'
}

export interface Formatted {
  readonly text: string
  readonly complaints: readonly PrintfComplaint[]
}

const TOKEN =
  /%(?:%|\([^)]*\)T|([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+)?)?[hlLjzt]*([\s\S]))|\\(?:c|[0-7]{1,3}|x[0-9a-fA-F]{1,2}|[\s\S])|[^%\\]+|[%\\]/g

export interface PrintfDialect {
  /** \\x41 */
  readonly hasHexEscapes: boolean
  /** %(format)T, which only bash has: what -1 stands for, in milliseconds since 1970. */
  readonly now: number | null
  /** %q, which only bash has; null in other shells. */
  readonly quote: ((text: string) => string) | null
}

/** printf(1): the format is used again as long as there are arguments. */
export function formatPrintf(
  format: string,
  values: readonly string[],
  dialect: PrintfDialect = { hasHexEscapes: true, now: null, quote: null },
): Formatted {
  return new Formatter(format, values, dialect).run()
}

class Formatter {
  readonly #format: string
  readonly #values: string[]
  readonly #dialect: PrintfDialect
  readonly #complaints: PrintfComplaint[] = []
  #text = ''
  #isOver = false

  constructor(format: string, values: readonly string[], dialect: PrintfDialect) {
    this.#format = format
    this.#values = [...values]
    this.#dialect = dialect
  }

  run(): Formatted {
    for (;;) {
      const before = this.#values.length
      for (const match of this.#format.matchAll(TOKEN)) {
        this.#take(match)
        if (this.#isOver) break
      }
      const isUsedUp = this.#values.length === 0 || this.#values.length === before
      if (this.#isOver || isUsedUp) return { text: this.#text, complaints: this.#complaints }
    }
  }

  #take(match: RegExpMatchArray): void {
    const [token, flags, width, precision, kind] = match
    if (token.startsWith('\\x') && !this.#dialect.hasHexEscapes) this.#text += token
    else if (token.startsWith('\\')) {
      const { text, isCut } = unescape(token, 'printf')
      this.#text += text
      this.#isOver = isCut
    } else if (token === '%%') this.#text += '%'
    else if (token.startsWith('%(') && this.#dialect.now !== null) this.#time(token)
    else if (kind === undefined) this.#text += token
    else if (this.#knows(kind))
      this.#directive(kind, {
        flags: flags ?? '',
        width: this.#size(width) ?? 0,
        precision: token.includes('.') ? (this.#size(precision) ?? 0) : undefined,
      })
    else {
      this.#complaints.push({ word: token.slice(1) + this.#following(match), kind: 'format' })
      this.#isOver = true
    }
  }

  #knows(kind: string): boolean {
    return 'diouxXcsbeEfFgGaA'.includes(kind) || (kind === 'q' && this.#dialect.quote !== null)
  }

  /** %(%F)T: the argument counts seconds; -1, or none, is now. */
  #time(token: string): void {
    const argument = this.#values.shift() ?? '-1'
    const ms = argument === '-1' ? (this.#dialect.now ?? 0) : Number(argument) * 1000
    this.#text += strftime(token.slice(2, -2) || '%X', ms)
  }

  /** The character behind a directive that does not exist: bash names it. */
  #following({ index = 0, 0: token }: RegExpMatchArray): string {
    return this.#format.slice(index + token.length, index + token.length + 2)
  }

  #size(word: string | undefined): number | undefined {
    if (word === undefined) return undefined
    return Number(word === '*' ? (this.#values.shift() ?? '0') : word)
  }

  #directive(
    kind: string,
    how: {
      readonly flags: string
      readonly width: number
      readonly precision: number | undefined
    },
  ): void {
    const { text, isCut } = this.#converted(kind, how)
    const width = Math.abs(how.width)
    const isLeft = how.flags.includes('-') || how.width < 0
    const isZeroPadded = how.flags.includes('0') && !'scbq'.includes(kind)
    this.#text += isLeft
      ? text.padEnd(width)
      : isZeroPadded
        ? zeroPadded(text, width)
        : text.padStart(width)
    this.#isOver ||= isCut
  }

  #converted(
    kind: string,
    { flags, precision }: { readonly flags: string; readonly precision: number | undefined },
  ): { readonly text: string; readonly isCut: boolean } {
    const argument = this.#values.shift()
    switch (kind) {
      case 's':
        return { text: (argument ?? '').slice(0, precision), isCut: false }
      case 'c':
        return { text: (argument ?? '').slice(0, 1), isCut: false }
      case 'b':
        return unescape(argument ?? '', 'echo')
      case 'q':
        return { text: this.#dialect.quote?.(argument ?? '') ?? '', isCut: false }
      case 'd':
      case 'i':
      case 'u':
      case 'o':
      case 'x':
      case 'X':
        return {
          text: integerText(kind, this.#integer(argument), { flags, precision }),
          isCut: false,
        }
      default:
        return {
          text: signed(decimalText(kind, this.#decimal(argument), precision), flags),
          isCut: false,
        }
    }
  }

  #integer(argument: string | undefined): bigint {
    const text = argument ?? '0'
    if (/^["']./u.test(text)) return BigInt(text.codePointAt(1) ?? 0)
    const match = /^\s*([-+]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)/.exec(text)
    const [whole = '', sign = '', digits = '0'] = match ?? []
    if (text !== '' && whole.length !== text.length)
      this.#complaints.push({ word: text, kind: match === null ? 'none' : 'partial' })
    const value = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits)
    return sign === '-' ? -value : value
  }

  #decimal(argument: string | undefined): number {
    const text = argument ?? '0'
    if (/^["']./u.test(text)) return text.codePointAt(1) ?? 0
    const match = /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?/i.exec(text)
    const whole = match?.[0] ?? ''
    if (text !== '' && whole.length !== text.length)
      this.#complaints.push({ word: text, kind: match === null ? 'none' : 'partial' })
    return Number(whole)
  }
}

function zeroPadded(text: string, width: number): string {
  const sign = /^[-+ ]/.exec(text)?.[0] ?? ''
  return sign + text.slice(sign.length).padStart(width - sign.length, '0')
}

function integerText(
  kind: string,
  value: bigint,
  { flags, precision }: { readonly flags: string; readonly precision: number | undefined },
): string {
  const digits = (base: number): string =>
    BigInt.asUintN(64, value)
      .toString(base)
      .padStart(precision ?? 0, '0')
  switch (kind) {
    case 'o':
      return (flags.includes('#') ? '0' : '') + digits(8)
    case 'x':
      return (flags.includes('#') && value !== 0n ? '0x' : '') + digits(16)
    case 'X':
      return (flags.includes('#') && value !== 0n ? '0X' : '') + digits(16).toUpperCase()
    case 'u':
      return digits(10)
    default: {
      const size = (value < 0n ? -value : value).toString().padStart(precision ?? 0, '0')
      return signed(value < 0n ? `-${size}` : size, flags)
    }
  }
}

function signed(text: string, flags: string): string {
  if (text.startsWith('-')) return text
  return (flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '') + text
}
