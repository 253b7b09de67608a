import type { Builtin } from './builtin.ts'
import { complainAbout, print } from './builtin.ts'
import { unescape } from './escapes.ts'

/** printf(1): the format is used again as long as there are arguments. */
export const printf: Builtin = function* (shell, args, called) {
  const isVariable = args[0] === '-v' && args.length >= 2
  const [format, ...values] = isVariable ? args.slice(2) : args[0] === '--' ? args.slice(1) : args
  if (format === undefined) {
    yield* complainAbout(shell, called, 'usage: printf [-v var] format [arguments]')
    return 2
  }
  const { text, badNumbers } = formatted(format, values)
  for (const bad of badNumbers) yield* complainAbout(shell, called, `${bad}: invalid number`)
  if (isVariable) shell.variables.set(args[1] ?? '', text)
  else yield* print(shell, text)
  return badNumbers.length > 0 ? 1 : 0
}

interface Formatted {
  readonly text: string
  readonly badNumbers: readonly string[]
}

const DIRECTIVE =
  /%(%|[-+ #0]*(?:\*|\d+)?(?:\.(?:\*|\d+))?[diouxXcsbqeEfgG])|\\(?:c|[0-7]{1,3}|x[0-9a-fA-F]{1,2}|[\s\S])|[^%\\]+|[%\\]/g

function formatted(format: string, values: readonly string[]): Formatted {
  const badNumbers: string[] = []
  let rest = [...values]
  let text = ''
  do {
    const before = rest.length
    for (const [token] of format.matchAll(DIRECTIVE)) {
      if (token.startsWith('\\')) {
        const escape = unescape(token, 'printf')
        if (escape.isCut) return { text, badNumbers }
        text += escape.text
      } else if (token.startsWith('%') && token.length > 1) {
        const shown = directive(token, rest, badNumbers)
        text += shown.text
        rest = shown.rest
        if (shown.isCut) return { text, badNumbers }
      } else text += token
    }
    if (rest.length === before) break
  } while (rest.length > 0)
  return { text, badNumbers }
}

function directive(
  token: string,
  given: readonly string[],
  badNumbers: string[],
): { readonly text: string; readonly rest: string[]; readonly isCut: boolean } {
  const rest = [...given]
  if (token === '%%') return { text: '%', rest, isCut: false }
  const match = /^%([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+))?(.)$/.exec(token)
  const [, flags = '', widthText, precisionText, kind = 's'] = match ?? []
  const sizeOf = (it: string | undefined): number | undefined =>
    it === undefined ? undefined : Number(it === '*' ? (rest.shift() ?? '0') : it)
  const width = sizeOf(widthText) ?? 0
  const precision = sizeOf(precisionText)
  const argument = rest.shift()
  const { text, isCut } = convert(kind, argument ?? '', { flags, precision, badNumbers })
  const padded = flags.includes('-')
    ? text.padEnd(width)
    : flags.includes('0') && kind !== 's'
      ? zeroPadded(text, width)
      : text.padStart(width)
  return { text: padded, rest, isCut }
}

function zeroPadded(text: string, width: number): string {
  const sign = /^[-+]/.test(text) ? text.charAt(0) : ''
  return sign + text.slice(sign.length).padStart(width - sign.length, '0')
}

function convert(
  kind: string,
  argument: string,
  how: {
    readonly flags: string
    readonly precision: number | undefined
    readonly badNumbers: string[]
  },
): { readonly text: string; readonly isCut: boolean } {
  switch (kind) {
    case 's':
      return { text: argument.slice(0, how.precision), isCut: false }
    case 'c':
      return { text: argument.slice(0, 1), isCut: false }
    case 'b':
      return unescape(argument, 'echo')
    case 'q':
      return { text: quoted(argument), isCut: false }
    case 'e':
    case 'E':
    case 'f':
    case 'g':
    case 'G':
      return { text: decimal(kind, argument, how), isCut: false }
    default:
      return { text: integer(kind, argument, how), isCut: false }
  }
}

function quoted(text: string): string {
  if (text === '') return "''"
  return text.replaceAll(/[^\w@%+=:,./-]/g, '\\$&')
}

function integer(
  kind: string,
  argument: string,
  { flags, badNumbers }: { readonly flags: string; readonly badNumbers: string[] },
): string {
  const value = integerIn(argument, badNumbers)
  const sign =
    value >= 0n && flags.includes('+') ? '+' : value >= 0n && flags.includes(' ') ? ' ' : ''
  switch (kind) {
    case 'o':
      return BigInt.asUintN(64, value).toString(8)
    case 'x':
      return (flags.includes('#') ? '0x' : '') + BigInt.asUintN(64, value).toString(16)
    case 'X':
      return (
        (flags.includes('#') ? '0X' : '') + BigInt.asUintN(64, value).toString(16).toUpperCase()
      )
    case 'u':
      return BigInt.asUintN(64, value).toString()
    default:
      return sign + value.toString()
  }
}

function integerIn(text: string, badNumbers: string[]): bigint {
  if (/^["']/.test(text)) return BigInt(text.codePointAt(1) ?? 0)
  const match = /^\s*([-+]?)(0[xX][0-9a-fA-F]+|0[0-7]*|\d+)/.exec(text)
  const [whole = '', sign = '', digits = '0'] = match ?? []
  if (text !== '' && whole.length !== text.length) badNumbers.push(text)
  const value = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits)
  return sign === '-' ? -value : value
}

function decimal(
  kind: string,
  argument: string,
  {
    precision,
    badNumbers,
  }: { readonly precision: number | undefined; readonly badNumbers: string[] },
): string {
  const value = Number(argument === '' ? '0' : argument)
  if (Number.isNaN(value)) badNumbers.push(argument)
  const finite = Number.isNaN(value) ? 0 : value
  if (kind === 'f') return finite.toFixed(precision ?? 6)
  const exponential = finite
    .toExponential(precision ?? 6)
    .replace(/e([+-])(\d)$/, (_, sign: string, digit: string) => `e${sign}0${digit}`)
  if (kind.toLowerCase() === 'e') return kind === 'E' ? exponential.toUpperCase() : exponential
  return String(Number(finite.toPrecision(precision === 0 ? 1 : (precision ?? 6))))
}

/** printf for the program of that name: what it prints, and which arguments are no numbers. */
export function formatPrintf(
  template: string,
  values: readonly string[],
): {
  readonly text: string
  readonly complaints: readonly {
    readonly word: string
    readonly kind: 'none' | 'partial'
  }[]
} {
  const { text, badNumbers } = formatted(template, values)
  return {
    text,
    complaints: badNumbers.map((word) => ({
      word,
      kind: /^\s*[-+]?\d/.test(word) ? 'partial' : 'none',
    })),
  }
}
