import { type Run, write } from '#engine'
import {
  knowsLetter,
  OPTION_LETTERS,
  optionNamed,
  SET_NAMES,
  SHOPT_NAMES,
} from '../shell-options.ts'
import type { Shell } from '../shell.ts'
import { type Builtin, complainAbout, fatal, inAll, print } from './builtin.ts'
import { quotedForList } from './declare.ts'

/** set: options, positional parameters, or a list of all variables. */
export const set: Builtin = function* (shell, args, called) {
  if (args.length === 0) return yield* listVariables(shell)
  let at = 0
  for (; at < args.length; at++) {
    const arg = args[at] ?? ''
    if (arg === '--' || arg === '-') {
      if (arg === '--' || args.length > at + 1) shell.parameters = args.slice(at + 1)
      return 0
    }
    if (!/^[-+][A-Za-z]/.test(arg)) break
    const next = args[at + 1]
    if (/^[-+]o$/.test(arg) && next === undefined) return yield* listOptions(shell, arg === '+o')
    const bad = applyOption(shell, arg, next)
    if (bad !== undefined) return yield* refuse(shell, called, bad)
    if (arg.slice(1).includes('o')) at++
  }
  if (at < args.length) shell.parameters = args.slice(at)
  return 0
}

function* listVariables(shell: Shell): Run {
  for (const [name, { value }] of shell.variables.all())
    if (typeof value === 'string') yield* print(shell, `${name}=${quotedForList(shell, value)}\n`)
    else if (value !== undefined) {
      const items = [...value.elements].map(([key, text]) => `[${key}]="${text}"`)
      yield* print(shell, `${name}=(${items.join(' ')})\n`)
    }
  return 0
}

function* listOptions(shell: Shell, asCommands: boolean): Run {
  const names = SET_NAMES.filter((name) => optionNamed(shell.flavour.name, name) !== undefined)
  for (const name of names.toSorted()) {
    const isOn = shell.has(name)
    if (asCommands) yield* print(shell, `set ${isOn ? '-' : '+'}o ${name}\n`)
    else yield* print(shell, `${name.padEnd(15)}\t${isOn ? 'on' : 'off'}\n`)
  }
  return 0
}

const USAGE = 'set: usage: set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]\n'

function* refuse(shell: Shell, called: string, bad: string): Run {
  const isName = !bad.startsWith('-')
  const posix = `option ${isName ? `-o ${bad}` : bad}`
  const words = {
    bash: `${bad}: invalid option${isName ? ' name' : ''}`,
    dash: `Illegal ${posix}`,
    ash: `illegal ${posix}`,
  }
  // ash goes on after a name that it does not know.
  if (shell.flavour.name === 'dash' || (shell.flavour.name === 'ash' && !isName))
    throw fatal(shell, called, words)
  yield* complainAbout(shell, called, words)
  if (shell.flavour.name === 'ash') return 1
  if (!isName) yield* write(shell.process, 2, USAGE)
  return 2
}

/** Options such as -eu or -o pipefail; gives the one that does not exist. */
export function applyOption(shell: Shell, word: string, next?: string): string | undefined {
  const isOn = word.startsWith('-')
  for (const letter of word.slice(1)) {
    const isName = letter === 'o'
    const name = isName ? optionNamed(shell.flavour.name, next ?? '') : OPTION_LETTERS.get(letter)
    const isKnown = name !== undefined && (isName || knowsLetter(shell.flavour.name, letter))
    if (!isKnown) return isName ? (next ?? '-o') : `-${letter}`
    if (isOn) shell.options.add(name)
    else shell.options.delete(name)
  }
  return undefined
}

/** bash's options beside those of set. */
export const shopt: Builtin = function* (shell, args, called) {
  const flags = args.filter((arg) => /^-[suqpo]+$/.test(arg)).join('')
  const names = args.filter((arg) => !/^-[suqpo]+$/.test(arg))
  const all: readonly string[] = flags.includes('o') ? SET_NAMES : SHOPT_NAMES
  const isChange = /[su]/.test(flags) && names.length > 0
  let status = 0
  for (const name of names.length > 0 ? names : all.toSorted()) {
    const option = [...SET_NAMES, ...SHOPT_NAMES].find((it) => it === name && all.includes(it))
    if (option === undefined) {
      status = 1
      yield* complainAbout(shell, called, inAll(`${name}: invalid shell option name`))
    } else if (isChange) {
      if (flags.includes('s')) shell.options.add(option)
      else shell.options.delete(option)
    } else {
      const isOn = shell.has(option)
      if (names.length > 0 && !isOn) status = 1
      const isListed = flags.includes('s') ? isOn : flags.includes('u') ? !isOn : true
      if (!flags.includes('q') && isListed)
        yield* print(shell, `${option.padEnd(15)}\t${isOn ? 'on' : 'off'}\n`)
    }
  }
  return status
}
