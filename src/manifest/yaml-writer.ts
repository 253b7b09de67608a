import { isJsonList, type JsonValue } from './json-value.ts'
import { compareKeys } from './key-order.ts'
import { isBreak, isPrintable, styleOf } from './yaml-style.ts'

/**
 * A value as `kubectl get -o yaml` prints it (sigs.k8s.io/yaml over go-yaml v2): sorted keys, lists
 * not indented under their key, long text folded after column 80. `undefined` members are left out.
 */
export function writeYaml(value: JsonValue): string {
  return new Emitter().write(value)
}

const BEST_WIDTH = 80
const LONGEST_SIMPLE_KEY = 128

class Emitter {
  #out = ''
  #column = 0
  /** The last thing written was white space, or indentation and the marks that count as such. */
  #isAfterSpace = true
  #isIndentation = true

  write(value: JsonValue): string {
    this.#node(value, -1, false)
    return this.#column === 0 ? this.#out : `${this.#out}\n`
  }

  #node(value: JsonValue, indent: number, isInMapping: boolean): void {
    if (typeof value !== 'object' || value === null) this.#scalar(value, indent)
    else if (isJsonList(value)) this.#list(value, indent, isInMapping)
    else this.#mapping(value, indent)
  }

  #list(items: readonly JsonValue[], outer: number, isInMapping: boolean): void {
    if (items.length === 0) {
      this.#indicator('[]', false)
      return
    }
    const isIndentless = isInMapping && !this.#isIndentation
    const indent = outer < 0 ? 0 : isIndentless ? outer : outer + 2
    for (const item of items) {
      this.#newLine(indent)
      this.#indicator('-', true)
      this.#node(item, indent, false)
    }
  }

  #mapping(value: Readonly<Record<string, JsonValue | undefined>>, outer: number): void {
    const entries = Object.entries(value)
      .filter((entry): entry is [string, JsonValue] => entry[1] !== undefined)
      .sort(([left], [right]) => compareKeys(left, right))
    if (entries.length === 0) {
      this.#indicator('{}', false)
      return
    }
    const indent = outer < 0 ? 0 : outer + 2
    for (const [key, item] of entries) this.#entry(key, item, indent)
  }

  #entry(key: string, value: JsonValue, indent: number): void {
    this.#newLine(indent)
    const isSimple = !key.includes('\n') && utf8Length(key) <= LONGEST_SIMPLE_KEY
    if (isSimple) {
      this.#text(key, indent + 2, true)
      this.#put(':')
      this.#after(false)
    } else {
      this.#indicator('?', true)
      this.#text(key, indent + 2, false)
      this.#newLine(indent)
      this.#indicator(':', true)
    }
    this.#node(value, indent, true)
  }

  #scalar(value: string | number | boolean | null, outer: number): void {
    if (typeof value === 'string') this.#text(value, outer < 0 ? 2 : outer + 2, false)
    else {
      this.#space()
      this.#put(typeof value === 'number' ? numberText(value) : String(value))
      this.#after(false)
    }
  }

  #text(text: string, indent: number, isKey: boolean): void {
    switch (styleOf(text, isKey)) {
      case 'plain':
        this.#folded(text, indent, isKey)
        break
      case 'single quoted':
        this.#quoted("'", () => this.#folded(text.replaceAll("'", "''"), indent, isKey))
        break
      case 'double quoted':
        this.#quoted('"', () => this.#escaped(text, indent, isKey))
        break
      case 'literal':
        this.#literal(text, indent)
    }
    this.#after(false)
  }

  #quoted(quote: string, inside: () => void): void {
    this.#indicator(quote, false)
    this.#isAfterSpace = true
    inside()
    this.#put(quote)
  }

  /** Breaks at a single space once the line is long enough. */
  #folded(text: string, indent: number, isKey: boolean): void {
    this.#space()
    const letters = Array.from(text)
    letters.forEach((letter, at) => {
      const isLoneSpace = letter === ' ' && letters[at - 1] !== ' ' && letters[at + 1] !== ' '
      const isInside = at > 0 && at < letters.length - 1
      if (isLoneSpace && isInside && !isKey && this.#column > BEST_WIDTH) this.#breakLine(indent)
      else this.#put(letter)
    })
  }

  #escaped(text: string, indent: number, isKey: boolean): void {
    const letters = Array.from(text)
    letters.forEach((letter, at) => {
      const isFirstSpace = letter === ' ' && letters[at - 1] !== ' '
      const isInside = at > 0 && at < letters.length - 1
      if (isFirstSpace && isInside && !isKey && this.#column > BEST_WIDTH) {
        this.#breakLine(indent)
        if (letters[at + 1] === ' ') this.#put('\\')
      } else this.#put(needsEscape(letter) ? escapeOf(letter) : letter)
    })
  }

  #literal(text: string, indent: number): void {
    this.#indicator('|', false)
    if (text.startsWith(' ') || isBreak(text[0])) this.#put('2')
    this.#put(chompingOf(text))
    for (const line of text.replace(/\n$/, '').split('\n')) {
      this.#put('\n')
      if (line !== '') this.#put(' '.repeat(indent) + line)
    }
    this.#put('\n')
    this.#column = 0
  }

  #indicator(text: string, keepsIndentation: boolean): void {
    this.#space()
    this.#put(text)
    this.#isAfterSpace = false
    this.#isIndentation &&= keepsIndentation
  }

  #space(): void {
    if (!this.#isAfterSpace) this.#put(' ')
    this.#isAfterSpace = true
  }

  /** Moves to the indentation: on this line where only marks stand before it, else on the next. */
  #newLine(indent: number): void {
    const isFurther = this.#column > indent || (this.#column === indent && !this.#isAfterSpace)
    if (!this.#isIndentation || isFurther) this.#breakLine(indent)
    else this.#put(' '.repeat(indent - this.#column))
    this.#isAfterSpace = true
    this.#isIndentation = true
  }

  #breakLine(indent: number): void {
    if (this.#column > 0) this.#put('\n')
    this.#put(' '.repeat(indent))
  }

  #after(isSpace: boolean): void {
    this.#isAfterSpace = isSpace
    this.#isIndentation = false
  }

  #put(text: string): void {
    this.#out += text
    const newline = text.lastIndexOf('\n')
    if (newline < 0) this.#column += Array.from(text).length
    else this.#column = Array.from(text).length - newline - 1
  }
}

