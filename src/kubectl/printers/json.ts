/** JSON as Go's encoding/json writes it: keys sorted, and `<`, `>`, `&` escaped. */
export function goJson(value: unknown): string {
  return write(value, '', '')
}

/** As `kubectl get -o json` prints it; ends with a newline. */
export function goJsonIndented(value: unknown): string {
  return `${write(value, '    ', '\n')}\n`
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
    .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
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
