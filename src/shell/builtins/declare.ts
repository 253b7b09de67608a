import type { Run } from '#engine'
import { parse } from 'unbash'
import type { Shell } from '../shell.ts'
import { isName, lettersOf, type Value, type Variable } from '../variables.ts'
import { assign, guarded } from '../words/assign.ts'
import { quoteForShell } from '../words/text-operations.ts'
import { type Builtin, complainAbout, fatal, inAll, print } from './builtin.ts'
import { printFunction } from '../run/print-function.ts'

/** export and readonly, with or without a value. */
export const declareWith = (how: 'export' | 'readonly'): Builtin =>
  function* (shell, args, called) {
    const flags = args.filter((arg) => /^-[a-zA-Z]+$/.test(arg)).join('')
    const words = args.filter((arg) => !/^-[a-zA-Z]+$/.test(arg) && arg !== '--')
    if (words.length === 0) {
      yield* list(
        shell,
        (variable) => (how === 'export' ? variable.isExported : variable.isReadonly),
        shell.flavour.name === 'bash' ? undefined : how,
      )
      return 0
    }
    let status = 0
    for (const word of words) {
      const name = yield* declareOne(shell, word, called)
      if (name === undefined) status = 1
      else if (how === 'readonly') shell.variables.protect(name)
      else shell.variables.export(name, !flags.includes('n'))
    }
    return status
  }

/** Carries the assignment in a word out; undefined, and a complaint, when it has no valid name. */
function* declareOne(shell: Shell, word: string, called: string): Run<string | undefined> {
  const name = nameIn(word)
  if (!isName(name)) {
    const posix = `${word.replace(/=[\s\S]*$/, '')}: bad variable name`
    const words = { bash: `\`${word}': not a valid identifier`, dash: posix, ash: posix }
    if (shell.flavour.name !== 'bash') throw fatal(shell, called, words)
    yield* complainAbout(shell, called, words)
    return undefined
  }
  if (word.includes('=')) yield* assignWord(shell, word)
  return name
}

function nameIn(word: string): string {
  return word.replace(/(\[[^\]]*\])?\+?=[\s\S]*$/, '')
}

