import { type Mark, scannerComplaint } from './complaint.ts'
import { type Cursor, isBlank, isBlankOrEnd, isBreakOrEnd } from './cursor.ts'

/** Walks over anchors, aliases, tags and directives and tells what is wrong with them. */

const ALPHABETIC = /^[0-9A-Za-z_-]$/

export function skipAnchor(cursor: Cursor): void {
  const began = cursor.mark
  cursor.skip()
  const name = cursor.skipWhile((letter) => ALPHABETIC.test(letter))
  const next = cursor.letter()
  if (name === '' || !(isBlankOrEnd(next) || '?:,]}%@`'.includes(next)))
    throw fail('did not find expected alphabetic or numeric character', began, cursor)
}

/** Gives the handle: `!`, `!!` or `!name!`; nothing for a verbatim tag. */
export function skipTag(cursor: Cursor): string {
  const began = cursor.mark
  const handle =
    cursor.letter(1) === '<' ? skipVerbatim(cursor, began) : skipShorthand(cursor, began)
  if (!isBlankOrEnd(cursor.letter()))
    throw fail('did not find expected whitespace or line break', began, cursor)
  return handle
}

function skipVerbatim(cursor: Cursor, began: Mark): string {
  cursor.skip(2)
  if (skipUri(cursor, began) === '') throw fail('did not find expected tag URI', began, cursor)
  if (cursor.letter() !== '>') throw fail("did not find the expected '>'", began, cursor)
  cursor.skip()
  return ''
}

function skipShorthand(cursor: Cursor, began: Mark): string {
  cursor.skip()
  const name = cursor.skipWhile((letter) => ALPHABETIC.test(letter))
  if (cursor.letter() !== '!') {
    skipUri(cursor, began)
    return '!'
  }
  cursor.skip()
  if (skipUri(cursor, began) === '') throw fail('did not find expected tag URI', began, cursor)
  return `!${name}!`
}

function skipUri(cursor: Cursor, began: Mark): string {
  const uri = cursor.skipWhile((letter) => /^[0-9A-Za-z_\-;/?:@&=+$,.!~*'()[\]%]$/.test(letter))
  if (/%(?![\da-fA-F]{2})/.test(uri)) throw fail('did not find URI escaped octet', began, cursor)
  return uri
}

export function skipDirective(cursor: Cursor): 'YAML' | 'TAG' {
  const began = cursor.mark
  cursor.skip()
  const name = cursor.skipWhile((letter) => ALPHABETIC.test(letter))
  if (name === '') throw fail('could not find expected directive name', began, cursor)
  if (!isBlankOrEnd(cursor.letter()))
    throw fail('found unexpected non-alphabetical character', began, cursor)
  if (name !== 'YAML' && name !== 'TAG') throw fail('found unknown directive name', began, cursor)
  skipDirectiveValue(cursor, name, began)
  cursor.skipWhile(isBlank)
  if (cursor.letter() === '#') cursor.skipWhile((letter) => !isBreakOrEnd(letter))
  if (!isBreakOrEnd(cursor.letter()))
    throw fail('did not find expected comment or line break', began, cursor)
  if (cursor.letter() !== '') cursor.skipLine()
  return name
}

function skipDirectiveValue(cursor: Cursor, name: 'YAML' | 'TAG', began: Mark): void {
  cursor.skipWhile(isBlank)
  if (name === 'TAG') {
    cursor.skipWhile((letter) => !isBlankOrEnd(letter))
    cursor.skipWhile(isBlank)
    cursor.skipWhile((letter) => !isBlankOrEnd(letter))
    return
  }
  const isDigit = (letter: string) => /^\d$/.test(letter)
  if (cursor.skipWhile(isDigit) === '')
    throw fail('did not find expected version number', began, cursor)
  if (cursor.letter() !== '.')
    throw fail("did not find expected digit or '.' character", began, cursor)
  cursor.skip()
  if (cursor.skipWhile(isDigit) === '')
    throw fail('did not find expected version number', began, cursor)
}

function fail(problem: string, began: Mark, cursor: Cursor) {
  return scannerComplaint(problem, began, cursor.mark)
}
