import type { Run } from '#engine'
import type { ParameterExpansionPart, ParameterOperation, SimpleExpansionPart, Word } from 'unbash'
import { ShellError } from '../failure.ts'
import type { Shell } from '../shell.ts'
import { assignText } from './assign.ts'
import { elementOf, listOf, type TextList } from './lists.ts'
import { numberIn } from './calculate.ts'
import { expandToPattern, expandToText } from './expand.ts'
import type { Piece } from './fields.ts'
import { unescape } from '../builtins/escapes.ts'
import { lettersOf } from '../variables.ts'
import { changeCase, quoteForShell, remove, replace, slice } from './text-operations.ts'

/** A parameter as it stands in a word. */
export interface Parameter {
  readonly name: string
  readonly index: Word | undefined
  readonly prefix: '!' | '#' | undefined
  readonly operation: ParameterOperation | undefined
}

export interface Quoting {
  readonly isQuoted: boolean
}

/** $x, "$@", ${x:-word}, ${#x}, ${x##pattern}, ${a[@]} … */
export function* expandParameter(
  shell: Shell,
  part: SimpleExpansionPart | ParameterExpansionPart,
  quoting: Quoting,
): Run<readonly Piece[]> {
  const written = parameterIn(part)
  if (shell.flavour.name === 'dash') refuseBashisms(written, part.text)
  else refuseUnknown(shell, written, part.text)
  const list = yield* listOf(shell, written)
  if (list !== undefined) return yield* expandList(shell, written, { list, ...quoting })
  if (written.prefix !== '!') return yield* expandSingle(shell, written, quoting)
  const parameter = yield* indirect(shell, written)
  const named = yield* listOf(shell, parameter)
  if (named !== undefined) return yield* expandList(shell, parameter, { list: named, ...quoting })
  return yield* expandSingle(shell, parameter, quoting)
}

function parameterIn(part: SimpleExpansionPart | ParameterExpansionPart): Parameter {
  if (part.type === 'ParameterExpansion')
    return {
      name: part.parameter,
      index: part.index,
      prefix: part.prefix,
      operation: part.operation,
    }
  return { name: part.text.slice(1), index: undefined, prefix: undefined, operation: undefined }
}

/** dash knows what POSIX has. */
function refuseBashisms({ prefix, operation, index }: Parameter, text: string): void {
  const isKnown =
    prefix !== '!' &&
    index === undefined &&
    (operation === undefined || operation.type === 'Default' || operation.type === 'Remove')
  if (!isKnown && text !== '')
    throw new ShellError('Bad substitution', { status: 2, reach: 'shell' })
}

/** ash has slices and replacements, and no more of bash; bash has no other than its own. */
function refuseUnknown(shell: Shell, parameter: Parameter, text: string): void {
  const { prefix, index, operation } = parameter
  if (shell.flavour.name === 'ash') {
    const type = operation?.type ?? 'Default'
    const isKnown = ['Default', 'Remove', 'Replace', 'Slice'].includes(type)
    if (isKnown && prefix !== '!' && index === undefined) return
    throw new ShellError('syntax error: bad substitution', { status: 2, reach: 'shell' })
  }
  if (operation?.type !== 'Unknown' || /^~~?$/.test(operation.operator)) return
  throw new ShellError(`${text}: bad substitution`, { status: 1, reach: 'shell' })
}

function kindOf({ isQuoted }: Quoting): 'quoted' | 'expanded' {
  return isQuoted ? 'quoted' : 'expanded'
}

function* expandSingle(
  shell: Shell,
  parameter: Parameter,
  quoting: Quoting,
): Run<readonly Piece[]> {
  const kind = kindOf(quoting)
  const target = parameter
  const value = yield* elementOf(shell, target)
  const { operation } = target
  if (parameter.prefix === '#') {
    if (value === undefined) demandSet(shell, target)
    return [{ text: `${Array.from(value ?? '').length}`, kind }]
  }
  if (operation?.type === 'Default')
    return yield* withDefault(shell, target, { value, operation, ...quoting })
  if (value === undefined) demandSet(shell, target)
  if (operation?.type === 'Transform') {
    const letter = yield* expandToText(shell, operation.operand)
    if (letter === 'a') return [{ text: lettersOf(shell.variables.describe(target.name)), kind }]
    if (value === undefined) return [{ text: '', kind }]
    if (letter === 'A') return [{ text: asDeclared(shell, target.name, value), kind }]
  }
  const text = value ?? ''
  return [{ text: operation === undefined ? text : yield* operate(shell, text, operation), kind }]
}

