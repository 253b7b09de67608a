import type { Run } from '#engine'
import type { Word, WordPart } from 'unbash'
import { substituteProcess } from '../run/process-substitution.ts'
import { substituteCommand } from '../run/substitute.ts'
import type { Shell } from '../shell.ts'
import { expandArithmetic } from './calculate.ts'
import { joinPieces, type Piece, type Position } from './fields.ts'
import { expandParameter } from './parameters.ts'
import { expandTilde } from './tilde.ts'

/** What a word is made of once everything in it is expanded. */
export function* piecesOf(shell: Shell, word: Word, position: Position): Run<readonly Piece[]> {
  const parts = word.parts ?? [literalOf(word)]
  const pieces: Piece[] = []
  for (const [index, part] of parts.entries()) {
    const isTilde = part.type === 'Literal' && position !== 'quoted'
    if (isTilde && (index === 0 || position === 'assignment'))
      pieces.push(...tildePieces(shell, part.text, { position, isFirst: index === 0 }))
    else pieces.push(...(yield* partOf(shell, part, position)))
  }
  return pieces
}

function literalOf(word: Word): WordPart {
  return { type: 'Literal', pos: word.pos, end: word.end, value: word.value, text: word.text }
}

function tildePieces(
  shell: Shell,
  text: string,
  { position, isFirst }: { readonly position: Position; readonly isFirst: boolean },
): readonly Piece[] {
  if (position !== 'assignment')
    return isFirst ? segment(shell, text, position) : unquotedLiteral(text, position)
  return text.split(/(:)/).flatMap((part, index): readonly Piece[] => {
    if (part === ':') return [{ text: part, kind: 'literal' }]
    return index > 0 || isFirst ? segment(shell, part, position) : unquotedLiteral(part, position)
  })
}

function segment(shell: Shell, text: string, position: Position): readonly Piece[] {
  const tilde = expandTilde(shell, text)
  if (tilde === undefined) return unquotedLiteral(text, position)
  return [{ text: tilde.home, kind: 'quoted' }, ...unquotedLiteral(tilde.rest, position)]
}

function* partOf(shell: Shell, part: WordPart, position: Position): Run<readonly Piece[]> {
  const isQuoted = position === 'quoted'
  const kind = isQuoted ? 'quoted' : 'expanded'
  switch (part.type) {
    case 'Literal':
      return isQuoted
        ? [{ text: part.value, kind: 'quoted' }]
        : unquotedLiteral(part.text, position)
    case 'Glob':
      return yield* globPieces(shell, part, position)
    case 'BraceExpansion': {
      // What the braces did not make several of, as {1..$x}, is expanded as it stands.
      const { parts = [] } = part
      if (isQuoted || parts.every(({ type }) => type === 'Literal'))
        return [{ text: part.text, kind: isQuoted ? 'quoted' : 'literal' }]
      const inside: Piece[] = []
      for (const inner of parts) inside.push(...(yield* partOf(shell, inner, position)))
      return [{ text: '{', kind: 'literal' }, ...inside, { text: '}', kind: 'literal' }]
    }
    case 'ExtendedGlob':
      return [{ text: part.text, kind: isQuoted ? 'quoted' : 'literal' }]
    case 'SingleQuoted':
      return [{ text: isQuoted ? part.text : part.value, kind: 'quoted' }]
    case 'AnsiCQuoted':
      return ansiPieces(shell, part)
    case 'DoubleQuoted':
    case 'LocaleString':
      return yield* quotedPieces(shell, part.parts)
    case 'SimpleExpansion':
    case 'ParameterExpansion':
      return yield* expandParameter(shell, part, { isQuoted })
    case 'CommandExpansion':
      return [{ text: yield* substituteCommand(shell, part.script), kind }]
    case 'ArithmeticExpansion': {
      const value = yield* expandArithmetic(shell, part.expression, part.text.slice(3, -2))
      return [{ text: `${value}`, kind }]
    }
    case 'ProcessSubstitution':
      return [{ text: yield* substituteProcess(shell, part), kind: 'quoted' }]
  }
}

/** [$x]: what is expanded in brackets belongs to the pattern. */
function* globPieces(
  shell: Shell,
  part: Extract<WordPart, { type: 'Glob' }>,
  position: Position,
): Run<readonly Piece[]> {
  const kind = position === 'quoted' ? 'quoted' : 'literal'
  if (part.kind !== 'bracket') return [{ text: part.text, kind }]
  const pieces: Piece[] = [{ text: '[', kind }]
  for (const inner of part.parts)
    if (inner.type === 'Literal') pieces.push({ text: inner.text, kind })
    else pieces.push(...(yield* partOf(shell, inner, position)))
  return [...pieces, { text: ']', kind }]
}

/** dash does not know $'…': the dollar stands for itself. */
function ansiPieces(
  shell: Shell,
  part: { readonly text: string; readonly value: string },
): readonly Piece[] {
  if (shell.flavour.name !== 'dash') return [{ text: part.value, kind: 'quoted' }]
  return [{ text: `$${part.text.slice(2, -1)}`, kind: 'quoted' }]
}

function* quotedPieces(shell: Shell, parts: readonly WordPart[]): Run<readonly Piece[]> {
  const pieces: Piece[] = []
  for (const part of parts) pieces.push(...(yield* partOf(shell, part, 'quoted')))
  // "" is an empty field; "$@" without parameters is none at all.
  const isOnlyList = parts.length === 1 && isList(parts[0])
  return pieces.length > 0 || isOnlyList ? pieces : [{ text: '', kind: 'quoted' }]
}

function isList(part: WordPart | undefined): boolean {
  if (part?.type === 'SimpleExpansion') return part.text === '$@'
  if (part?.type !== 'ParameterExpansion') return false
  return part.parameter === '@' || part.index?.text === '@'
}

/** Source text outside quotes, where a backslash quotes the next character. */
function unquotedLiteral(text: string, position: Position): readonly Piece[] {
  const plain = position === 'operand' ? ('expanded' as const) : ('literal' as const)
  return text
    .split(/(\\[\s\S])/)
    .filter((part) => part !== '' && part !== '\\\n')
    .map((part) =>
      part.startsWith('\\') && part.length > 1
        ? { text: part.slice(1), kind: 'quoted' as const }
        : { text: part, kind: plain },
    )
}

/** The body of a here-document whose delimiter was not quoted. */
export function* textOfParts(shell: Shell, parts: readonly WordPart[]): Run<string> {
  let text = ''
  for (const part of parts) text += joinPieces(yield* partOf(shell, part, 'quoted'))
  return text
}
