import type { Run } from '#engine'
import { type ArithmeticExpression, parse, type Word, type WordPart } from 'unbash'
import { substituteCommand } from '../run/substitute.ts'
import type { Shell } from '../shell.ts'
import { evaluate } from './arithmetic.ts'
import { expandBraces } from './braces.ts'
import { fieldText, joinPieces, patternOf, type Piece, splitFields } from './fields.ts'
import { expandParameter, type WordExpander } from './parameters.ts'
import { expandPathname } from './pathnames.ts'

/** A word of a command becomes no, one or several arguments. */
export function* expandWord(shell: Shell, word: Word): Run<readonly string[]> {
  const results: string[] = []
  for (const alternative of alternativesOf(shell, word)) {
    const pieces = yield* piecesOf(shell, alternative, 'argument')
    for (const field of splitFields(pieces, shell.variables.get('IFS') ?? ' \t\n')) {
      const paths = shell.has('noglob') ? [] : expandPathname(shell.process, field)
      results.push(...(paths.length > 0 ? paths : [fieldText(field)]))
    }
  }
  return results
}

export function* expandWords(shell: Shell, words: readonly Word[]): Run<string[]> {
  const all: string[] = []
  for (const word of words) all.push(...(yield* expandWord(shell, word)))
  return all
}

/** A word where no splitting and no file names come in: assignments, redirections, case. */
export function* expandToText(shell: Shell, word: Word): Run<string> {
  return joinPieces(yield* piecesOf(shell, word, 'value'))
}

/** A word as a pattern: what was quoted in it stands for itself. */
export function* expandToPattern(shell: Shell, word: Word): Run<string> {
  return patternOf(yield* piecesOf(shell, word, 'value'))
}

/** The body of a here-document whose delimiter was not quoted. */
export function* expandParts(shell: Shell, parts: readonly WordPart[]): Run<string> {
  let text = ''
  for (const part of parts) text += joinPieces(yield* partOf(shell, part, { isQuoted: true }))
  return text
}

/** Also for the operands of ${x:-…}, inside and outside quotes. */
function* piecesOf(
  shell: Shell,
  word: Word,
  as: 'argument' | 'value' | 'quoted',
): Run<readonly Piece[]> {
  const isQuoted = as === 'quoted'
  const parts = word.parts ?? [literalOf(word)]
  const pieces: Piece[] = []
  for (const [index, part] of parts.entries()) {
    if (index === 0 && part.type === 'Literal' && !isQuoted) {
      const tilde = expandTilde(shell, part.text)
      if (tilde !== undefined) {
        pieces.push({ text: tilde.home, kind: 'quoted' }, ...unquotedLiteral(tilde.rest))
        continue
      }
    }
    pieces.push(...(yield* partOf(shell, part, { isQuoted })))
  }
  return pieces
}

function literalOf(word: Word): WordPart {
  return { type: 'Literal', pos: word.pos, end: word.end, value: word.value, text: word.text }
}

function alternativesOf(shell: Shell, word: Word): readonly Word[] {
  if (!shell.flavour.hasBashisms || !word.parts?.some((it) => it.type === 'BraceExpansion'))
    return [word]
  return expandBraces(word.text).flatMap((text) => {
    const command = parse(`: ${text}`).commands[0]?.command
    return command?.type === 'Command' ? command.suffix.filter((it) => it.type === 'Word') : []
  })
}

function* partOf(
  shell: Shell,
  part: WordPart,
  { isQuoted }: { readonly isQuoted: boolean },
): Run<readonly Piece[]> {
  const kind = isQuoted ? 'quoted' : 'expanded'
  switch (part.type) {
    case 'Literal':
      return isQuoted ? [{ text: part.value, kind: 'quoted' }] : unquotedLiteral(part.text)
    case 'Glob':
    case 'ExtendedGlob':
    case 'BraceExpansion':
      return [{ text: part.text, kind: isQuoted ? 'quoted' : 'literal' }]
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return [{ text: part.value, kind: 'quoted' }]
    case 'DoubleQuoted':
    case 'LocaleString':
      return yield* quotedPieces(shell, part.parts)
    case 'SimpleExpansion':
    case 'ParameterExpansion':
      return yield* expandParameter(shell, part, { isQuoted, expand: EXPANDER })
    case 'CommandExpansion':
      return [{ text: yield* substituteCommand(shell, part.script), kind }]
    case 'ArithmeticExpansion':
      return [{ text: `${yield* expandArithmetic(shell, part.expression)}`, kind }]
    case 'ProcessSubstitution':
      return [{ text: part.text, kind: 'quoted' }]
  }
}