/** ${!x}: the variable that x names. */
function* indirect(shell: Shell, parameter: Parameter): Run<Parameter> {
  const named = (yield* elementOf(shell, parameter)) ?? ''
  const [, name = named, key] = /^([A-Za-z_]\w*)\[(.+)\]$/s.exec(named) ?? []
  const index: Word | undefined =
    key === undefined ? undefined : { type: 'Word', pos: 0, end: 0, text: key, value: key }
  return { name, index, prefix: undefined, operation: parameter.operation }
}

/** ${x@A}: what would make the variable again. */
function asDeclared(shell: Shell, name: string, value: string): string {
  const letters = lettersOf(shell.variables.describe(name))
  return `${letters === '' ? '' : `declare -${letters} `}${name}=${quoteForShell(value)}`
}

/** Throws when `set -u` forbids to use what is not set. */
function demandSet(shell: Shell, { name: own, index }: Pick<Parameter, 'name' | 'index'>): void {
  const name = index === undefined ? own : `${own}[${index.text}]`
  if (!shell.has('nounset') || name === '@' || name === '*') return
  const isBash = shell.flavour.name === 'bash'
  throw shell.failure(
    {
      bash: `${/^\d+$/.test(name) ? `$${name}` : name}: unbound variable`,
      dash: `${name}: parameter not set`,
      ash: `${name}: parameter not set`,
    },
    { status: isBash ? endingStatus(shell) : 2, reach: 'shell' },
  )
}

/** bash ends with 127 when what it was given with -c cannot be expanded. */
function endingStatus(shell: Shell): number {
  return shell.isCommandString && shell.flavour.version.startsWith('5') ? 127 : 1
}

/** "$@" and "${a[@]}" keep their words apart; "$*" joins them by the first character of IFS. */
function* expandList(
  shell: Shell,
  parameter: Parameter,
  { list, isQuoted }: { readonly list: TextList; readonly isQuoted: boolean },
): Run<readonly Piece[]> {
  const kind = kindOf({ isQuoted })
  const { operation } = parameter
  if (parameter.prefix === '#') {
    if (!list.isPositional && list.texts.length === 0) demandKnown(shell, parameter.name)
    return [{ text: `${list.texts.length}`, kind }]
  }
  if (operation?.type === 'Default') {
    const value = list.texts.length === 0 ? undefined : list.texts.join(' ')
    const isKept = !isMissing(value, operation.operator) !== operation.operator.endsWith('+')
    if (!isKept || operation.operator.endsWith('+'))
      return yield* withDefault(shell, parameter, { value, operation, isQuoted })
  }
  const texts = yield* operateOnList(shell, list, operation)
  if (!list.isApart && isQuoted) {
    const ifs = shell.variables.get('IFS') ?? ' '
    return [{ text: texts.join(ifs.slice(0, 1)), kind }]
  }
  const between = isQuoted ? ('break' as const) : ('soft break' as const)
  return texts.flatMap((text, index): Piece[] =>
    index === 0
      ? [{ text, kind }]
      : [
          { text: '', kind: between },
          { text, kind },
        ],
  )
}

/** How many elements it has cannot be asked of what was never an array. */
function demandKnown(shell: Shell, name: string): void {
  if (!shell.has('nounset') || shell.variables.describe(name).value !== undefined) return
  throw new ShellError(`${name}: unbound variable`, { status: 1, reach: 'shell' })
}

function* operateOnList(
  shell: Shell,
  list: TextList,
  operation: ParameterOperation | undefined,
): Run<readonly string[]> {
  if (operation === undefined || operation.type === 'Default' || operation.type === 'Names')
    return list.texts
  if (operation.type === 'Slice') {
    const offset = yield* numberIn(shell, operation.offset)
    const length =
      operation.length === undefined ? undefined : yield* numberIn(shell, operation.length)
    return sliceOfList(shell, list, { offset, length })
  }
  const texts: string[] = []
  for (const text of list.texts) texts.push(yield* operate(shell, text, operation))
  return texts
}

