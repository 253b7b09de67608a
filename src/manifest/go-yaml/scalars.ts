import { type Mark, scannerComplaint } from './complaint.ts'
import { type Cursor, isBlank, isBlankOrEnd, isBreak, isBreakOrEnd } from './cursor.ts'

/** Walks over scalars and tells what is wrong with them; their values are read elsewhere. */

export function skipQuoted(cursor: Cursor, quote: "'" | '"'): void {
  const began = cursor.mark
  cursor.skip()
  for (;;) {
    if (atDocumentMark(cursor)) throw fail('found unexpected document indicator', began, cursor)
    const letter = cursor.letter()
    if (letter === '') throw fail('found unexpected end of stream', began, cursor)
    if (isBreak(letter)) cursor.skipLine()
    else if (letter === quote && quote === "'" && cursor.letter(1) === quote) cursor.skip(2)
    else if (letter === quote) break
    else if (letter === '\\' && quote === '"') skipEscape(cursor, began)
    else cursor.skip()
  }
  cursor.skip()
}

const ESCAPES = '0abt\tnvfre "\'\\N_LP'
const CODE_LENGTHS = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
])

function skipEscape(cursor: Cursor, began: Mark): void {
  const letter = cursor.letter(1)
  if (isBreak(letter)) {
    cursor.skip()
    cursor.skipLine()
    return
  }
  const length = CODE_LENGTHS.get(letter) ?? 0
  if (length === 0 && (letter === '' || !ESCAPES.includes(letter)))
    throw fail('found unknown escape character', began, cursor)
  cursor.skip(2)
  let code = ''
  for (let at = 0; at < length; at++) code += cursor.letter(at)
  if (!/^[\da-fA-F]*$/.test(code) || code.length < length)
    throw fail('did not find expected hexdecimal number', began, cursor)
  const value = Number(`0x0${code}`)
  if ((value >= 0xd800 && value <= 0xdfff) || value > 0x10ffff)
    throw fail('found invalid Unicode character escape code', began, cursor)
  cursor.skip(length)
}

/** `indent`: of the block that it stands in. */
export function skipBlockScalar(cursor: Cursor, indent: number): void {
  const began = cursor.mark
  cursor.skip()
  const increment = skipBlockHeader(cursor, began)
  const given = increment > 0 ? Math.max(indent, 0) + increment : 0
  let content = skipBlockBreaks(cursor, { began, indent, content: given })
  while (cursor.column === content && cursor.letter() !== '') {
    cursor.skipWhile((letter) => !isBreakOrEnd(letter))
    if (cursor.letter() !== '') cursor.skipLine()
    content = skipBlockBreaks(cursor, { began, indent, content })
  }
}

function skipBlockHeader(cursor: Cursor, began: Mark): number {
  const header = cursor.skipWhile((letter) => /^[-+0-9]$/.test(letter))
  const [, before = '', , after = ''] = /^(\d?)([-+]?)(\d?)$/.exec(header) ?? []
  if (header.includes('0')) throw fail('found an indentation indicator equal to 0', began, cursor)
  cursor.skipWhile(isBlank)
  if (cursor.letter() === '#') cursor.skipWhile((letter) => !isBreakOrEnd(letter))
  const isWhole = /^(\d?[-+]?|[-+]\d)$/.test(header)
  if (!isWhole || !isBreakOrEnd(cursor.letter()))
    throw fail('did not find expected comment or line break', began, cursor)
  if (cursor.letter() !== '') cursor.skipLine()
  return Number(before + after)
}

interface BlockPlace {
  readonly began: Mark
  readonly indent: number
  /** Indentation of the content; 0 as long as it is not known. */
  readonly content: number
}

/** Gives the indentation of the content. */
function skipBlockBreaks(cursor: Cursor, { began, indent, content }: BlockPlace): number {
  let widest = 0
  for (;;) {
    const isBefore = () => content === 0 || cursor.column < content
    while (isBefore() && cursor.letter() === ' ') cursor.skip()
    widest = Math.max(widest, cursor.column)
    if (isBefore() && cursor.letter() === '\t')
      throw fail('found a tab character where an indentation space is expected', began, cursor)
    if (!isBreak(cursor.letter())) break
    cursor.skipLine()
  }
  return content === 0 ? Math.max(widest, indent + 1, 1) : content
}

export interface PlainPlace {
  readonly indent: number
  readonly isInFlow: boolean
}

/** True when it ended at the beginning of a line, where a key may follow. */
export function skipPlain(cursor: Cursor, { indent, isInFlow }: PlainPlace): boolean {
  const began = cursor.mark
  let isAtLineStart = false
  for (;;) {
    if (atDocumentMark(cursor) || cursor.letter() === '#') break
    const taken = cursor.skipWhile((letter) => !endsPlain(cursor, letter, isInFlow))
    if (taken !== '') isAtLineStart = false
    if (!isBlank(cursor.letter()) && !isBreak(cursor.letter())) break
    isAtLineStart = skipFolding(cursor, { began, indent: indent + 1, isAtLineStart })
    if (!isInFlow && cursor.column < indent + 1) break
  }
  return isAtLineStart
}

function endsPlain(cursor: Cursor, letter: string, isInFlow: boolean): boolean {
  if (isBlankOrEnd(letter)) return true
  if (letter === ':' && isBlankOrEnd(cursor.letter(1))) return true
  return isInFlow && ',?[]{}'.includes(letter)
}

function skipFolding(
  cursor: Cursor,
  place: { readonly began: Mark; readonly indent: number; readonly isAtLineStart: boolean },
): boolean {
  let { isAtLineStart } = place
  for (;;) {
    const letter = cursor.letter()
    if (isBreak(letter)) {
      cursor.skipLine()
      isAtLineStart = true
    } else if (!isBlank(letter)) return isAtLineStart
    else if (isAtLineStart && letter === '\t' && cursor.column < place.indent)
      throw fail('found a tab character that violates indentation', place.began, cursor)
    else cursor.skip()
  }
}

/** `---` or `...` at the beginning of a line. */
export function atDocumentMark(cursor: Cursor): boolean {
  return (
    cursor.column === 0 &&
    (cursor.looksAt('---') || cursor.looksAt('...')) &&
    isBlankOrEnd(cursor.letter(3))
  )
}

function fail(problem: string, began: Mark, cursor: Cursor) {
  return scannerComplaint(problem, began, cursor.mark)
}
