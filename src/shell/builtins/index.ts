import type { Builtin } from './builtin.ts'
import { cd, pwd, umask } from './directory.ts'
import { echo } from './echo.ts'
import { evaluate, execute, exit, fail, jump, returnFrom, source, succeed } from './flow.ts'
import { background, foreground, jobs, kill, trap, wait } from './jobs.ts'
import { alias, lookups, unalias } from './lookup.ts'
import { times, ulimit } from './limits.ts'
import { printf } from './printf.ts'
import { read } from './read.ts'
import { test } from './test.ts'
import { declareWith, getopts, local, set, shift, unset } from './variables.ts'

/** POSIX's special builtins, which functions cannot hide. */
const SPECIAL = new Set(
  '. : break continue eval exec exit export readonly return set shift times trap unset'.split(' '),
)

export function isSpecial(name: string): boolean {
  return SPECIAL.has(name)
}

const { type, command } = lookups({ find: (name) => BUILTINS.get(name) })

/** What the shell carries out itself, by name. */
export const BUILTINS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  [':', succeed],
  ['.', source],
  ['[', test],
  ['alias', alias],
  ['bg', background],
  ['break', jump],
  ['cd', cd],
  ['command', command],
  ['continue', jump],
  ['echo', echo],
  ['eval', evaluate],
  ['exec', execute],
  ['exit', exit],
  ['export', declareWith('export')],
  ['false', fail],
  ['fg', foreground],
  ['getopts', getopts],
  ['hash', succeed],
  ['jobs', jobs],
  ['kill', kill],
  ['local', local],
  ['printf', printf],
  ['pwd', pwd],
  ['read', read],
  ['readonly', declareWith('readonly')],
  ['return', returnFrom],
  ['set', set],
  ['shift', shift],
  ['source', source],
  ['test', test],
  ['times', times],
  ['trap', trap],
  ['true', succeed],
  ['type', type],
  ['ulimit', ulimit],
  ['umask', umask],
  ['unalias', unalias],
  ['unset', unset],
  ['wait', wait],
])