/** A word that is an assignment again, read as one. The value has been expanded already. */
function* assignWord(shell: Shell, word: string): Run<void> {
  const isArray = /^[A-Za-z_]\w*\+?=\(/.test(word) && word.endsWith(')')
  const equals = word.indexOf('=')
  const source = isArray
    ? word
    : `${word.slice(0, equals + 1)}${quoteForShell(word.slice(equals + 1))}`
  const command = parse(source).commands[0]?.command
  if (command?.type !== 'Command') return
  for (const item of command.prefix) if (item.type === 'Assignment') yield* assign(shell, item)
}

const SIGNED = /^[-+][a-zA-Z]+$/

/** declare and typeset of bash. */
export const declare: Builtin = function* (shell, args, called) {
  const flags = args.filter((arg) => SIGNED.test(arg) && arg.startsWith('-')).join('')
  const undone = args.filter((arg) => SIGNED.test(arg) && arg.startsWith('+')).join('')
  const words = args.filter((arg) => !SIGNED.test(arg) && arg !== '--')
  if (/[fF]/.test(flags)) return yield* listFunctions(shell, words, flags.includes('F'))
  if (flags.includes('p') || words.length === 0)
    return yield* describe(shell, words, { flags, called })
  const isLocal = shell.variables.isInFunction && !flags.includes('g')
  let status = 0
  for (const word of words) {
    const name = nameIn(word)
    if (isLocal)
      guarded(shell, () => {
        shell.variables.declareLocal(name)
      })
    if (flags.includes('n') && word.includes('=')) {
      shell.variables.refer(name, word.slice(word.indexOf('=') + 1))
      continue
    }
    const conversion = impossible(shell, name, flags)
    if (conversion !== undefined) {
      yield* complainAbout(shell, called, inAll(`${name}: cannot convert ${conversion} array`))
      status = 1
      continue
    }
    prepare(shell, name, flags)
    if ((yield* declareOne(shell, word, called)) === undefined) status = 1
    else attribute(shell, name, { flags, undone })
  }
  return status
}

/** An array stays of its kind. */
function impossible(shell: Shell, name: string, flags: string): string | undefined {
  const { value } = shell.variables.describe(name)
  if (typeof value !== 'object') return undefined
  if (flags.includes('A') && value.kind === 'indexed') return 'indexed to associative'
  return flags.includes('a') && value.kind === 'associative' ? 'associative to indexed' : undefined
}

function prepare(shell: Shell, name: string, flags: string): void {
  const { variables } = shell
  if (flags.includes('i')) variables.calculate(name)
  const before = variables.describe(name).value
  const isArray = typeof before === 'object'
  if (flags.includes('A') && !isArray) variables.setArray(name, 'associative', new Map())
  if (flags.includes('a') && !isArray) variables.setArray(name, 'indexed', variables.elements(name))
}

function attribute(
  shell: Shell,
  name: string,
  { flags, undone }: { readonly flags: string; readonly undone: string },
): void {
  const { variables } = shell
  if (flags.includes('x')) variables.export(name)
  if (undone.includes('x')) variables.export(name, false)
  if (flags.includes('r')) variables.protect(name)
  const value = variables.get(name)
  if (value === undefined) return
  if (flags.includes('u')) variables.set(name, value.toUpperCase())
  if (flags.includes('l')) variables.set(name, value.toLowerCase())
}

function* describe(
  shell: Shell,
  names: readonly string[],
  { flags, called }: { readonly flags: string; readonly called: string },
): Run {
  if (names.length === 0) {
    const wanted = (variable: Variable): boolean =>
      (!flags.includes('x') || variable.isExported) &&
      (!flags.includes('r') || variable.isReadonly) &&
      (!/[aA]/.test(flags) || typeof variable.value === 'object')
    yield* list(shell, wanted, undefined)
    return 0
  }
  let status = 0
  for (const name of names) {
    const variable = shell.variables.describe(name)
    const isKnown = variable.value !== undefined || variable.isExported || variable.isReadonly
    if (isKnown) yield* print(shell, `${declaration(name, variable)}\n`)
    else {
      status = 1
      yield* complainAbout(shell, called, inAll(`${name}: not found`))
    }
  }
  return status
}

function* listFunctions(shell: Shell, names: readonly string[], onlyNames: boolean): Run {
  const all = names.length > 0 ? names : [...shell.functions.keys()].sort()
  let status = 0
  for (const name of all) {
    const known = shell.functions.get(name)
    if (known === undefined) status = 1
    else if (!onlyNames) yield* print(shell, `${printFunction(known)}\n`)
    else yield* print(shell, names.length > 0 ? `${name}\n` : `declare -f ${name}\n`)
  }
  return status
}

function* list(
  shell: Shell,
  isListed: (variable: Variable) => boolean,
  word: string | undefined,
): Run<void> {
  for (const [name, variable] of shell.variables.all()) {
    if (!isListed(variable)) continue
    const text =
      word === undefined
        ? declaration(name, variable)
        : posixDeclaration(shell, word, [name, variable])
    yield* print(shell, `${text}\n`)
  }
}

function posixDeclaration(
  shell: Shell,
  word: string,
  [name, { value }]: readonly [string, Variable],
): string {
  if (typeof value !== 'string') return `${word} ${name}`
  return `${word} ${name}=${quotedForList(shell, value)}`
}

/** dash and ash quote every value when they list variables. */
export function quotedForList(shell: Shell, value: string): string {
  if (shell.flavour.name === 'bash')
    return /^[\w@%+:,./=-]*$/.test(value) ? value : quoteForShell(value)
  return value === ''
    ? "''"
    : value.replaceAll(/[^']+|'+/g, (part) => (part.startsWith("'") ? `"${part}"` : `'${part}'`))
}

/** `declare -x NAME="value"` */
function declaration(name: string, variable: Variable): string {
  const { value } = variable
  const letters = lettersOf(variable)
  return `declare -${letters === '' ? '-' : letters} ${name}${valueText(value)}`
}

function valueText(value: Value | undefined): string {
  if (value === undefined) return ''
  if (typeof value === 'string') return `=${doubleQuoted(value)}`
  const isNamed = value.kind === 'associative'
  const items = [...value.elements].map(
    ([key, text]) => `[${/^[\w.-]+$/.test(key) ? key : doubleQuoted(key)}]=${doubleQuoted(text)}`,
  )
  return `=(${items.join(' ')}${isNamed && items.length > 0 ? ' ' : ''})`
}

function doubleQuoted(text: string): string {
  const quoted = quoteForShell(text)
  if (quoted.startsWith('$')) return quoted
  return `"${text.replaceAll(/["\\$`]/g, '\\$&')}"`
}

export const local: Builtin = function* (shell, args, called) {
  const posix = 'not in a function'
  if (!shell.variables.isInFunction) {
    const words = { bash: 'can only be used in a function', dash: posix, ash: posix }
    if (shell.flavour.name !== 'bash') throw fatal(shell, called, words)
    yield* complainAbout(shell, called, words)
    return 1
  }
  if (shell.flavour.name === 'bash') return yield* declare(shell, args, called)
  for (const word of args) {
    guarded(shell, () => {
      shell.variables.declareLocal(nameIn(word))
    })
    yield* declareOne(shell, word, called)
  }
  return 0
}
