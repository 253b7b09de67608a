import type { Run } from '#engine'
import { OPTION_LETTERS, type OptionName, type Shell } from '../shell.ts'
import type { Variable } from '../variables.ts'
import type { Builtin } from './builtin.ts'
import { complainAbout, print } from './builtin.ts'

const NAME = /^[A-Za-z_]\w*$/

/** export and readonly, with or without a value. */
export const declareWith = (how: 'export' | 'readonly'): Builtin =>
  function* (shell, args, called) {
    const isUndone = args[0] === '-n' && how === 'export'
    const words = args.filter((arg) => !/^-[npfx]$/.test(arg))
    if (words.length === 0) {
      yield* list(shell, how)
      return 0
    }
    let status = 0
    for (const word of words) {
      const { name, value } = assignmentIn(shell, word)
      if (!NAME.test(name)) {
        yield* complainAbout(shell, called, `\`${word}': not a valid identifier`)
        status = 1
        continue
      }
      if (value !== undefined) shell.variables.set(name, value)
      if (how === 'export') shell.variables.export(name, !isUndone)
      else shell.variables.protect(name)
    }
    return status
  }

function assignmentIn(
  shell: Shell,
  word: string,
): { readonly name: string; readonly value?: string } {
  const match = /^([^=+]*)(\+?)=([\s\S]*)$/.exec(word)
  if (match === null) return { name: word }
  const [, name = '', plus, text = ''] = match
  return { name, value: plus === '+' ? (shell.variables.get(name) ?? '') + text : text }
}

function* list(shell: Shell, how: 'export' | 'readonly'): Run<void> {
  const isListed = (variable: Variable): boolean =>
    how === 'export' ? variable.isExported : variable.isReadonly
  const word = shell.flavour.name === 'bash' ? `declare -${how === 'export' ? 'x' : 'r'}` : how
  for (const [name, variable] of shell.variables.all())
    if (isListed(variable))
      yield* print(
        shell,
        `${word} ${name}${variable.value === undefined ? '' : `=${quoted(shell, variable.value)}`}\n`,
      )
}

function quoted(shell: Shell, value: string): string {
  return shell.flavour.name === 'bash'
    ? `"${value.replaceAll(/["\\$`]/g, '\\$&')}"`
    : `'${value.replaceAll("'", `'"'"'`)}'`
}

export const local: Builtin = function* (shell, args, called) {
  if (!shell.variables.isInFunction) {
    yield* complainAbout(shell, called, 'can only be used in a function')
    return 1
  }
  for (const word of args.filter((arg) => !/^-[a-z]+$/.test(arg))) {
    const { name, value } = assignmentIn(shell, word)
    shell.variables.declareLocal(name)
    if (value !== undefined) shell.variables.set(name, value)
  }
  return 0
}

export const unset: Builtin = function* (shell, args) {
  const isFunction = args[0] === '-f'
  for (const name of args.filter((arg) => !/^-[fv]$/.test(arg)))
    if (isFunction) shell.functions.delete(name)
    else shell.variables.unset(name)
  return 0
}

export const shift: Builtin = function* (shell, [given = '1'], called) {
  const count = Number(given)
  if (count <= shell.parameters.length) {
    shell.parameters = shell.parameters.slice(count)
    return 0
  }
  if (shell.flavour.name === 'dash') yield* complainAbout(shell, called, "can't shift that many")
  return 1
}

/** set: options, positional parameters, or a list of all variables. */
export const set: Builtin = function* (shell, args, called) {
  if (args.length === 0) {
    for (const [name, { value }] of shell.variables.all())
      if (value !== undefined)
        yield* print(
          shell,
          `${name}=${/^[\w@%+:,./-]*$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`}\n`,
        )
    return 0
  }
  let at = 0
  for (; at < args.length; at++) {
    const arg = args[at] ?? ''
    if (arg === '--' || arg === '-') {
      shell.parameters = args.slice(at + 1)
      return 0
    }
    if (!/^[-+][A-Za-z]/.test(arg)) break
    const bad = applyOption(shell, arg, args[at + 1])
    if (bad !== undefined) {
      yield* complainAbout(shell, called, `${bad}: invalid option${bad.length > 2 ? ' name' : ''}`)
      return 2
    }
    if (arg.slice(1).includes('o') && args[at + 1] !== undefined) at++
  }
  if (at < args.length) shell.parameters = args.slice(at)
  return 0
}

const LONG_NAMES: readonly OptionName[] = [...OPTION_LETTERS.values(), 'pipefail']

/** Options such as -eu or -o pipefail; gives the one that does not exist. */
export function applyOption(shell: Shell, word: string, next?: string): string | undefined {
  const isOn = word.startsWith('-')
  for (const letter of word.slice(1)) {
    const name = letter === 'o' ? LONG_NAMES.find((it) => it === next) : OPTION_LETTERS.get(letter)
    if (name === undefined) {
      if ('hBHkptTEP'.includes(letter)) continue
      return letter === 'o' ? (next ?? '-o') : `-${letter}`
    }
    if (isOn) shell.options.add(name)
    else shell.options.delete(name)
  }
  return undefined
}

/** getopts OPTSTRING NAME: one option a call, kept track of in OPTIND. */
export const getopts: Builtin = function* (shell, [letters = '', name = 'opt', ...given]) {
  const args = given.length > 0 ? given : shell.parameters
  const { variables } = shell
  const [index = 1, place = 1] = (variables.get('OPTIND') ?? '1').split('.').map(Number)
  const word = args[index - 1]
  if (word === undefined || !/^-./.test(word) || word === '--') {
    variables.set(name, '?')
    variables.set('OPTIND', `${word === '--' ? index + 1 : index}`)
    return 1
  }
  const letter = word.charAt(place)
  const spec = letters.indexOf(letter)
  const isKnown = spec >= 0 && letter !== ':'
  const isAtEnd = place + 1 >= word.length
  let next = isAtEnd ? `${index + 1}` : `${index}.${place + 1}`
  variables.unset('OPTARG')
  if (isKnown && letters.charAt(spec + 1) === ':') {
    const argument = isAtEnd ? args[index] : word.slice(place + 1)
    next = `${isAtEnd ? index + 2 : index + 1}`
    if (argument === undefined) {
      yield* complainAbout(shell, shell.name, `option requires an argument -- ${letter}`)
      variables.set(name, '?')
      variables.set('OPTIND', `${index + 1}`)
      return 0
    }
    variables.set('OPTARG', argument)
  }
  if (!isKnown && letters.startsWith(':')) variables.set('OPTARG', letter)
  else if (!isKnown) yield* complainAbout(shell, shell.name, `illegal option -- ${letter}`)
  variables.set(name, isKnown ? letter : '?')
  variables.set('OPTIND', next)
  return 0
}
