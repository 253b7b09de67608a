/** A value as a Go program holds it, ready to be written as JSON; a Map is a struct or a map. */
export type GoValue =
  string | number | boolean | null | readonly GoValue[] | ReadonlyMap<string, GoValue>

/**
 * JSON as Go's encoding/json writes it: `<`, `>` and `&` escaped, on one line, or indented by one
 * blank a level when `isPretty`.
 */
export function printGoJson(value: unknown, isPretty = false): string {
  return write(value, isPretty ? '\n' : '')
}

function write(value: unknown, lineBreak: string): string {
  if (value === undefined || value === null) return 'null'
  if (typeof value !== 'object') return escapeHtml(JSON.stringify(value))
  if (Array.isArray(value))
    return block('[]', lineBreak, (deeper) => value.map((item: unknown) => write(item, deeper)))
  const entries = value instanceof Map ? [...value.entries()] : Object.entries(value)
  const colon = lineBreak === '' ? ':' : ': '
  return block('{}', lineBreak, (deeper) =>
    entries.map(([key, it]) => escapeHtml(JSON.stringify(key)) + colon + write(it, deeper)),
  )
}

function block(
  brackets: '[]' | '{}',
  lineBreak: string,
  partsOf: (deeper: string) => readonly string[],
): string {
  const deeper = lineBreak === '' ? '' : `${lineBreak} `
  const parts = partsOf(deeper)
  const inside = parts.length === 0 ? '' : deeper + parts.join(`,${deeper}`) + lineBreak
  return brackets.charAt(0) + inside + brackets.charAt(1)
}

function escapeHtml(json: string): string {
  return json.replace(
    /[<>&\u2028\u2029]/g,
    (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
