import type { Shell } from '../shell.ts'
import { alias, unalias } from './alias.ts'
import type { Builtin } from './builtin.ts'
import { complainAbout, inAll } from './builtin.ts'
import { declare, declareWith, local } from './declare.ts'
import { dirs, popd, pushd } from './directory-stack.ts'
import { cd, pwd, umask } from './directory.ts'
import { echo } from './echo.ts'
import { evaluate, execute, exit, fail, jump, logout, returnFrom, source, succeed } from './flow.ts'
import { getopts } from './getopts.ts'
import { background, disown, foreground, jobs, suspend, wait } from './jobs.ts'
import { kill } from './kill.ts'
import { lookups } from './lookup.ts'
import { hash, history, times, ulimit } from './misc.ts'
import { printf } from './printf.ts'
import { mapfile } from './mapfile.ts'
import { read } from './read.ts'
import { set, shopt } from './set.ts'
import { test } from './test.ts'
import { trap } from './trap.ts'
import { letCommand, shift, unset } from './variables.ts'

/** POSIX's special builtins: their failures end a script, and functions cannot hide them. */
const SPECIAL = new Set(
  '. : break continue eval exec exit export readonly return set shift source times trap unset local'.split(
    ' ',
  ),
)

export function isSpecial(name: string): boolean {
  return SPECIAL.has(name)
}

/** What only bash, or bash and ash, have. */
const BASH_ONLY = new Set(
  'builtin declare dirs disown enable logout mapfile popd pushd readarray shopt suspend typeset'.split(
    ' ',
  ),
)
const NOT_IN_DASH = new Set(['let', 'source', 'history'])

export function hasBuiltin(shell: Shell, name: string): boolean {
  if (!BUILTINS.has(name)) return false
  if (BASH_ONLY.has(name)) return shell.flavour.name === 'bash'
  return !(NOT_IN_DASH.has(name) && shell.flavour.name === 'dash')
}

function find(shell: Shell, name: string): Builtin | undefined {
  return hasBuiltin(shell, name) ? BUILTINS.get(name) : undefined
}

const { type, command } = lookups({ find, isSpecial })

/** builtin NAME: not a function of that name. */
const builtin: Builtin = function* (shell, [name = '', ...args], called) {
  const run = find(shell, name)
  if (run !== undefined) return yield* run(shell, args, name)
  yield* complainAbout(shell, called, inAll(`${name}: not a shell builtin`))
  return 1
}

/** What the shell carries out itself, by name. */
export const BUILTINS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  [':', succeed],
  ['.', source],
  ['[', test],
  ['alias', alias],
  ['bg', background],
  ['break', jump],
  ['builtin', builtin],
  ['cd', cd],
  ['command', command],
  ['continue', jump],
  ['declare', declare],
  ['dirs', dirs],
  ['disown', disown],
  ['echo', echo],
  ['enable', succeed],
  ['eval', evaluate],
  ['exec', execute],
  ['exit', exit],
  ['export', declareWith('export')],
  ['false', fail],
  ['fg', foreground],
  ['getopts', getopts],
  ['hash', hash],
  ['history', history],
  ['jobs', jobs],
  ['kill', kill],
  ['let', letCommand],
  ['local', local],
  ['logout', logout],
  ['mapfile', mapfile],
  ['popd', popd],
  ['printf', printf],
  ['pushd', pushd],
  ['pwd', pwd],
  ['read', read],
  ['readarray', mapfile],
  ['readonly', declareWith('readonly')],
  ['return', returnFrom],
  ['set', set],
  ['shift', shift],
  ['shopt', shopt],
  ['source', source],
  ['suspend', suspend],
  ['test', test],
  ['times', times],
  ['trap', trap],
  ['true', succeed],
  ['type', type],
  ['typeset', declare],
  ['ulimit', ulimit],
  ['umask', umask],
  ['unalias', unalias],
  ['unset', unset],
  ['wait', wait],
])