/** Positional parameters count from $0; elements of an array by their own numbers. */
function sliceOfList(
  shell: Shell,
  list: TextList,
  { offset, length }: { readonly offset: number; readonly length: number | undefined },
): readonly string[] {
  if (list.isPositional) return slice([shell.name, ...list.texts], offset, length)
  if (list.keys === undefined || offset < 0) return slice(list.texts, offset, length)
  const first = list.keys.findIndex((key) => Number(key) >= offset)
  return first < 0 ? [] : slice(list.texts, first, length)
}

function isMissing(value: string | undefined, operator: string): boolean {
  return value === undefined || (operator.startsWith(':') && value === '')
}

function* withDefault(
  shell: Shell,
  { name, index }: Parameter,
  given: {
    readonly value: string | undefined
    readonly operation: Extract<ParameterOperation, { type: 'Default' }>
    readonly isQuoted: boolean
  },
): Run<readonly Piece[]> {
  const { value, operation, isQuoted } = given
  const { operator, operand } = operation
  const isAbsent = isMissing(value, operator)
  const kind = kindOf(given)
  const own: readonly Piece[] = [{ text: value ?? '', kind }]
  switch (operator.at(-1)) {
    case '-':
      return isAbsent ? yield* operandPieces(shell, operand, isQuoted) : own
    case '+':
      if (!isAbsent) return yield* operandPieces(shell, operand, isQuoted)
      return isQuoted ? [{ text: '', kind }] : []
    case '=': {
      if (!isAbsent) return own
      const text = yield* expandToText(shell, operand)
      yield* assignText(shell, { name, index }, text)
      return [{ text, kind }]
    }
    default: {
      if (!isAbsent) return own
      const status = shell.flavour.name === 'bash' ? endingStatus(shell) : 2
      const words = yield* complaint(shell, operand, operator)
      throw new ShellError(`${name}: ${words}`, { status, reach: 'shell' })
    }
  }
}

/** The word of ${x:-word}: what is quoted in it stays quoted. */
function operandPieces(shell: Shell, operand: Word, isQuoted: boolean): Run<readonly Piece[]> {
  return shell.interpreter.pieces(shell, operand, isQuoted ? 'quoted' : 'operand')
}

function* complaint(shell: Shell, operand: Word, operator: string): Run<string> {
  const text = yield* expandToText(shell, operand)
  if (text !== '') return text
  return operator.startsWith(':') ? 'parameter null or not set' : 'parameter not set'
}

function* operate(shell: Shell, text: string, operation: ParameterOperation): Run<string> {
  switch (operation.type) {
    case 'Remove':
      return remove(text, operation.operator, yield* expandToPattern(shell, operation.operand))
    case 'Replace':
      return replace(text, operation.operator, {
        pattern: yield* expandToPattern(shell, operation.pattern),
        by: yield* expandToText(shell, operation.replacement),
      })
    case 'Slice': {
      const offset = yield* numberIn(shell, operation.offset)
      const length =
        operation.length === undefined ? undefined : yield* numberIn(shell, operation.length)
      return slice(Array.from(text), offset, length).join('')
    }
    case 'CaseModification': {
      const { operator, operand } = operation
      if (operand === undefined) return changeCase(text, operator)
      return changeCase(text, operator, yield* expandToPattern(shell, operand))
    }
    case 'Unknown':
      return changeCase(text, operation.operator)
    case 'Transform':
      return transform(text, yield* expandToText(shell, operation.operand))
    default:
      throw new ShellError(`bad substitution`, { status: 1, reach: 'shell' })
  }
}

function transform(text: string, letter: string): string {
  switch (letter) {
    case 'Q':
      return quoteForShell(text)
    case 'U':
      return text.toUpperCase()
    case 'L':
      return text.toLowerCase()
    case 'u':
      return changeCase(text, '^')
    case 'E':
      return unescape(text, 'printf').text
    default:
      return text
  }
}
