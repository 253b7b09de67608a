import { quote } from './quote.ts'

/** A flag of a command, as a declaration: pflag's behaviour, the value typed. */
export interface Flag<Value> {
  /** As `--help` names the kind of value; bool flags have none. */
  readonly type: string
  readonly short?: string
  readonly usage: string
  readonly initial: Value
  /** What `--flag` without a value means; a flag without it takes the next word. */
  readonly bare?: string
  /** Not shown by `--help`. */
  readonly isHidden?: boolean
  /** Must stand on the line. */
  readonly isRequired?: boolean
  /** Takes one value in; `before` holds what earlier ones gave, if any were given. */
  read(text: string, before: Value | undefined): Value
}

export type FlagSet = Readonly<Record<string, Flag<unknown>>>

export type FlagValues<Flags extends FlagSet> = {
  readonly [Name in keyof Flags]: Flags[Name] extends Flag<infer Value> ? Value : never
}

/** Why a value cannot be read; Go's words, without the name of the flag. */
export class BadValue extends Error {}

interface Text {
  readonly short?: string
  readonly usage: string
  readonly isHidden?: boolean
  readonly isRequired?: boolean
}

export function bool(text: Text & { readonly initial?: boolean }): Flag<boolean> {
  return { type: '', initial: false, bare: 'true', read: parseBool, ...text }
}

export function string(
  text: Text & { readonly initial?: string; readonly bare?: string },
): Flag<string> {
  return { type: 'string', initial: '', read: (given) => given, ...text }
}

export function int(text: Text & { readonly initial: number }): Flag<number> {
  return { type: 'int', read: parseInteger, ...text }
}

/** Milliseconds. */
export function duration(text: Text & { readonly initial: number }): Flag<number> {
  return { type: 'duration', read: parseDuration, ...text }
}

/** Values separated by commas, in one flag or several. */
export function stringSlice(
  text: Text & { readonly initial?: readonly string[] },
): Flag<readonly string[]> {
  return {
    type: 'strings',
    initial: [],
    read: (given, before = []) => [...before, ...splitCsv(given)],
    ...text,
  }
}

/** Pairs `key=value` separated by commas, in one flag or several. */
export function stringToString(text: Text): Flag<readonly (readonly [string, string])[]> {
  return {
    type: 'stringToString',
    initial: [],
    read: (given, before = []) => [...before, ...splitCsv(given).map(pairOf)],
    ...text,
  }
}

function pairOf(text: string): readonly [string, string] {
  const at = text.indexOf('=')
  if (at < 0) throw new BadValue(`${text} must be formatted as key=value`)
  return [text.slice(0, at), text.slice(at + 1)]
}

/** One value for each time the flag is given. */
export function stringArray(text: Text): Flag<readonly string[]> {
  return {
    type: 'stringArray',
    initial: [],
    read: (given, before = []) => [...before, given],
    ...text,
  }
}

export function parseBool(text: string): boolean {
  if (['1', 't', 'T', 'TRUE', 'true', 'True'].includes(text)) return true
  if (['0', 'f', 'F', 'FALSE', 'false', 'False'].includes(text)) return false
  throw new BadValue(`strconv.ParseBool: parsing ${quote(text)}: invalid syntax`)
}

function parseInteger(text: string): number {
  if (!/^[-+]?(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]*|[1-9][0-9]*)$/.test(text))
    throw new BadValue(`strconv.ParseInt: parsing ${quote(text)}: invalid syntax`)
  const size = Number(text.replace(/^[-+]/, '').replace(/^0(?=\d)/, '0o'))
  if (!Number.isSafeInteger(size))
    throw new BadValue(`strconv.ParseInt: parsing ${quote(text)}: value out of range`)
  return text.startsWith('-') ? -size : size
}

const UNITS = new Map([
  ['ns', 1e-6],
  ['us', 1e-3],
  ['µs', 1e-3],
  ['μs', 1e-3],
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
])

/** Go's time.ParseDuration: `1h30m`, `1.5s`; milliseconds. */
function parseDuration(text: string): number {
  const [, sign = '', rest = ''] = /^([-+]?)(.*)$/s.exec(text) ?? []
  if (rest === '0') return 0
  if (rest === '') throw new BadValue(`time: invalid duration ${quote(text)}`)
  let total = 0
  let left = rest
  while (left !== '') {
    const [all = '', number = '', unit = ''] = /^(\d+\.?\d*|\.\d+)([^\d.]*)/.exec(left) ?? []
    if (all === '') throw new BadValue(`time: invalid duration ${quote(text)}`)
    if (unit === '') throw new BadValue(`time: missing unit in duration ${quote(text)}`)
    const size = UNITS.get(unit)
    if (size === undefined)
      throw new BadValue(`time: unknown unit ${quote(unit)} in duration ${quote(text)}`)
    total += Number(number) * size
    left = left.slice(all.length)
  }
  return sign === '-' ? -total : total
}

/** One line of CSV: quotes keep commas together. */
function splitCsv(text: string): readonly string[] {
  if (text === '') return []
  const values: string[] = []
  for (const [, quoted, plain = ''] of text.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g))
    values.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
  return values
}
