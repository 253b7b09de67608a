/** An amount as Kubernetes counts it: exact to a billionth, with the way it was written. */
export interface Amount {
  readonly nano: bigint
  readonly format: 'DecimalSI' | 'BinarySI' | 'DecimalExponent'
}

export type QuantityError =
  | "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
  | "unable to parse quantity's suffix"
  | 'unable to parse numeric part of quantity'

const WRONG_FORMAT: QuantityError =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
const NANO = 1_000_000_000n
const LARGEST = (2n ** 63n - 1n) * NANO
const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E']
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']

/** Reads `500m`, `64Mi`, `1e3`; words as the API server's when it is none. */
export function parseQuantity(text: string): Amount | { readonly error: QuantityError } {
  if (text === '') return { error: WRONG_FORMAT }
  const parts = /^([+-]?)(\d*)(?:\.(\d*))?(.*)$/s.exec(text)
  const [, sign = '', whole = '', fraction = '', suffix = ''] = parts ?? []
  if (whole === '' && fraction === '') return { error: WRONG_FORMAT }
  if (!/^[eEinumkKMGTP]*[-+]?\d*$/.test(suffix)) return { error: WRONG_FORMAT }
  const scale = scaleOf(suffix)
  if (scale === undefined) return { error: "unable to parse quantity's suffix" }
  const digits = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n) * NANO * scale.factor
  const nano = clamp(divideAwayFromZero(digits, scale.divisor * tenTo(fraction.length)))
  return { nano, format: scale.format }
}

/** The amount of a quantity known to be well formed. */
export function amountOf(quantity: string): Amount {
  const amount = parseQuantity(quantity)
  if ('error' in amount) throw new Error(`${quantity}: ${amount.error}`)
  return amount
}

/** As the API server prints it: `0.5` as `500m`, `1024Mi` as `1Gi`. */
export function printQuantity({ nano, format }: Amount): string {
  if (nano === 0n) return '0'
  const isSmall = nano > -1024n * NANO && nano < 1024n * NANO
  if (format === 'BinarySI' && !isSmall && nano % NANO === 0n) return printBinary(nano / NANO)
  let [mantissa, exponent] = [nano, -9]
  while (mantissa % 1000n === 0n) [mantissa, exponent] = [mantissa / 1000n, exponent + 3]
  if (format === 'DecimalExponent') return `${mantissa}${exponent === 0 ? '' : `e${exponent}`}`
  while (exponent > 18) [mantissa, exponent] = [mantissa * 1000n, exponent - 3]
  return `${mantissa}${DECIMAL[exponent / 3 + 3] ?? ''}`
}

export function canonicalQuantity(text: string): string {
  return printQuantity(amountOf(text))
}

/** Less than, equal to or greater than zero, as a is to b. */
export function compareQuantities(a: string, b: string): number {
  const [left, right] = [amountOf(a).nano, amountOf(b).nano]
  return left < right ? -1 : left > right ? 1 : 0
}

/** The sum, written in the way of the first, or of the second when the first is zero. */
export function addQuantities(a: string, b: string): string {
  const [left, right] = [amountOf(a), amountOf(b)]
  const format = left.nano === 0n ? right.format : left.format
  return printQuantity({ nano: left.nano + right.nano, format })
}

export function subtractQuantities(a: string, b: string): string {
  const [left, right] = [amountOf(a), amountOf(b)]
  const format = left.nano === 0n ? right.format : left.format
  return printQuantity({ nano: left.nano - right.nano, format })
}

/** Rounded up to thousandths: the finest that the API keeps of a container's resources. */
function roundUpToMilli(quantity: string): string {
  const { nano, format } = amountOf(quantity)
  const milli = NANO / 1000n
  return printQuantity({ nano: divideAwayFromZero(nano, milli) * milli, format })
}

/** Rounded up to whole units: bytes of memory, whole things. */
export function unitsOf(quantity: string): number {
  return Number(divideAwayFromZero(amountOf(quantity).nano, NANO))
}

/** Rounded up to thousandths: millicores. */
export function thousandthsOf(quantity: string): number {
  return Number(divideAwayFromZero(amountOf(quantity).nano, NANO / 1000n))
}

type Amounts = Readonly<Record<string, string>>

/** A list of resources, each counted to the thousandth. */
export function roundedAmounts(amounts: Amounts): Amounts {
  const entries = Object.entries(amounts)
  if (entries.every(([, amount]) => roundUpToMilli(amount) === amount)) return amounts
  return Object.fromEntries(entries.map(([name, amount]) => [name, roundUpToMilli(amount)]))
}

interface Scale {
  readonly factor: bigint
  readonly divisor: bigint
  readonly format: Amount['format']
}

function scaleOf(suffix: string): Scale | undefined {
  const binary = BINARY.indexOf(suffix)
  if (binary > 0) return { factor: 1024n ** BigInt(binary), divisor: 1n, format: 'BinarySI' }
  const decimal = DECIMAL.indexOf(suffix)
  if (decimal >= 0) return { ...powerOfTen((decimal - 3) * 3), format: 'DecimalSI' }
  const exponent = /^[eE]([-+]?\d+)$/.exec(suffix)?.[1]
  if (exponent === undefined || exponent.length > 9) return undefined
  const bounded = Math.max(-100, Math.min(100, Number(exponent)))
  return { ...powerOfTen(bounded), format: 'DecimalExponent' }
}

function powerOfTen(exponent: number): Omit<Scale, 'format'> {
  return exponent >= 0
    ? { factor: tenTo(exponent), divisor: 1n }
    : { factor: 1n, divisor: tenTo(-exponent) }
}

function tenTo(exponent: number): bigint {
  return 10n ** BigInt(exponent)
}

function divideAwayFromZero(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor
  if (dividend % divisor === 0n) return quotient
  return dividend < 0n ? quotient - 1n : quotient + 1n
}

function clamp(nano: bigint): bigint {
  return nano > LARGEST ? LARGEST : nano < -LARGEST ? -LARGEST : nano
}

function printBinary(units: bigint): string {
  let power = 0
  while (power < BINARY.length - 1 && units % 1024n === 0n) {
    units /= 1024n
    power++
  }
  return `${units}${BINARY[power] ?? ''}`
}
