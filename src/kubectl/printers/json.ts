import type { JsonValue } from '#manifest'

/** JSON as Go's encoding/json writes maps: keys sorted, and `<`, `>`, `&` escaped. */
export function goJson(value: unknown): string {
  return write(withSortedKeys(value), '', '')
}

/** As -o json prints it, with the keys in their own order; ends with a newline. */
export function goJsonIndented(value: unknown): string {
  return `${write(value, '    ', '\n')}\n`
}

/** As Go has it that knows no type for it: all objects become maps, and maps are sorted. */
export function withSortedKeys(value: JsonValue): JsonValue
export function withSortedKeys(value: unknown): unknown
export function withSortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSortedKeys)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return Object.fromEntries(members.map(([key, member]) => [key, withSortedKeys(member)]))
}

/** As a server writes it: the keys in their own order. */
export function compactJson(value: unknown): string {
  return escaped(JSON.stringify(value))
}

/** `step`: indentation of one level; `line`: a newline and the indentation so far, or nothing. */
function write(value: unknown, step: string, line: string): string {
  if (Array.isArray(value)) {
    const items = value.map((item) => write(item ?? null, step, line + step))
    return enclosed('[]', items, { step, line })
  }
  if (typeof value !== 'object' || value === null) return scalar(value)
  const colon = step === '' ? ':' : ': '
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => scalar(key) + colon + write(member, step, line + step))
  return enclosed('{}', members, { step, line })
}

function enclosed(
  brackets: '[]' | '{}',
  items: readonly string[],
  { step, line }: { readonly step: string; readonly line: string },
): string {
  const [open = '', close = ''] = brackets
  if (items.length === 0) return brackets
  return open + line + step + items.join(`,${line}${step}`) + line + close
}

function scalar(value: unknown): string {
  return escaped(JSON.stringify(value))
}

function escaped(json: string): string {
  return json.replace(
    /[<>&\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
