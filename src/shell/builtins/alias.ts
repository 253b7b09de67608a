import { write } from '#engine'
import { type Builtin, complainAbout, inAll, print } from './builtin.ts'

export const alias: Builtin = function* (shell, args, called) {
  const isBash = shell.flavour.name === 'bash'
  const shown = (name: string): string =>
    `${isBash ? 'alias ' : ''}${name}='${(shell.aliases.get(name) ?? '').replaceAll("'", "'\\''")}'\n`
  let status = 0
  if (args.length === 0)
    for (const name of [...shell.aliases.keys()].sort()) yield* print(shell, shown(name))
  for (const arg of args) {
    const match = /^([^=]+)=([\s\S]*)$/.exec(arg)
    if (match !== null) shell.aliases.set(match[1] ?? '', match[2] ?? '')
    else if (shell.aliases.has(arg)) yield* print(shell, shown(arg))
    else if (arg !== '-p') {
      status = 1
      if (isBash) yield* complainAbout(shell, called, inAll(`${arg}: not found`))
      else yield* write(shell.process, 2, `alias: ${arg} not found\n`)
    }
  }
  return status
}

export const unalias: Builtin = function* (shell, args, called) {
  if (args[0] === '-a') {
    shell.aliases.clear()
    return 0
  }
  let status = 0
  for (const name of args)
    if (!shell.aliases.delete(name)) {
      status = 1
      yield* complainAbout(shell, called, inAll(`${name}: not found`))
    }
  return status
}