function* quotedPieces(shell: Shell, parts: readonly WordPart[]): Run<readonly Piece[]> {
  const pieces: Piece[] = []
  for (const part of parts) pieces.push(...(yield* partOf(shell, part, { isQuoted: true })))
  // "" is an empty field; "$@" without parameters is none at all.
  const isOnlyAllParameters = parts.length === 1 && isAllParameters(parts[0])
  return pieces.length > 0 || isOnlyAllParameters ? pieces : [{ text: '', kind: 'quoted' }]
}

function isAllParameters(part: WordPart | undefined): boolean {
  return (
    (part?.type === 'SimpleExpansion' && part.text === '$@') ||
    (part?.type === 'ParameterExpansion' && part.parameter === '@')
  )
}

/** Source text outside quotes, where a backslash quotes the next character. */
function unquotedLiteral(text: string): readonly Piece[] {
  return text
    .split(/(\\[\s\S])/)
    .filter((part) => part !== '' && part !== '\\\n')
    .map((part) =>
      part.startsWith('\\')
        ? { text: part.slice(1), kind: 'quoted' as const }
        : { text: part, kind: 'literal' as const },
    )
}

function expandTilde(
  shell: Shell,
  text: string,
): { readonly home: string; readonly rest: string } | undefined {
  const match = /^~([A-Za-z0-9_.-]*)(?=\/|$)/.exec(text)
  if (match === null) return undefined
  const user = match[1] ?? ''
  const home = user === '' ? shell.variables.get('HOME') : user === 'root' ? '/root' : undefined
  return home === undefined ? undefined : { home, rest: text.slice(match[0].length) }
}

/** The leaves may run commands, so they are expanded before the evaluation begins. */
export function* expandArithmetic(
  shell: Shell,
  expression: ArithmeticExpression | undefined,
): Run<bigint> {
  const leaves = new Map<ArithmeticExpression, string>()
  if (expression !== undefined) yield* expandLeaves(shell, expression, leaves)
  return evaluate(expression, shell.variables, (leaf) => leaves.get(leaf) ?? '')
}

function* expandLeaves(
  shell: Shell,
  expression: ArithmeticExpression,
  leaves: Map<ArithmeticExpression, string>,
): Run<void> {
  switch (expression.type) {
    case 'ArithmeticBinary':
      yield* expandLeaves(shell, expression.left, leaves)
      yield* expandLeaves(shell, expression.right, leaves)
      break
    case 'ArithmeticUnary':
      yield* expandLeaves(shell, expression.operand, leaves)
      break
    case 'ArithmeticTernary':
      yield* expandLeaves(shell, expression.test, leaves)
      yield* expandLeaves(shell, expression.consequent, leaves)
      yield* expandLeaves(shell, expression.alternate, leaves)
      break
    case 'ArithmeticGroup':
      yield* expandLeaves(shell, expression.expression, leaves)
      break
    case 'ArithmeticWord':
      leaves.set(expression, yield* leafText(shell, expression))
      break
    case 'ArithmeticCommandExpansion':
      leaves.set(expression, yield* substituteCommand(shell, expression.script))
      break
  }
}

function* leafText(
  shell: Shell,
  leaf: Extract<ArithmeticExpression, { type: 'ArithmeticWord' }>,
): Run<string> {
  const parts = leaf.parts ?? partsOf(leaf.value)
  return parts === undefined ? leaf.value : yield* expandParts(shell, parts)
}

function partsOf(text: string): readonly WordPart[] | undefined {
  if (!text.includes('$') && !text.includes('`')) return undefined
  const command = parse(`: ${text}`).commands[0]?.command
  const word = command?.type === 'Command' ? command.suffix[0] : undefined
  return word?.type === 'Word' ? word.parts : undefined
}

const EXPANDER: WordExpander = {
  pieces: piecesOf,
  text: expandToText,
  pattern: expandToPattern,
  *number(shell, value) {
    const word = { type: 'ArithmeticWord', pos: 0, end: value.length, value } as const
    return Number(yield* expandArithmetic(shell, word))
  },
}
