import { numberOf, type Value } from './values.ts'

const DIRECTIVE = /%(?:%|([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+))?[hlL]*([diouxXcseEfFgG]))/g

/** printf of awk; `textOf` gives the text of a value. */
export function format(
  template: string,
  values: readonly Value[],
  textOf: (value: Value) => string,
): string {
  let at = 0
  const next = (): Value | undefined => values[at++]
  return template.replaceAll(
    DIRECTIVE,

    (
      whole,
      flags: string | undefined,
      width: string | undefined,
      precision: string | undefined,
      kind: string | undefined,
      // eslint-disable-next-line max-params -- the signature of a replacer is the language's
    ) => {
      if (kind === undefined) return '%'
      const sizeOf = (word: string | undefined): number | undefined =>
        word === undefined ? undefined : word === '*' ? numberOf(next() ?? EMPTY) : Number(word)
      const cells = sizeOf(width) ?? 0
      const digits = sizeOf(precision)
      const value = next() ?? EMPTY
      const text = converted(kind, value, { flags: flags ?? '', digits, textOf })
      return whole === ''
        ? ''
        : padded(text, { flags: flags ?? '', cells, isNumber: !/[sc]/.test(kind) })
    },
  )
}

const EMPTY: Value = { kind: 'unset' }

interface Style {
  readonly flags: string
  readonly digits: number | undefined
  readonly textOf: (value: Value) => string
}

function converted(kind: string, value: Value, style: Style): string {
  switch (kind) {
    case 'c':
      return value.kind === 'number'
        ? String.fromCodePoint(Math.max(0, Math.trunc(value.number)))
        : style.textOf(value).slice(0, 1)
    case 's':
      return style.textOf(value).slice(0, style.digits)
    case 'd':
    case 'i':
    case 'u':
      return signed(wholeNumber(numberOf(value), style.digits), style.flags)
    case 'o':
      return Math.trunc(numberOf(value)).toString(8)
    case 'x':
      return (style.flags.includes('#') ? '0x' : '') + Math.trunc(numberOf(value)).toString(16)
    case 'X':
      return Math.trunc(numberOf(value)).toString(16).toUpperCase()
    default:
      return signed(decimal(kind, numberOf(value), style), style.flags)
  }
}

function wholeNumber(number: number, digits: number | undefined): string {
  if (!Number.isFinite(number)) return special(number)
  const text = BigInt(Math.trunc(number)).toString()
  if (digits === undefined) return text
  return text.startsWith('-')
    ? `-${text.slice(1).padStart(digits, '0')}`
    : text.padStart(digits, '0')
}

function special(number: number): string {
  if (Number.isNaN(number)) return 'nan'
  return number < 0 ? '-inf' : 'inf'
}

function signed(text: string, flags: string): string {
  if (text.startsWith('-')) return text
  return (flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '') + text
}

function decimal(kind: string, number: number, { digits, flags }: Style): string {
  if (!Number.isFinite(number)) return special(number)
  const upper = kind === kind.toUpperCase()
  const text = ((): string => {
    switch (kind.toLowerCase()) {
      case 'f':
        return number.toFixed(digits ?? 6)
      case 'e':
        return exponential(number, digits ?? 6)
      default:
        return general(number, digits ?? 6, flags.includes('#'))
    }
  })()
  return upper ? text.toUpperCase() : text
}

function exponential(number: number, digits: number): string {
  return number
    .toExponential(digits)
    .replace(/e([-+])(\d)$/, (_, sign: string, digit: string) => `e${sign}0${digit}`)
}

/** %g: whichever of %e and %f is shorter, without zeros at its end. */
export function general(number: number, digits: number, keepsZeros = false): string {
  const places = Math.max(1, digits)
  const exponent =
    number === 0 ? 0 : Number(/e([-+]\d+)$/.exec(number.toExponential(places - 1))?.[1])
  const isSmall = exponent < -4 || exponent >= places
  const text = isSmall ? exponential(number, places - 1) : number.toFixed(places - 1 - exponent)
  if (keepsZeros || !text.includes('.')) return text
  return text.replace(/\.?0+(?=e|$)/, '')
}

function padded(
  text: string,
  {
    flags,
    cells,
    isNumber,
  }: { readonly flags: string; readonly cells: number; readonly isNumber: boolean },
): string {
  const width = Math.abs(cells)
  if (flags.includes('-') || cells < 0) return text.padEnd(width)
  if (!flags.includes('0') || !isNumber) return text.padStart(width)
  const sign = /^[-+ ]/.exec(text)?.[0] ?? ''
  return sign + text.slice(sign.length).padStart(width - sign.length, '0')
}
