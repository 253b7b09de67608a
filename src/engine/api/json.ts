export interface ParsedJson {
  readonly value: unknown
  /** Members that an object names twice, by their places; the last one holds. */
  readonly duplicates: readonly string[]
}

/** Deeper than any manifest, shallower than any stack. */
const DEEPEST = 1000

/** Reads JSON; what is wrong with it is said as Go's decoder says it. */
export function parseJson(text: string): ParsedJson | { readonly error: string } {
  const reader: Reader = { text, at: 0, path: [], duplicates: [] }
  try {
    const value = readValue(reader)
    skipBlanks(reader)
    if (reader.at < text.length) throw invalid(reader, 'after top-level value')
    return { value, duplicates: reader.duplicates }
  } catch (mistake) {
    if (mistake instanceof Mistake) return { error: mistake.message }
    throw mistake
  }
}

interface Reader {
  readonly text: string
  at: number
  readonly path: string[]
  readonly duplicates: string[]
}

class Mistake extends Error {}

function invalid({ text, at }: Reader, where: string): Mistake {
  if (at >= text.length) return new Mistake('unexpected end of JSON input')
  const character = text.charAt(at)
  const quoted = character === "'" ? "'\\''" : character === '"' ? `'"'` : `'${escape(character)}'`
  return new Mistake(`invalid character ${quoted} ${where}`)
}

function escape(character: string): string {
  return JSON.stringify(character).slice(1, -1)
}

function skipBlanks(reader: Reader): void {
  while (/[ \t\r\n]/.test(reader.text.charAt(reader.at))) reader.at++
}

function readValue(reader: Reader): unknown {
  skipBlanks(reader)
  switch (reader.text.charAt(reader.at)) {
    case '{':
      return readObject(reader)
    case '[':
      return readArray(reader)
    case '"':
      return readString(reader)
    case 't':
      return readWord(reader, 'true', true)
    case 'f':
      return readWord(reader, 'false', false)
    case 'n':
      return readWord(reader, 'null', null)
    default:
      return readNumber(reader)
  }
}

function enter(reader: Reader, step: string): void {
  if (reader.path.length >= DEEPEST) throw new Mistake('exceeded max depth')
  reader.path.push(step)
}

function readObject(reader: Reader): object {
  const members = new Map<string, unknown>()
  reader.at++
  skipBlanks(reader)
  if (take(reader, '}')) return {}
  for (;;) {
    skipBlanks(reader)
    if (reader.text.charAt(reader.at) !== '"')
      throw invalid(reader, 'looking for beginning of object key string')
    const key = readString(reader)
    enter(reader, `.${key}`)
    if (members.has(key)) reader.duplicates.push(reader.path.join('').replace(/^\./, ''))
    skipBlanks(reader)
    if (!take(reader, ':')) throw invalid(reader, 'after object key')
    members.set(key, readValue(reader))
    reader.path.pop()
    skipBlanks(reader)
    if (take(reader, '}')) return Object.fromEntries(members)
    if (!take(reader, ',')) throw invalid(reader, 'after object key:value pair')
  }
}

function readArray(reader: Reader): unknown[] {
  const items: unknown[] = []
  reader.at++
  skipBlanks(reader)
  if (take(reader, ']')) return items
  for (;;) {
    enter(reader, `[${items.length}]`)
    items.push(readValue(reader))
    reader.path.pop()
    skipBlanks(reader)
    if (take(reader, ']')) return items
    if (!take(reader, ',')) throw invalid(reader, 'after array element')
  }
}

function take(reader: Reader, character: string): boolean {
  if (reader.text.charAt(reader.at) !== character) return false
  reader.at++
  return true
}

/** Up to the next quote that is not escaped; JSON's own reader then takes it apart. */
function readString(reader: Reader): string {
  const start = reader.at
  reader.at++
  for (;;) {
    const character = reader.text.charAt(reader.at)
    if (character === '') throw invalid(reader, '')
    if (character < ' ') throw invalid(reader, 'in string literal')
    reader.at++
    if (character === '"') break
    if (character === '\\') readEscape(reader)
  }
  return JSON.parse(reader.text.slice(start, reader.at)) as string
}

function readEscape(reader: Reader): void {
  const character = reader.text.charAt(reader.at)
  if (!'"\\/bfnrtu'.includes(character) || character === '')
    throw invalid(reader, 'in string escape code')
  reader.at++
  if (character !== 'u') return
  for (let n = 0; n < 4; n++, reader.at++)
    if (!/[0-9a-fA-F]/.test(reader.text.charAt(reader.at)))
      throw invalid(reader, 'in \\u hexadecimal character escape')
}

function readWord<T>(reader: Reader, word: string, value: T): T {
  for (let n = 0; n < word.length; n++, reader.at++)
    if (reader.text.charAt(reader.at) !== word.charAt(n))
      throw invalid(reader, `in literal ${word} (expecting '${word.charAt(n)}')`)
  return value
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y

function readNumber(reader: Reader): number {
  NUMBER.lastIndex = reader.at
  const [digits] = NUMBER.exec(reader.text) ?? []
  if (digits === undefined) throw invalid(reader, 'looking for beginning of value')
  reader.at += digits.length
  return Number(digits)
}
