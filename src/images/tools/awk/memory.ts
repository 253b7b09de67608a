import { compileRegex, type Regex } from '#shell'
import { general, format } from './format.ts'
import { fromOutside, numberOf, numeric, textual, UNSET, type Value } from './values.ts'

export type AwkArray = Map<string, Value>

/** A name: a value or an array, whichever it is first used as. */
export interface Slot {
  value: Value
  array: AwkArray | null
}

/** Variables, fields of the record, and what depends on FS, OFS and the like. */
export class Memory {
  readonly #globals = new Map<string, Slot>()
  readonly #frames: Map<string, Slot>[] = []
  readonly #regexes = new Map<string, Regex>()
  #record = ''
  /** Null: the record was not divided yet. */
  #fields: string[] | null = []
  #isRecordStale = false

  constructor() {
    const start: readonly (readonly [string, Value])[] = [
      ['FS', textual(' ')],
      ['OFS', textual(' ')],
      ['ORS', textual('\n')],
      ['RS', textual('\n')],
      ['SUBSEP', textual('\x1c')],
      ['CONVFMT', textual('%.6g')],
      ['OFMT', textual('%.6g')],
      ['NR', numeric(0)],
      ['FNR', numeric(0)],
      ['RSTART', numeric(0)],
      ['RLENGTH', numeric(-1)],
      ['FILENAME', textual('')],
    ]
    for (const [name, value] of start) this.#globals.set(name, { value, array: null })
  }

  slot(name: string): Slot {
    const local = this.#frames.at(-1)?.get(name)
    if (local !== undefined) return local
    let slot = this.#globals.get(name)
    if (slot === undefined) {
      slot = { value: UNSET, array: null }
      this.#globals.set(name, slot)
    }
    return slot
  }

  array(name: string): AwkArray {
    const slot = this.slot(name)
    slot.array ??= new Map()
    return slot.array
  }

  /** A function's own names, until the way back is taken. */
  enter(frame: Map<string, Slot>): () => void {
    this.#frames.push(frame)
    return () => this.#frames.pop()
  }

  get depth(): number {
    return this.#frames.length
  }

  get(name: string): Value {
    if (name === 'NF') return numeric(this.#divided().length)
    return this.slot(name).value
  }

  set(name: string, value: Value): void {
    if (name === 'NF') this.#setCount(numberOf(value))
    this.slot(name).value = value
  }

  text(name: string): string {
    return this.textOf(this.get(name))
  }

  /** Whole numbers stay whole; others are shown by CONVFMT. */
  textOf(value: Value, formatName: 'CONVFMT' | 'OFMT' = 'CONVFMT'): string {
    switch (value.kind) {
      case 'string':
      case 'strnum':
        return value.text
      case 'unset':
        return ''
      case 'number':
        if (Number.isInteger(value.number) && Math.abs(value.number) < 1e16)
          return `${value.number === 0 ? 0 : value.number}`
        return this.#fraction(value, formatName)
    }
  }

  #fraction(value: Extract<Value, { kind: 'number' }>, formatName: 'CONVFMT' | 'OFMT'): string {
    const template = this.slot(formatName).value
    const text = template.kind === 'string' ? template.text : '%.6g'
    return text === '%.6g' ? general(value.number, 6) : format(text, [value], () => '')
  }

  get record(): string {
    if (this.#isRecordStale) {
      this.#record = (this.#fields ?? []).join(this.text('OFS'))
      this.#isRecordStale = false
    }
    return this.#record
  }

  set record(text: string) {
    this.#record = text
    this.#fields = null
    this.#isRecordStale = false
  }

  field(index: number): Value {
    if (index === 0) return fromOutside(this.record)
    const text = this.#divided()[index - 1]
    return text === undefined ? UNSET : fromOutside(text)
  }

  setField(index: number, text: string): void {
    if (index === 0) {
      this.record = text
      return
    }
    const fields = this.#divided()
    while (fields.length < index) fields.push('')
    fields[index - 1] = text
    this.#isRecordStale = true
  }

  #setCount(count: number): void {
    const fields = this.#divided()
    while (fields.length < count) fields.push('')
    fields.length = Math.max(0, count)
    this.#isRecordStale = true
  }

  #divided(): string[] {
    this.#fields ??= [...this.split(this.#record, this.text('FS'))]
    return this.#fields
  }

  /** By blanks for a single space, by the character itself, or by an expression. */
  split(text: string, separator: string): readonly string[] {
    if (separator === ' ') return text.split(/[ \t\n]+/).filter((it) => it !== '')
    if (text === '') return []
    if (separator === '') return Array.from(text)
    if (separator.length === 1 && separator !== '\\') return text.split(separator)
    return this.splitBy(text, this.regex(separator))
  }

  splitBy(text: string, regex: Regex): readonly string[] {
    if (text === '') return []
    const parts: string[] = []
    let at = 0
    for (let from = 0; from <= text.length;) {
      const match = regex.find(text, from)
      if (match === undefined) break
      if (match.end === match.start) {
        from = match.end + 1
        continue
      }
      parts.push(text.slice(at, match.start))
      at = from = match.end
    }
    return [...parts, text.slice(at)]
  }

  regex(source: string): Regex {
    let regex = this.#regexes.get(source)
    if (regex === undefined) {
      regex = compileRegex(source, { kind: 'extended' })
      this.#regexes.set(source, regex)
    }
    return regex
  }
}
