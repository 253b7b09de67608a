import { inOrder } from './paths.ts'

/** How the texts of a key are compared. */
export interface Ordering {
  readonly kind: 'text' | 'number' | 'general' | 'human' | 'month' | 'version'
  readonly isReversed: boolean
  readonly ignoresCase: boolean
  readonly ignoresBlanks: boolean
  readonly isDictionary: boolean
}

interface Place {
  readonly field: number
  /** 0 at the end of a key: to the end of the field. */
  readonly char: number
}

/** -k FROM,TO: a part of a line. */
export interface Key {
  readonly from: Place
  readonly to: Place | null
  readonly ordering: Ordering
}

export function orderingIn(letters: string): Ordering {
  const kinds = { n: 'number', g: 'general', h: 'human', M: 'month', V: 'version' } as const
  const letter = Array.from(letters).findLast((it): it is keyof typeof kinds => it in kinds)
  return {
    kind: letter === undefined ? 'text' : kinds[letter],
    isReversed: letters.includes('r'),
    ignoresCase: letters.includes('f'),
    ignoresBlanks: letters.includes('b'),
    isDictionary: letters.includes('d'),
  }
}

/** 2, 2n, 1.3,2.5 …; a key without letters of its own takes those of the command. */
export function keyIn(word: string, inherited: Ordering): Key | undefined {
  const match = /^(\d+)(?:\.(\d+))?([A-Za-z]*)(?:,(\d+)(?:\.(\d+))?([A-Za-z]*))?$/.exec(word)
  if (match === null || match[1] === '0') return undefined
  const [, field, char = '1', before = '', toField, toChar = '0', after = ''] = match
  const letters = before + after
  return {
    from: { field: Number(field), char: Number(char) },
    to: toField === undefined ? null : { field: Number(toField), char: Number(toChar) },
    ordering: letters === '' ? inherited : orderingIn(letters),
  }
}

export function compareKeys(
  a: string,
  b: string,
  by: { readonly keys: readonly Key[]; readonly separator: string | undefined },
): number {
  for (const key of by.keys) {
    const order = compareAs(
      textOf(a, key, by.separator),
      textOf(b, key, by.separator),
      key.ordering,
    )
    if (order !== 0) return key.ordering.isReversed ? -order : order
  }
  return 0
}

function textOf(line: string, { from, to, ordering }: Key, separator: string | undefined): string {
  const fields = fieldsOf(line, separator)
  const first = fields[from.field - 1]
  if (first === undefined) return ''
  const skipped = ordering.ignoresBlanks ? first.text.search(/[^ \t]|$/) : 0
  const start = first.start + skipped + from.char - 1
  return line.slice(start, to === null ? line.length : endOf(fields, to, line))
}

function endOf(fields: readonly Field[], { field, char }: Place, line: string): number {
  const last = fields[field - 1]
  if (last === undefined) return line.length
  return char === 0 ? last.start + last.text.length : last.start + char
}

interface Field {
  readonly start: number
  readonly text: string
}

/** Without a separator, blanks belong to the field that they stand before. */
function fieldsOf(line: string, separator: string | undefined): readonly Field[] {
  if (separator === undefined)
    return [...line.matchAll(/[ \t]*[^ \t]+|[ \t]+$/g)].map((it) => ({
      start: it.index,
      text: it[0],
    }))
  let start = 0
  return line.split(separator).map((text) => {
    const field = { start, text }
    start += text.length + separator.length
    return field
  })
}

function compareAs(a: string, b: string, { kind, ignoresCase, isDictionary }: Ordering): number {
  switch (kind) {
    case 'number':
      return numberAt(a) - numberAt(b)
    case 'general':
      return generalNumber(a) - generalNumber(b)
    case 'human':
      return humanNumber(a) - humanNumber(b)
    case 'month':
      return monthNumber(a) - monthNumber(b)
    case 'version':
      return compareVersions(a, b)
    case 'text': {
      const plain = (text: string): string => {
        const kept = isDictionary ? text.replaceAll(/[^\w \t]/g, '') : text
        return ignoresCase ? kept.toUpperCase() : kept
      }
      return inOrder(plain(a), plain(b))
    }
  }
}

function numberAt(text: string): number {
  return Number(/^[ \t]*(-?\d*\.?\d*)/.exec(text)?.[1] ?? 0) || 0
}

/** What is no number at all comes first. */
function generalNumber(text: string): number {
  const number = /^[ \t]*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?/i.exec(text)?.[0]
  return number === undefined ? -Number.MAX_VALUE : Number(number)
}

function humanNumber(text: string): number {
  const suffix = /^[ \t]*-?\d*\.?\d*([KMGTPE]?)/i.exec(text)?.[1]?.toUpperCase() ?? ''
  const power = suffix === '' ? 0 : 'KMGTPE'.indexOf(suffix) + 1
  return numberAt(text) * 1024 ** power
}

const MONTHS = 'JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC'

function monthNumber(text: string): number {
  const name = text.trim().slice(0, 3).toUpperCase()
  const at = name.length === 3 ? MONTHS.indexOf(name) : -1
  return at % 3 === 0 ? at : -1
}

export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.match(/\d+|\D+/g) ?? [])
  const length = Math.max(left?.length ?? 0, right?.length ?? 0)
  for (let i = 0; i < length; i++) {
    const [one = '', other = ''] = [left?.[i], right?.[i]]
    const areNumbers = /^\d/.test(one) && /^\d/.test(other)
    const order = areNumbers ? Number(one) - Number(other) : inOrder(one, other)
    if (order !== 0) return order
  }
  return 0
}
