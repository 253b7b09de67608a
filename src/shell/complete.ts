import { type Stat, SystemError } from '#engine'
import { BUILTINS } from './builtins/index.ts'

export interface Candidates {
  /** The beginning of the word at the cursor, as it was typed. */
  readonly typed: string
  /** Whole words that begin so, sorted; directories end with a slash. */
  readonly candidates: readonly string[]
}

/** Where names are looked up: a finder, or whoever looks on. */
export interface Finder {
  readonly env: ReadonlyMap<string, string>
  stat(path: string): Pick<Stat, 'kind'>
  readdir(path: string): readonly string[]
}

/** What the word before the cursor may become: a command where one stands, else a file. */
export function candidatesFor(finder: Finder, before: string): Candidates {
  const typed = /(?:[^\s;|&()<>=]|\\ )*$/.exec(before)?.[0] ?? ''
  const lead = before.slice(0, before.length - typed.length).trimEnd()
  const isCommand = (lead === '' || /[;|&(]$/.test(lead)) && !typed.includes('/')
  const candidates = isCommand ? commandsFrom(finder, typed) : filesFrom(finder, typed)
  return { typed, candidates: [...new Set(candidates)].sort() }
}

export function commonPrefix(words: readonly string[]): string {
  const [first = '', ...others] = words
  let length = first.length
  for (const word of others) {
    let same = 0
    while (same < length && word[same] === first[same]) same++
    length = same
  }
  return first.slice(0, length)
}

function commandsFrom(finder: Finder, typed: string): readonly string[] {
  const directories = (finder.env.get('PATH') ?? '').split(':')
  const programs = directories.flatMap((directory) => namesIn(finder, directory))
  return [...BUILTINS.keys(), ...programs].filter((name) => name.startsWith(typed))
}

function filesFrom(finder: Finder, typed: string): readonly string[] {
  const slash = typed.lastIndexOf('/') + 1
  const [directory, start] = [typed.slice(0, slash), typed.slice(slash)]
  return namesIn(finder, directory === '' ? '.' : directory)
    .filter((name) => name.startsWith(start) && (start.startsWith('.') || !name.startsWith('.')))
    .map((name) => directory + name + (isDirectory(finder, directory + name) ? '/' : ''))
}

function namesIn(finder: Finder, directory: string): readonly string[] {
  return attempt(() => finder.readdir(directory)) ?? []
}

function isDirectory(finder: Finder, path: string): boolean {
  return attempt(() => finder.stat(path))?.kind === 'directory'
}

function attempt<T>(call: () => T): T | undefined {
  try {
    return call()
  } catch (error) {
    if (error instanceof SystemError) return undefined
    throw error
  }
}
