import type { Command } from '../command.ts'
import type { Flag, FlagSet } from '../flags/flag.ts'

/** What is to be completed: the name of a flag, the value of one, or an argument. */
export type Asked =
  | { readonly kind: 'flag'; readonly start: string; readonly given: ReadonlySet<string> }
  | {
      readonly kind: 'value'
      readonly flag: string
      readonly start: string
      readonly args: readonly string[]
    }
  | {
      readonly kind: 'argument'
      readonly start: string
      readonly args: readonly string[]
      readonly given: ReadonlySet<string>
      /** `--` stands before it: what follows are no flags. */
      readonly isBehindDash: boolean
    }

/** Reads the words of a line without the names of the commands; the last one is unfinished. */
export function whatIsAsked(
  { flags }: Command,
  globals: FlagSet,
  { words, last }: { readonly words: readonly string[]; readonly last: string },
): Asked {
  const all = { ...globals, ...flags }
  const read = readWords(words, all)
  const { args, given, isBehindDash } = read
  if (isBehindDash) return { kind: 'argument', start: last, args, given, isBehindDash }
  if (read.open !== undefined) return { kind: 'value', flag: read.open, start: last, args }
  const [, name = '', value] = /^--([^=]+)=(.*)$/s.exec(last) ?? []
  if (value !== undefined && Object.hasOwn(all, name))
    return { kind: 'value', flag: name, start: value, args }
  if (last.startsWith('-')) return { kind: 'flag', start: last, given }
  return { kind: 'argument', start: last, args, given, isBehindDash }
}

interface Read {
  readonly args: readonly string[]
  readonly given: ReadonlySet<string>
  readonly isBehindDash: boolean
  /** A flag whose value is still to come. */
  readonly open: string | undefined
}

function readWords(words: readonly string[], flags: FlagSet): Read {
  const args: string[] = []
  const given = new Set<string>()
  const left = [...words]
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    if (word === '--')
      return { args: [...args, ...left], given, isBehindDash: true, open: undefined }
    if (!word.startsWith('-') || word === '-') {
      args.push(word)
      continue
    }
    const [name, flag] = flagOf(word, flags)
    if (flag === undefined) continue
    given.add(name)
    if (word.includes('=') || flag.bare !== undefined || hasValue(word)) continue
    if (left.length === 0) return { args, given, isBehindDash: false, open: name }
    left.shift()
  }
  return { args, given, isBehindDash: false, open: undefined }
}

/** `-oyaml` */
function hasValue(word: string): boolean {
  return !word.startsWith('--') && word.length > 2
}

function flagOf(word: string, flags: FlagSet): readonly [string, Flag<unknown> | undefined] {
  const long = /^--([^=]+)/.exec(word)?.[1]
  if (long !== undefined) return [long, Object.hasOwn(flags, long) ? flags[long] : undefined]
  const found = Object.entries(flags).find(([, { short }]) => short === word.charAt(1))
  return found ?? ['', undefined]
}
