import { parseDuration } from './durations.ts'
import { quoted } from './texts.ts'

/** A flag as pflag defines it. */
export interface FlagSpec {
  readonly name: string
  readonly letter?: string
  readonly kind: 'string' | 'int' | 'bool' | 'duration'
  /** What it is when nobody sets it. */
  readonly value: string
  readonly usage: string
}

/** What stood on a command line. */
export class Flags {
  readonly args: readonly string[]
  readonly #values: ReadonlyMap<string, string>

  constructor(values: ReadonlyMap<string, string>, args: readonly string[]) {
    this.#values = values
    this.args = args
  }

  text(name: string): string {
    return this.#values.get(name) ?? ''
  }

  number(name: string): number {
    return Number(this.text(name))
  }

  /** Milliseconds. */
  duration(name: string): number {
    return parseDuration(this.text(name)) ?? 0
  }

  is(name: string): boolean {
    return TRUE.has(this.text(name))
  }
}

const TRUE = new Set(['1', 't', 'T', 'true', 'TRUE', 'True'])
const FALSE = new Set(['0', 'f', 'F', 'false', 'FALSE', 'False'])

/** Thrown in the words of pflag. */
export class FlagError extends Error {}

/** Flags and arguments in any order, as pflag reads them; `--` ends the flags. */
export function parseFlags(words: readonly string[], specs: readonly FlagSpec[]): Flags {
  const values = new Map(specs.map(({ name, value }) => [name, value]))
  const args: string[] = []
  const rest = [...words]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') {
      args.push(...rest)
      break
    }
    if (!word.startsWith('-') || word === '-') args.push(word)
    else if (word.startsWith('--')) readLong(word, { rest, specs, values })
    else readLetters(word, { rest, specs, values })
  }
  return new Flags(values, args)
}

interface Reading {
  readonly rest: string[]
  readonly specs: readonly FlagSpec[]
  readonly values: Map<string, string>
}

function readLong(word: string, { rest, specs, values }: Reading): void {
  const [, name = '', joined] = /^--([^=]*)(?:=([\s\S]*))?$/.exec(word) ?? []
  const spec = specs.find((it) => it.name === name)
  if (spec === undefined) throw new FlagError(`unknown flag: --${name}`)
  const value = joined ?? (spec.kind === 'bool' ? 'true' : rest.shift())
  if (value === undefined) throw new FlagError(`flag needs an argument: --${name}`)
  values.set(name, checked(spec, value))
}

function readLetters(word: string, { rest, specs, values }: Reading): void {
  for (let at = 1; at < word.length; at++) {
    const letter = word.charAt(at)
    const spec = specs.find((it) => it.letter === letter)
    if (spec === undefined)
      throw new FlagError(`unknown shorthand flag: '${letter}' in -${word.slice(at)}`)
    const joined = word.slice(at + 1).replace(/^=/, '')
    if (spec.kind === 'bool' && word.charAt(at + 1) !== '=') {
      values.set(spec.name, 'true')
      continue
    }
    const value = joined === '' ? rest.shift() : joined
    if (value === undefined)
      throw new FlagError(`flag needs an argument: '${letter}' in -${word.slice(at)}`)
    values.set(spec.name, checked(spec, value))
    return
  }
}

function checked(spec: FlagSpec, value: string): string {
  const complaint = complaintAbout(spec.kind, value)
  if (complaint === undefined) return value
  const letter = spec.letter === undefined ? '' : `-${spec.letter}, `
  throw new FlagError(
    `invalid argument ${quoted(value)} for "${letter}--${spec.name}" flag: ${complaint}`,
  )
}

function complaintAbout(kind: FlagSpec['kind'], value: string): string | undefined {
  switch (kind) {
    case 'string':
      return undefined
    case 'int':
      if (/^[+-]?\d{1,15}$/.test(value)) return undefined
      return `strconv.ParseInt: parsing ${quoted(value)}: invalid syntax`
    case 'bool':
      if (TRUE.has(value) || FALSE.has(value)) return undefined
      return `strconv.ParseBool: parsing ${quoted(value)}: invalid syntax`
    case 'duration':
      if (parseDuration(value) !== undefined) return undefined
      return `time: invalid duration ${quoted(value)}`
  }
}

/** The list of flags in a usage text, as pflag lays it out. */
export function flagUsages(specs: readonly FlagSpec[]): string {
  const rows = [...specs]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((spec) => {
      const letter = spec.letter === undefined ? '      ' : `  -${spec.letter}, `
      const type = spec.kind === 'bool' ? '' : ` ${spec.kind}`
      return { head: `${letter}--${spec.name}${type}`, tail: `${spec.usage}${defaultText(spec)}` }
    })
  const width = Math.max(...rows.map(({ head }) => head.length)) + 3
  return rows.map(({ head, tail }) => `${head.padEnd(width)}${tail}\n`).join('')
}

function defaultText({ kind, value }: FlagSpec): string {
  const isZero = ['', '0', 'false', '0s'].includes(value)
  if (isZero) return ''
  return ` (default ${kind === 'string' ? quoted(value) : value})`
}
