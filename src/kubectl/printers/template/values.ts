import { isJsonList, isJsonObject, type JsonValue } from '#manifest'

/** A whole number of Go's type int, as templates count; those of the data are of type int64. */
export class GoInt {
  readonly value: number

  constructor(value: number) {
    this.value = value
  }
}

/** Go's zero value of a key that a map does not have. */
export const NO_VALUE = { isMissing: true } as const

export type Value = JsonValue | GoInt | typeof NO_VALUE

/** Whether `if` and `and` take it for true. */
export function isTrue(value: Value): boolean {
  if (value instanceof GoInt) return value.value !== 0
  if (value === NO_VALUE || value === null) return false
  if (typeof value === 'string' || isJsonList(value)) return value.length > 0
  if (isJsonObject(value)) return Object.keys(value).length > 0
  return Boolean(value)
}

/** As Go's %v prints it, at the top of an action. */
export function printed(value: Value): string {
  if (value === NO_VALUE || value === null) return '<no value>'
  return textOf(value)
}

/** As Go's %v prints it. */
export function textOf(value: Value): string {
  if (value === NO_VALUE || value === null) return '<nil>'
  if (value instanceof GoInt) return String(value.value)
  if (typeof value === 'number') return Number.isInteger(value) ? whole(value) : goFloat(value)
  if (typeof value === 'string' || typeof value === 'boolean') return String(value)
  if (isJsonList(value)) return `[${value.map(textOf).join(' ')}]`
  if (!isJsonObject(value)) return ''
  return `map[${keysOf(value)
    .map((key) => `${key}:${textOf(memberOf(value, key))}`)
    .join(' ')}]`
}

export function keysOf(value: { readonly [key: string]: JsonValue }): readonly string[] {
  return Object.keys(value).sort()
}

export function memberOf(value: { readonly [key: string]: JsonValue }, key: string): Value {
  return Object.hasOwn(value, key) ? (value[key] ?? null) : NO_VALUE
}

/** The type as Go names it. */
export function typeOf(value: Value): string {
  if (value instanceof GoInt) return 'int'
  if (value === NO_VALUE || value === null) return '<nil>'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64'
  if (typeof value === 'string') return 'string'
  if (typeof value === 'boolean') return 'bool'
  return isJsonList(value) ? '[]interface {}' : 'map[string]interface {}'
}

function whole(value: number): string {
  return BigInt(value).toString()
}

/** %g with as many digits as it takes. */
function goFloat(value: number): string {
  const [digits = '', exponent = '0'] = value.toExponential().split('e')
  const power = Number(exponent)
  if (power >= -4 && power < 6) return String(value)
  const sign = power < 0 ? '-' : '+'
  return `${digits}e${sign}${String(Math.abs(power)).padStart(2, '0')}`
}

/** The number itself, if it is a whole one. */
export function integerOf(value: Value): number | undefined {
  if (value instanceof GoInt) return value.value
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined
}
