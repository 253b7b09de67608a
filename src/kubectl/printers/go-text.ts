import { isJsonList, isJsonObject, type JsonValue } from '#manifest'
import { quote } from '../flags/quote.ts'

/** A value as Go's %v prints it. */
export function goText(value: JsonValue): string {
  if (value === null) return '<nil>'
  if (typeof value === 'string') return value
  if (typeof value === 'number') return goNumber(value)
  if (typeof value === 'boolean') return String(value)
  if (isJsonList(value)) return `[${value.map(goText).join(' ')}]`
  if (!isJsonObject(value)) return ''
  return `map[${byKey(value)
    .map(([key, member]) => `${key}:${goText(member)}`)
    .join(' ')}]`
}

/** A value as Go's %#v prints it. */
export function goSyntax(value: JsonValue): string {
  if (value === null) return 'interface {}(nil)'
  if (typeof value === 'string') return quote(value)
  if (typeof value === 'number') return goNumber(value)
  if (typeof value === 'boolean') return String(value)
  if (isJsonList(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`
  if (!isJsonObject(value)) return ''
  return `map[string]interface {}{${byKey(value)
    .map(([key, member]) => `${quote(key)}:${goSyntax(member)}`)
    .join(', ')}}`
}

function byKey(value: { readonly [key: string]: JsonValue }): readonly [string, JsonValue][] {
  return Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1))
}

function goNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 63) return BigInt(value).toString()
  const size = Math.abs(value)
  if (size >= 1e-4 && size < 1e21) return String(value)
  return value.toExponential().replace(/e([-+])(\d)$/, 'e$10$2')
}