function chompingOf(text: string): string {
  if (!isBreak(text.at(-1))) return '-'
  return text.length === 1 || isBreak(text.at(-2)) ? '+' : ''
}

const SHORT_ESCAPES = new Map([
  ['\0', '0'],
  ['\x07', 'a'],
  ['\b', 'b'],
  ['\t', 't'],
  ['\n', 'n'],
  ['\v', 'v'],
  ['\f', 'f'],
  ['\r', 'r'],
  ['\x1b', 'e'],
  ['"', '"'],
  ['\\', '\\'],
  ['\u0085', 'N'],
  ['\u00a0', '_'],
  ['\u2028', 'L'],
  ['\u2029', 'P'],
])

function needsEscape(letter: string): boolean {
  return !isPrintable(letter) || isBreak(letter) || letter === '"' || letter === '\\'
}

function escapeOf(letter: string): string {
  const short = SHORT_ESCAPES.get(letter)
  if (short !== undefined) return `\\${short}`
  const code = letter.codePointAt(0) ?? 0
  const hex = code.toString(16).toUpperCase()
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}

/** Go's %g: an exponent below 10^-4 and, for what is no integer, from 10^6 on. */
function numberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 63) return BigInt(value).toString()
  const size = Math.abs(value)
  if (size >= 1e-4 && size < 1e6) return String(value)
  return value.toExponential().replace(/e([-+])(\d)$/, 'e$10$2')
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length
}
