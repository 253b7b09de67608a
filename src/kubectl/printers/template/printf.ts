import { quote } from '../../flags/quote.ts'
import { integerOf, NO_VALUE, textOf, typeOf, type Value } from './values.ts'

/** Go's fmt.Sprintf. */
export function sprintf(format: string, args: readonly Value[]): string {
  let used = 0
  const text = format.replaceAll(/%([-+# 0]*)(\d*)(?:\.(\d*))?([^]?)/g, (...found: string[]) => {
    const [, flags = '', width = '', precision, verb = ''] = found
    if (verb === '%') return '%'
    if (verb === '') return '%!(NOVERB)'
    if (used >= args.length) return `%!${verb}(MISSING)`
    const value = args[used++] ?? null
    const shown = formatted(value, { verb, flags, precision })
    return padded(shown, { width: Number(width), flags, isNumber: typeof value !== 'string' })
  })
  const extra = args.slice(used)
  if (extra.length === 0) return text
  return `${text}%!(EXTRA ${extra.map((each) => `${typeOf(each)}=${textOf(each)}`).join(', ')})`
}

interface Directive {
  readonly verb: string
  readonly flags: string
  readonly precision: string | undefined
}

function formatted(value: Value, { verb, flags, precision }: Directive): string {
  const bad = `%!${verb}(${typeOf(value)}=${textOf(value)})`
  if (verb === 'v') return textOf(value)
  if (verb === 'T') return typeOf(value)
  if (value === null || value === NO_VALUE) return `%!${verb}(<nil>)`
  if (typeof value === 'boolean') return verb === 't' ? String(value) : bad
  if (typeof value === 'string') return stringText(value, verb, precision) ?? bad
  const integer = integerOf(value)
  if (integer !== undefined) return integerText(integer, verb, flags) ?? bad
  if (typeof value === 'number') return floatText(value, verb, precision) ?? bad
  return verb === 's' ? textOf(value) : bad
}

function stringText(text: string, verb: string, precision: string | undefined): string | undefined {
  const shown =
    precision === undefined ? text : Array.from(text).slice(0, Number(precision)).join('')
  switch (verb) {
    case 's':
      return shown
    case 'q':
      return quote(shown)
    case 'x':
      return Array.from(new TextEncoder().encode(shown), (byte) =>
        byte.toString(16).padStart(2, '0'),
      ).join('')
    default:
      return undefined
  }
}

function integerText(value: number, verb: string, flags: string): string | undefined {
  switch (verb) {
    case 'd':
      return flags.includes('+') && value >= 0 ? `+${value}` : String(value)
    case 'x':
      return value.toString(16)
    case 'o':
      return value.toString(8)
    case 'b':
      return value.toString(2)
    case 'c':
      return String.fromCodePoint(value)
    default:
      return undefined
  }
}

function floatText(value: number, verb: string, precision: string | undefined): string | undefined {
  switch (verb) {
    case 'f':
      return value.toFixed(precision === undefined ? 6 : Number(precision))
    case 'g':
      return textOf(value)
    case 'e':
      return value
        .toExponential(precision === undefined ? 6 : Number(precision))
        .replace(/e([-+])(\d)$/, 'e$10$2')
    default:
      return undefined
  }
}

function padded(
  text: string,
  { width, flags, isNumber }: { width: number; flags: string; isNumber: boolean },
): string {
  if (flags.includes('-')) return text.padEnd(width)
  return text.padStart(width, flags.includes('0') && isNumber ? '0' : ' ')
}
