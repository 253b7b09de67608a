import { type Process, SystemError } from '#engine'
import { BUILTINS } from './builtins/index.ts'

export interface Candidates {
  /** The beginning of the word at the cursor, as it was typed. */
  readonly typed: string
  /** Whole words that begin so, sorted; directories end with a slash. */
  readonly candidates: readonly string[]
}

/** What the word before the cursor may become: a command where one stands, else a file. */
export function candidatesFor(process: Process, before: string): Candidates {
  const typed = /(?:[^\s;|&()<>=]|\\ )*$/.exec(before)?.[0] ?? ''
  const lead = before.slice(0, before.length - typed.length).trimEnd()
  const isCommand = (lead === '' || /[;|&(]$/.test(lead)) && !typed.includes('/')
  const candidates = isCommand ? commandsFrom(process, typed) : filesFrom(process, typed)
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

function commandsFrom(process: Process, typed: string): readonly string[] {
  const directories = (process.env.get('PATH') ?? '').split(':')
  const programs = directories.flatMap((directory) => namesIn(process, directory))
  return [...BUILTINS.keys(), ...programs].filter((name) => name.startsWith(typed))
}

function filesFrom(process: Process, typed: string): readonly string[] {
  const slash = typed.lastIndexOf('/') + 1
  const [directory, start] = [typed.slice(0, slash), typed.slice(slash)]
  return namesIn(process, directory === '' ? '.' : directory)
    .filter((name) => name.startsWith(start) && (start.startsWith('.') || !name.startsWith('.')))
    .map((name) => directory + name + (isDirectory(process, directory + name) ? '/' : ''))
}

function namesIn(process: Process, directory: string): readonly string[] {
  return attempt(() => process.readdir(directory)) ?? []
}

function isDirectory(process: Process, path: string): boolean {
  return attempt(() => process.stat(path))?.kind === 'directory'
}

function attempt<T>(call: () => T): T | undefined {
  try {
    return call()
  } catch (error) {
    if (error instanceof SystemError) return undefined
    throw error
  }
}
