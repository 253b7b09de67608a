/** bash's brace expansion of one word's source text: a{b,c} and {1..3}; itself when there is none. */
export function expandBraces(text: string): readonly string[] {
  const open = findOpen(text)
  if (open === undefined) return [text]
  const { start, end, commas } = open
  const before = text.slice(0, start)
  const inside = alternatives(text, open) ?? sequence(text.slice(start + 1, end))
  const tails = expandBraces(text.slice(end + 1))
  if (inside === undefined || (commas.length === 0 && inside.length === 0))
    return tails.map((tail) => text.slice(0, end + 1) + tail)
  return inside
    .flatMap(expandBraces)
    .flatMap((middle) => tails.map((tail) => before + middle + tail))
}

interface Braces {
  readonly start: number
  readonly end: number
  readonly commas: readonly number[]
}

/** The first pair of braces outside quotes that holds a comma or two dots at its own level. */
function findOpen(text: string): Braces | undefined {
  for (let start = 0; start < text.length; start++) {
    start = skipQuoted(text, start)
    if (text[start] !== '{' || text[start - 1] === '$') continue
    const found = closeOf(text, start)
    if (
      found !== undefined &&
      (found.commas.length > 0 || text.slice(start, found.end).includes('..'))
    )
      return found
  }
  return undefined
}

function closeOf(text: string, start: number): Braces | undefined {
  const commas: number[] = []
  let depth = 0
  for (let i = start; i < text.length; i++) {
    i = skipQuoted(text, i)
    if (text[i] === '{') depth++
    if (text[i] === ',' && depth === 1) commas.push(i)
    if (text[i] === '}' && --depth === 0) return { start, end: i, commas }
  }
  return undefined
}

function skipQuoted(text: string, at: number): number {
  if (text[at] === '\\') return at + 2
  if (text[at] !== "'" && text[at] !== '"') return at
  const close = text.indexOf(text[at] ?? '', at + 1)
  return close === -1 ? text.length : close + 1
}

function alternatives(text: string, { start, end, commas }: Braces): readonly string[] | undefined {
  if (commas.length === 0) return undefined
  const edges = [start, ...commas, end]
  return edges.slice(1).map((edge, index) => text.slice((edges[index] ?? 0) + 1, edge))
}

const MOST_ITEMS = 10_000

function sequence(inside: string): readonly string[] | undefined {
  const match = /^(-?\d+|[A-Za-z])\.\.(-?\d+|[A-Za-z])(?:\.\.(-?\d+))?$/.exec(inside)
  const [, from = '', to = ''] = match ?? []
  if (match === null || /\d/.test(from) !== /\d/.test(to)) return undefined
  const isNumeric = /\d/.test(from)
  const first = isNumeric ? Number(from) : from.charCodeAt(0)
  const last = isNumeric ? Number(to) : to.charCodeAt(0)
  const step = Math.max(1, Math.abs(Number(match[3] ?? 1)))
  const count = Math.min(MOST_ITEMS, Math.floor(Math.abs(last - first) / step) + 1)
  const width =
    /^-?0\d|^-?0\d/.test(from) || /^-?0\d/.test(to) ? Math.max(from.length, to.length) : 0
  return Array.from({ length: count }, (_, index) => {
    const value = first + (last >= first ? 1 : -1) * index * step
    if (!isNumeric) return String.fromCharCode(value)
    return value < 0
      ? `-${String(-value).padStart(width - 1, '0')}`
      : String(value).padStart(width, '0')
  })
}
