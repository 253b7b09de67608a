import { type Run, SystemError } from '#engine'
import { printFunction } from '../run/print-function.ts'
import { findCommand, notFound, runExternal } from '../run/external.ts'
import { complain } from '../run/outcome.ts'
import type { Shell } from '../shell.ts'
import { type Builtin, complainAbout, inAll, print } from './builtin.ts'

/** What the builtins need to know of one another. */
export interface Lookup {
  readonly find: (shell: Shell, name: string) => Builtin | undefined
  readonly isSpecial: (name: string) => boolean
}

const KEYWORDS = new Set(
  'if then else elif fi case esac for while until do done { } ! in'.split(' '),
)
const BASH_KEYWORDS = new Set('[[ ]] function select time coproc'.split(' '))

function isKeyword(shell: Shell, name: string): boolean {
  return KEYWORDS.has(name) || (shell.flavour.name === 'bash' && BASH_KEYWORDS.has(name))
}

/** `type` and `command`, which look names up. */
export function lookups(lookup: Lookup): { readonly type: Builtin; readonly command: Builtin } {
  return {
    type: (shell, args, called) => describeAll(shell, lookup, { args, called }),
    command: (shell, args, called) => runCommandWord(shell, lookup, { args, called }),
  }
}

interface Request {
  readonly args: readonly string[]
  readonly called: string
}

function* describeAll(shell: Shell, lookup: Lookup, { args, called }: Request): Run {
  const isBash = shell.flavour.name === 'bash'
  const flags = isBash ? args.filter((arg) => /^-[aftpP]+$/.test(arg)).join('') : ''
  const names = isBash ? args.filter((arg) => !/^-[aftpP]+$/.test(arg)) : args
  let status = 0
  for (const name of names) {
    const lines = flags.includes('t')
      ? kindOf(shell, lookup, name)
      : flags.includes('a')
        ? descriptions(shell, lookup, name)
        : descriptions(shell, lookup, name).slice(0, 1)
    if (lines.length > 0) yield* print(shell, `${lines.join('\n')}\n`)
    else {
      status = isBash ? 1 : 127
      if (flags.includes('t')) continue
      // dash and ash print it where the others would stand.
      if (isBash) yield* complainAbout(shell, called, inAll(`${name}: not found`))
      else yield* print(shell, `${name}: not found\n`)
    }
  }
  return status
}

function kindOf(shell: Shell, { find }: Lookup, name: string): readonly string[] {
  if (shell.aliases.has(name)) return ['alias']
  if (isKeyword(shell, name)) return ['keyword']
  if (shell.functions.has(name)) return ['function']
  if (find(shell, name) !== undefined) return ['builtin']
  return findCommand(shell, name) === undefined ? [] : ['file']
}

function descriptions(shell: Shell, lookup: Lookup, name: string): readonly string[] {
  const isBash = shell.flavour.name === 'bash'
  const alias = shell.aliases.get(name)
  const path = findCommand(shell, name)
  const known = shell.functions.get(name)
  const isBuiltin = lookup.find(shell, name) !== undefined
  const special = !isBash && lookup.isSpecial(name) ? 'special ' : ''
  const isFile =
    path !== undefined && (!name.includes('/') || shell.process.access(path, 'execute'))
  return [
    ...(alias === undefined
      ? []
      : [isBash ? `${name} is aliased to \`${alias}'` : `${name} is an alias for ${alias}`]),
    ...(isKeyword(shell, name) ? [`${name} is a shell keyword`] : []),
    ...(known === undefined
      ? []
      : [
          isBash
            ? `${name} is a function\n${printFunction(known)}`
            : `${name} is a ${shell.flavour.name === 'dash' ? 'shell ' : ''}function`,
        ]),
    ...(isBuiltin ? [`${name} is a ${special}shell builtin`] : []),
    ...(isFile ? pathsOf(shell, name, path).map((it) => `${name} is ${it}`) : []),
  ]
}

/** Wherever along PATH the name is found. */
function pathsOf(shell: Shell, name: string, first: string): readonly string[] {
  if (name.includes('/')) return [first]
  const directories = (shell.variables.get('PATH') ?? '').split(':')
  return directories
    .map((directory) => `${directory === '' ? '.' : directory}/${name}`)
    .filter((path) => isExecutable(shell, path))
}

function isExecutable({ process }: Shell, path: string): boolean {
  try {
    return process.stat(path).kind === 'file' && process.access(path, 'execute')
  } catch (error) {
    if (error instanceof SystemError) return false
    throw error
  }
}

function* runCommandWord(shell: Shell, lookup: Lookup, { args }: Request): Run {
  if (args[0] === '-v' || args[0] === '-V')
    return yield* lookUp(shell, lookup, { args: args.slice(1), called: args[0] })
  const argv = args[0] === '-p' || args[0] === '--' ? args.slice(1) : args
  const [name, ...rest] = argv
  if (name === undefined) return 0
  const builtin = lookup.find(shell, name)
  if (builtin !== undefined) return yield* builtin(shell, rest, name)
  return yield* runExternal(shell, { argv, redirections: [], assignments: [] })
}

/** command -v and -V */
function* lookUp(shell: Shell, lookup: Lookup, { args, called }: Request): Run {
  const isBash = shell.flavour.name === 'bash'
  let isFound = false
  // dash and ash look at the first name only.
  const names = isBash ? args : args.slice(0, 1)
  for (const name of names) {
    const line =
      called === '-v' ? shortly(shell, lookup, name) : descriptions(shell, lookup, name)[0]
    if (line !== undefined) {
      isFound = true
      yield* print(shell, `${line}\n`)
      continue
    }
    if (called === '-V') yield* sayNotFound(shell, name)
  }
  return isFound ? 0 : isBash ? 1 : 127
}

function* sayNotFound(shell: Shell, name: string): Run<void> {
  if (shell.flavour.name === 'bash')
    yield* complainAbout(shell, 'command', inAll(`${name}: not found`))
  else yield* complain(shell, shell.wordsOf(notFound(name)))
}

function shortly(shell: Shell, lookup: Lookup, name: string): string | undefined {
  const alias = shell.aliases.get(name)
  if (alias !== undefined) return `alias ${name}='${alias}'`
  const isOwn =
    isKeyword(shell, name) || shell.functions.has(name) || lookup.find(shell, name) !== undefined
  if (isOwn) return name
  const path = findCommand(shell, name)
  return path !== undefined && shell.process.access(path, 'execute') ? path : undefined
}
