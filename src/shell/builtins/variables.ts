import { ReadonlyVariable } from '../failure.ts'
import { isName } from '../variables.ts'
import type { Shell } from '../shell.ts'
import { evaluateSource } from '../words/arithmetic.ts'
import { calculated } from '../words/calculate.ts'
import { type Builtin, complainAbout, fatal, inAll } from './builtin.ts'
import type { Run } from '#engine'

export const unset: Builtin = function* (shell, args, called) {
  const isFunction = args[0] === '-f'
  let status = 0
  for (const name of args.filter((arg) => !/^-[fvn]$/.test(arg))) {
    if (isFunction) shell.functions.delete(name)
    else if (!(yield* unsetOne(shell, name, called))) status = 1
  }
  return status
}

function* unsetOne(shell: Shell, word: string, called: string): Run<boolean> {
  const isBash = shell.flavour.name === 'bash'
  const element = isBash ? /^([A-Za-z_]\w*)\[(.*)\]$/s.exec(word) : null
  const [, name = word, index] = element ?? []
  if (!isName(name)) {
    // bash takes it for the name of a function.
    if (shell.flavour.name === 'bash' && shell.flavour.version.startsWith('5')) return true
    const posix = `${word}: bad variable name`
    const words = { bash: `\`${word}': not a valid identifier`, dash: posix, ash: posix }
    if (shell.flavour.name !== 'bash') throw fatal(shell, called, words)
    yield* complainAbout(shell, called, words)
    return false
  }
  try {
    if (index === undefined) {
      if (shell.flavour.name === 'bash' && shell.variables.describe(name).value === undefined)
        shell.functions.delete(name)
      shell.variables.unset(name)
    } else unsetElement(shell, name, index)
    return true
  } catch (error) {
    if (!(error instanceof ReadonlyVariable)) throw error
    const posix = `${name}: is read only`
    const words = { bash: `${name}: cannot unset: readonly variable`, dash: posix, ash: posix }
    if (shell.flavour.name !== 'bash') throw fatal(shell, called, words)
    yield* complainAbout(shell, called, words)
    return false
  }
}

function unsetElement(shell: Shell, name: string, index: string): void {
  const { variables } = shell
  if (index === '@' || index === '*') variables.unset(name)
  else if (variables.isAssociative(name)) variables.unsetElement(name, index)
  else {
    const number = calculated(shell, index, () => evaluateSource(index, variables))
    const last = Math.max(-1, ...[...variables.elements(name).keys()].map(Number))
    variables.unsetElement(name, `${number < 0n ? BigInt(last) + 1n + number : number}`)
  }
}

export const shift: Builtin = function* (shell, [given = '1'], called) {
  const count = Number(given)
  if (!/^\d+$/.test(given)) {
    const posix = `Illegal number: ${given}`
    throw fatal(shell, called, {
      bash: `${given}: numeric argument required`,
      dash: posix,
      ash: posix,
    })
  }
  if (count <= shell.parameters.length) {
    shell.parameters = shell.parameters.slice(count)
    return 0
  }
  if (shell.flavour.name === 'dash') throw fatal(shell, called, inAll("can't shift that many"))
  return 1
}

/** let of bash: 1 when the last value is 0. */
export const letCommand: Builtin = function* (shell, args, called) {
  if (args.length === 0) {
    yield* complainAbout(shell, called, inAll('expression expected'))
    return 1
  }
  let value = 0n
  for (const arg of args) value = calculated(shell, arg, () => evaluateSource(arg, shell.variables))
  return value === 0n ? 1 : 0
}
