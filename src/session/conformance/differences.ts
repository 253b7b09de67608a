import type { Expected } from './scenario.ts'

/** Where a value is not as expected, one line for each place; nothing where it conforms. */
export function differences(value: unknown, expected: Expected | undefined, at = ''): string[] {
  if (expected === undefined) return value === undefined ? [] : [`${at}: is there`]
  if (expected instanceof RegExp)
    return expected.test(String(value)) ? [] : [`${at}: ${show(value)} is not ${expected.source}`]
  if (Array.isArray(expected)) {
    const parts = expected as readonly Expected[]
    if (!Array.isArray(value) || value.length !== parts.length)
      return [`${at}: ${show(value)} is not a list of ${parts.length}`]
    return parts.flatMap((it, index) => differences(value[index], it, `${at}[${index}]`))
  }
  if (typeof expected === 'object' && expected !== null) {
    if (typeof value !== 'object' || value === null) return [`${at}: ${show(value)} is no object`]
    const fields = new Map<string, unknown>(Object.entries(value))
    return Object.entries(expected).flatMap(([field, it]) =>
      differences(fields.get(field), it, `${at}.${field}`),
    )
  }
  return value === expected ? [] : [`${at}: ${show(value)} is not ${show(expected)}`]
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value)
}
