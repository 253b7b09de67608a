import { SystemError } from '#engine'
import type { Shell } from '../shell.ts'
import type { Builtin } from './builtin.ts'
import { complainAbout, print } from './builtin.ts'

export const cd: Builtin = function* (shell, args, called) {
  const [given] = args.filter((arg) => !/^-[LPe@]+$/.test(arg) && arg !== '--')
  const target =
    given === '-' ? shell.variables.get('OLDPWD') : (given ?? shell.variables.get('HOME'))
  if (target === undefined) {
    yield* complainAbout(shell, called, `${given === '-' ? 'OLDPWD' : 'HOME'} not set`)
    return 1
  }
  const before = shell.variables.get('PWD') ?? shell.process.cwd
  try {
    shell.process.chdir(target === '' ? '.' : target)
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    yield* complainAbout(shell, called, refusal(shell, target, error))
    return shell.flavour.name === 'dash' ? 2 : 1
  }
  shell.variables.set('OLDPWD', before)
  shell.variables.set('PWD', shell.process.cwd)
  if (given === '-') yield* print(shell, `${shell.process.cwd}\n`)
  return 0
}

function refusal(shell: Shell, target: string, error: SystemError): string {
  switch (shell.flavour.name) {
    case 'bash':
      return `${target}: ${error.message}`
    case 'dash':
      return `can't cd to ${target}`
    case 'ash':
      return `can't cd to ${target}: ${error.message}`
  }
}

export const pwd: Builtin = function* (shell) {
  yield* print(shell, `${shell.process.cwd}\n`)
  return 0
}

export const umask: Builtin = function* (shell, [given], called) {
  if (given === undefined) {
    yield* print(shell, `${shell.process.umask.toString(8).padStart(4, '0')}\n`)
    return 0
  }
  if (!/^[0-7]{1,4}$/.test(given)) {
    yield* complainAbout(shell, called, `${given}: octal number out of range`)
    return 1
  }
  shell.process.umask = Number.parseInt(given, 8) & 0o777
  return 0
}
