import type { Run } from '#engine'
import type { ParameterExpansionPart, ParameterOperation, SimpleExpansionPart, Word } from 'unbash'
import { ShellError } from '../failure.ts'
import type { Shell } from '../shell.ts'
import type { Piece } from './fields.ts'
import { compilePattern } from './pattern.ts'

/** How the word inside ${x:-word} and its kin is expanded. */
export interface WordExpander {
  readonly pieces: (shell: Shell, word: Word, as: 'argument' | 'quoted') => Run<readonly Piece[]>
  readonly text: (shell: Shell, word: Word) => Run<string>
  readonly pattern: (shell: Shell, word: Word) => Run<string>
  readonly number: (shell: Shell, text: string) => Run
}

interface How {
  readonly isQuoted: boolean
  readonly expand: WordExpander
}

/** $x, "$@", ${x:-word}, ${#x}, ${x##pattern} … */
export function* expandParameter(
  shell: Shell,
  part: SimpleExpansionPart | ParameterExpansionPart,
  { isQuoted, expand }: How,
): Run<readonly Piece[]> {
  const kind = isQuoted ? 'quoted' : 'expanded'
  const name = part.type === 'SimpleExpansion' ? part.text.slice(1) : part.parameter
  const operation = part.type === 'SimpleExpansion' ? undefined : part.operation
  if ((name === '@' || name === '*') && operation === undefined && !isLength(part))
    return allParameters(shell, name, isQuoted)
  const value = valueOf(shell, name)
  if (part.type === 'ParameterExpansion' && part.prefix !== undefined)
    return [{ text: prefixed(shell, part, value), kind }]
  if (operation?.type === 'Default')
    return yield* withDefault(shell, { name, value, operation, isQuoted, expand })
  if (value === undefined && shell.has('nounset'))
    throw new ShellError(`${name}: unbound variable`, shell.flavour.name === 'dash' ? 2 : 1)
  const text = value ?? ''
  return [
    {
      text: operation === undefined ? text : yield* operate(shell, text, { operation, expand }),
      kind,
    },
  ]
}

/** The value of a variable, a positional or a special parameter; undefined when it is not set. */
export function valueOf(shell: Shell, name: string): string | undefined {
  if (/^\d+$/.test(name)) return name === '0' ? shell.name : shell.parameters[Number(name) - 1]
  switch (name) {
    case '?':
      return `${shell.status}`
    case '$':
      return `${shell.shellPid}`
    case '!':
      return shell.lastBackground === null ? undefined : `${shell.lastBackground}`
    case '#':
      return `${shell.parameters.length}`
    case '@':
    case '*':
      return shell.parameters.length === 0 ? undefined : shell.parameters.join(' ')
    case '-':
      return flagLetters(shell)
    default:
      return shell.variables.get(name) ?? dynamicValue(shell, name)
  }
}

function dynamicValue(shell: Shell, name: string): string | undefined {
  switch (name) {
    case 'LINENO':
      return `${shell.line}`
    case 'PPID':
      return `${shell.process.ppid}`
    case 'RANDOM':
      return shell.flavour.hasBashisms ? `${shell.process.randomBelow(32768)}` : undefined
    case 'SECONDS':
      return `${Math.floor((shell.process.now - shell.startedAt) / 1000)}`
    case 'UID':
    case 'EUID':
      return shell.flavour.name === 'bash' ? `${shell.process.credentials.uid}` : undefined
    case 'BASHPID':
      return shell.flavour.name === 'bash' ? `${shell.process.pid}` : undefined
    case 'BASH_VERSION':
      return shell.flavour.name === 'bash' ? shell.flavour.version : undefined
    case 'HOSTNAME':
      return shell.flavour.name === 'dash' ? undefined : shell.process.hostname
    default:
      return undefined
  }
}

function flagLetters(shell: Shell): string {
  const letters = [
    ['e', shell.has('errexit')],
    ['f', shell.has('noglob')],
    ['i', shell.isInteractive],
    ['m', shell.has('monitor')],
    ['u', shell.has('nounset')],
    ['x', shell.has('xtrace')],
    ['c', shell.isCommandString],
  ] as const
  return letters.map(([letter, isOn]) => (isOn ? letter : '')).join('')
}

/** "$@" keeps its words apart; "$*" joins them by the first character of IFS. */
function allParameters(shell: Shell, name: '@' | '*', isQuoted: boolean): readonly Piece[] {
  const kind = isQuoted ? 'quoted' : 'expanded'
  if (name === '*' && isQuoted) {
    const ifs = shell.variables.get('IFS') ?? ' '
    return [{ text: shell.parameters.join(ifs.slice(0, 1)), kind }]
  }
  return shell.parameters.flatMap((text, index): Piece[] =>
    index === 0
      ? [{ text, kind }]
      : [
          { text: '', kind: 'break' },
          { text, kind },
        ],
  )
}

function isLength(part: SimpleExpansionPart | ParameterExpansionPart): boolean {
  return part.type === 'ParameterExpansion' && part.prefix === '#'
}

