import { SystemError } from '#engine'
import type { Shell } from '../shell.ts'
import { guarded } from '../words/assign.ts'
import { type Builtin, complainAbout, inAll, print } from './builtin.ts'

export const cd: Builtin = function* (shell, args, called) {
  const operands = args.filter((arg) => !/^-[LPe@]+$/.test(arg) && arg !== '--')
  const isPhysical = args.includes('-P') || shell.has('physical')
  const [given] = operands
  if (operands.length > 1 && shell.flavour.name === 'bash') {
    yield* complainAbout(shell, called, inAll('too many arguments'))
    return 1
  }
  const target =
    given === '-' ? shell.variables.get('OLDPWD') : (given ?? shell.variables.get('HOME'))
  if (target === undefined) {
    // dash and ash stay where they are and say nothing.
    if (shell.flavour.name !== 'bash' && given === undefined) return 0
    yield* complainAbout(shell, called, inAll(`${given === '-' ? 'OLDPWD' : 'HOME'} not set`))
    return shell.flavour.name === 'dash' ? 2 : 1
  }
  const found = along(shell, target)
  const refusal = moveTo(shell, found.path, isPhysical)
  if (refusal !== undefined) {
    yield* complainAbout(shell, called, {
      bash: `${target}: ${refusal.message}`,
      dash: `can't cd to ${target}`,
      ash: `can't cd to ${target}: ${refusal.message}`,
    })
    return shell.flavour.name === 'bash' ? 1 : 2
  }
  if (given === '-' || found.isByCdpath)
    yield* print(shell, `${shell.variables.get('PWD') ?? shell.process.cwd}\n`)
  return 0
}

/** CDPATH: where relative names are looked for first. */
function along(
  shell: Shell,
  target: string,
): { readonly path: string; readonly isByCdpath: boolean } {
  const cdpath = shell.variables.get('CDPATH')
  if (cdpath === undefined || /^\.{0,2}\/|^\.\.?$/.test(target))
    return { path: target, isByCdpath: false }
  for (const directory of cdpath.split(':')) {
    const path = directory === '' ? target : `${directory}/${target}`
    if (isDirectory(shell, path)) return { path, isByCdpath: directory !== '' }
  }
  return { path: target, isByCdpath: false }
}

function isDirectory({ process }: Shell, path: string): boolean {
  try {
    return process.stat(path).kind === 'directory'
  } catch (error) {
    if (error instanceof SystemError) return false
    throw error
  }
}

/** Changes there, PWD and OLDPWD with it; what is refused comes back. */
export function moveTo(shell: Shell, target: string, isPhysical: boolean): SystemError | undefined {
  const before = shell.variables.get('PWD') ?? shell.process.cwd
  const path = isPhysical ? target : logical(before, target)
  try {
    shell.process.chdir(path)
  } catch (error) {
    if (error instanceof SystemError) return error
    throw error
  }
  guarded(shell, () => {
    shell.variables.set('OLDPWD', before)
    shell.variables.set('PWD', isPhysical ? shell.process.cwd : path)
    if (shell.flavour.name === 'bash') shell.variables.export('OLDPWD')
  })
  return undefined
}

/** The path as it was walked: .. takes a name away, links or not. */
function logical(before: string, target: string): string {
  const parts: string[] = []
  const whole = target.startsWith('/') ? target : `${before}/${target}`
  for (const part of whole.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..') parts.pop()
    else parts.push(part)
  }
  return `/${parts.join('/')}`
}

export const pwd: Builtin = function* (shell, args) {
  const isPhysical = args.includes('-P')
  const path = isPhysical ? shell.process.cwd : (shell.variables.get('PWD') ?? shell.process.cwd)
  yield* print(shell, `${path}\n`)
  return 0
}

export const umask: Builtin = function* (shell, args, called) {
  const isSymbolic = args[0] === '-S'
  const given = isSymbolic ? args[1] : args[0]
  if (given === undefined) {
    const mask = shell.process.umask
    yield* print(shell, `${isSymbolic ? symbolic(mask) : mask.toString(8).padStart(4, '0')}\n`)
    return 0
  }
  if (!/^[0-7]{1,4}$/.test(given)) {
    yield* complainAbout(shell, called, {
      bash: /^\d/.test(given)
        ? `${given}: octal number out of range`
        : `\`${given.charAt(0)}': invalid symbolic mode operator`,
      dash: `Illegal mode: ${given}`,
      ash: `illegal mode: ${given}`,
    })
    return shell.flavour.name === 'dash' ? 2 : 1
  }
  shell.process.umask = Number.parseInt(given, 8) & 0o777
  return 0
}

function symbolic(mask: number): string {
  const bits = (shift: number): string => {
    const allowed = ~(mask >> shift) & 7
    return `${allowed & 4 ? 'r' : ''}${allowed & 2 ? 'w' : ''}${allowed & 1 ? 'x' : ''}`
  }
  return `u=${bits(6)},g=${bits(3)},o=${bits(0)}`
}
