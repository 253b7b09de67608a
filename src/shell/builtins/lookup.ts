import { findProgram, type Run } from '#engine'
import type { Shell } from '../shell.ts'
import { runExternal } from '../run/external.ts'
import type { Builtin } from './builtin.ts'
import { complainAbout, print } from './builtin.ts'

/** What the builtins need to know of one another. */
export interface Lookup {
  readonly find: (name: string) => Builtin | undefined
}

/** `type` and `command`, which look names up. */
export function lookups({ find }: Lookup): { readonly type: Builtin; readonly command: Builtin } {
  const describe = (shell: Shell, name: string): string | undefined => {
    const alias = shell.aliases.get(name)
    if (alias !== undefined) return `${name} is aliased to \`${alias}'`
    if (shell.functions.has(name)) return `${name} is a function`
    if (find(name) !== undefined) return `${name} is a shell builtin`
    const path = findProgram(shell.process, name)
    return path === undefined ? undefined : `${name} is ${path}`
  }
  const shortly = (shell: Shell, name: string): string | undefined =>
    shell.functions.has(name) || find(name) !== undefined ? name : findProgram(shell.process, name)
  function* type(shell: Shell, args: readonly string[], called: string): Run {
    let status = 0
    for (const name of args.filter((arg) => !/^-[atpP]$/.test(arg))) {
      const words = describe(shell, name)
      if (words !== undefined) yield* print(shell, `${words}\n`)
      else {
        yield* complainAbout(shell, called, `${name}: not found`)
        status = 1
      }
    }
    return status
  }
  function* command(shell: Shell, args: readonly string[], called: string): Run {
    if (args[0] === '-v' || args[0] === '-V') {
      const [name = ''] = args.slice(1)
      const words = args[0] === '-v' ? shortly(shell, name) : describe(shell, name)
      if (words === undefined) return shell.flavour.name === 'dash' ? 127 : 1
      yield* print(shell, `${words}\n`)
      return 0
    }
    const argv = args[0] === '-p' ? args.slice(1) : args
    const [name, ...rest] = argv
    if (name === undefined) return 0
    const builtin = find(name)
    if (builtin !== undefined) return yield* builtin(shell, rest, called)
    return yield* runExternal(shell, {
      argv,
      redirections: [],
      assignments: [],
      source: () => argv.join(' '),
    })
  }
  return { type, command }
}

export const alias: Builtin = function* (shell, args, called) {
  let status = 0
  if (args.length === 0)
    for (const [name, value] of shell.aliases) yield* print(shell, `alias ${name}='${value}'\n`)
  for (const arg of args) {
    const match = /^([^=]+)=([\s\S]*)$/.exec(arg)
    if (match !== null) shell.aliases.set(match[1] ?? '', match[2] ?? '')
    else if (shell.aliases.has(arg))
      yield* print(shell, `alias ${arg}='${shell.aliases.get(arg) ?? ''}'\n`)
    else {
      yield* complainAbout(shell, called, `${arg}: not found`)
      status = 1
    }
  }
  return status
}

export const unalias: Builtin = function* (shell, args) {
  for (const name of args) shell.aliases.delete(name)
  return 0
}