function prefixed(shell: Shell, part: ParameterExpansionPart, value: string | undefined): string {
  if (part.prefix === '!') return valueOf(shell, value ?? '') ?? ''
  if (part.parameter === '@' || part.parameter === '*') return `${shell.parameters.length}`
  if (value === undefined && shell.has('nounset'))
    throw new ShellError(`${part.parameter}: unbound variable`, 1)
  return `${Array.from(value ?? '').length}`
}

function* withDefault(
  shell: Shell,
  given: {
    readonly name: string
    readonly value: string | undefined
    readonly operation: Extract<ParameterOperation, { type: 'Default' }>
  } & How,
): Run<readonly Piece[]> {
  const { name, value, operation, isQuoted, expand } = given
  const { operator, operand } = operation
  const isMissing = value === undefined || (operator.startsWith(':') && value === '')
  const kind = isQuoted ? 'quoted' : 'expanded'
  const own: readonly Piece[] = [{ text: value ?? '', kind }]
  switch (operator.at(-1)) {
    case '-':
      return isMissing
        ? yield* expand.pieces(shell, operand, isQuoted ? 'quoted' : 'argument')
        : own
    case '+':
      return isMissing
        ? isQuoted
          ? [{ text: '', kind }]
          : []
        : yield* expand.pieces(shell, operand, isQuoted ? 'quoted' : 'argument')
    case '=': {
      if (!isMissing) return own
      const text = yield* expand.text(shell, operand)
      shell.variables.set(name, text)
      return [{ text, kind }]
    }
    default:
      if (!isMissing) return own
      throw new ShellError(`${name}: ${yield* complaint(expand.text(shell, operand), value)}`, 127)
  }
}

function* complaint(words: Run<string>, value: string | undefined): Run<string> {
  const text = yield* words
  if (text !== '') return text
  return value === undefined ? 'parameter not set' : 'parameter null or not set'
}

function* operate(
  shell: Shell,
  text: string,
  { operation, expand }: { readonly operation: ParameterOperation; readonly expand: WordExpander },
): Run<string> {
  switch (operation.type) {
    case 'Remove':
      return remove(text, operation.operator, yield* expand.pattern(shell, operation.operand))
    case 'Replace':
      return replace(text, operation.operator, {
        pattern: yield* expand.pattern(shell, operation.pattern),
        by: yield* expand.text(shell, operation.replacement),
      })
    case 'Slice':
      return slice(
        text,
        yield* numberOf(shell, operation.offset, expand),
        operation.length === undefined
          ? undefined
          : yield* numberOf(shell, operation.length, expand),
      )
    case 'CaseModification':
      return changeCase(text, operation.operator)
    default:
      throw new ShellError(
        `\${…${'operator' in operation ? operation.operator : ''}}: bad substitution`,
        1,
      )
  }
}

function* numberOf(shell: Shell, word: Word, expand: WordExpander): Run {
  return yield* expand.number(shell, yield* expand.text(shell, word))
}

function remove(text: string, operator: '#' | '##' | '%' | '%%', pattern: string): string {
  const compiled = compilePattern(pattern)
  if (operator === '#' || operator === '##') {
    const ends = compiled.prefixes(text)
    const end = operator === '#' ? ends[0] : ends.at(-1)
    return end === undefined ? text : text.slice(end)
  }
  const starts = Array.from({ length: text.length + 1 }, (_, index) => index)
  const inOrder = operator === '%' ? starts.toReversed() : starts
  const start = inOrder.find((index) => compiled.matches(text.slice(index)))
  return start === undefined ? text : text.slice(0, start)
}

function replace(
  text: string,
  operator: '/' | '//' | '/#' | '/%',
  { pattern, by }: { readonly pattern: string; readonly by: string },
): string {
  if (pattern === '') return text
  const compiled = compilePattern(pattern)
  if (operator === '/#') {
    const end = compiled.prefixes(text).at(-1)
    return end === undefined ? text : by + text.slice(end)
  }
  if (operator === '/%') {
    const kept = remove(text, '%%', pattern)
    return kept === text ? text : kept + by
  }
  let result = ''
  for (let at = 0; at <= text.length;) {
    const length = compiled.prefixes(text.slice(at)).at(-1) ?? 0
    if (length > 0) {
      result += by
      at += length
      if (operator === '/') return result + text.slice(at)
    } else result += text.charAt(at++)
  }
  return result
}

function slice(text: string, offset: number, length: number | undefined): string {
  const characters = Array.from(text)
  const start = offset < 0 ? characters.length + offset : offset
  if (start < 0) return ''
  const end =
    length === undefined
      ? characters.length
      : length < 0
        ? characters.length + length
        : start + length
  return characters.slice(start, end).join('')
}

function changeCase(text: string, operator: '^' | '^^' | ',' | ',,'): string {
  const change = (it: string): string =>
    operator.startsWith('^') ? it.toUpperCase() : it.toLowerCase()
  return operator.length === 2 ? change(text) : change(text.charAt(0)) + text.slice(1)
}
