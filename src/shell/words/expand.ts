import type { Run } from '#engine'
import { parse, type Word, type WordPart } from 'unbash'
import type { Shell } from '../shell.ts'
import { expandBraces } from './braces.ts'
import { fieldText, joinPieces, patternOf, splitFields } from './fields.ts'
import { partsOf } from './parts-of-text.ts'
import { matchFiles } from './pathnames.ts'

const DEFAULT_IFS = ' \t\n'

/** A word of a command becomes no, one or several arguments. */
export function* expandWord(shell: Shell, word: Word): Run<readonly string[]> {
  const results: string[] = []
  for (const alternative of alternativesOf(shell, word)) {
    const pieces = yield* shell.interpreter.pieces(shell, alternative, 'argument')
    for (const field of splitFields(pieces, shell.variables.get('IFS') ?? DEFAULT_IFS)) {
      const paths = matchFiles(shell, caretsAsIn(shell, field))
      results.push(...(paths ?? [fieldText(field)]))
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
export function* expandToText(
  shell: Shell,
  word: Word,
  position: 'value' | 'assignment' = 'assignment',
): Run<string> {
  return joinPieces(yield* shell.interpreter.pieces(shell, word, position))
}

/** A word as a pattern: what was quoted in it stands for itself. */
export function* expandToPattern(shell: Shell, word: Word): Run<string> {
  return caretsAsIn(shell, patternOf(yield* shell.interpreter.pieces(shell, word, 'value')))
}

/** For dash [^a] is not [!a]. */
function caretsAsIn(shell: Shell, pattern: string): string {
  return shell.flavour.name === 'dash' ? pattern.replaceAll('[^', '[\\^') : pattern
}

/** Parts of a word between double quotes, as one text: the body of a here-document. */
export function expandParts(shell: Shell, parts: readonly WordPart[]): Run<string> {
  return shell.interpreter.parts(shell, parts)
}

/** The text of a parameter or prompt, with what is in it expanded. */
export function* expandText(shell: Shell, text: string): Run<string> {
  const parts = partsOf(text)
  return parts === undefined ? text : yield* expandParts(shell, parts)
}

function alternativesOf(shell: Shell, word: Word): readonly Word[] {
  const hasBraces = word.parts?.some((it) => it.type === 'BraceExpansion') === true
  if (shell.flavour.name !== 'bash' || !hasBraces || !shell.has('braceexpand')) return [word]
  return expandBraces(word.text).flatMap((text) => {
    const command = parse(`: ${text}`).commands[0]?.command
    return command?.type === 'Command' ? command.suffix.filter((it) => it.type === 'Word') : []
  })
}
