import { isNotText } from './scalars.ts'

export type ScalarStyle = 'plain' | 'single quoted' | 'double quoted' | 'literal'

const BASE_60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/
const TIMESTAMP =
  /^\d{4}-\d{1,2}-\d{1,2}([Tt]\d{1,2}:\d{1,2}:\d{1,2}(\.\d+)?(Z|[-+]\d\d:\d\d)|( \d{1,2}:\d{1,2}:\d{1,2}(\.\d+)?))?$/

/** How go-yaml v2 writes a string as a value. Keys are never written as blocks. */
export function styleOf(text: string, isKey: boolean): ScalarStyle {
  const { isPlainAllowed, isSingleQuotedAllowed, isBlockAllowed } = analyse(text)
  if (text.includes('\n') && !isKey && isBlockAllowed) return 'literal'
  if (text.includes('\n')) return 'double quoted'
  if (wouldBeMisread(text)) return 'double quoted'
  if (isPlainAllowed) return 'plain'
  return isSingleQuotedAllowed ? 'single quoted' : 'double quoted'
}

/** True for text that would come back as a number, a boolean, null, a date or a merge. */
function wouldBeMisread(text: string): boolean {
  return isNotText(text) || BASE_60.test(text) || isTimestamp(text)
}

function isTimestamp(text: string): boolean {
  if (!TIMESTAMP.test(text)) return false
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = text
    .split(/[^\d]/)
    .map(Number)
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
  return isDate && hour < 24 && minute < 60 && second < 60
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
}

/** True for what a YAML stream may hold as it is; anything else is escaped. */
export function isPrintable(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0
  return (
    code === 0x0a ||
    (code >= 0x20 && code <= 0x7e) ||
    (code >= 0xa0 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd && code !== 0xfeff)
  )
}

export function isBreak(letter: string | undefined): boolean {
  return letter !== undefined && /[\r\n\u0085\u2028\u2029]/.test(letter)
}

interface Analysis {
  readonly isPlainAllowed: boolean
  readonly isSingleQuotedAllowed: boolean
  readonly isBlockAllowed: boolean
}

function analyse(text: string): Analysis {
  const letters = Array.from(text)
  const hasSpecial = letters.some((letter) => !isPrintable(letter))
  const spaceThenBreak = / [\r\n\u0085\u2028\u2029]/.test(text)
  const breakThenSpace = /[\r\n\u0085\u2028\u2029] /.test(text)
  const hasBreak = letters.some(isBreak)
  const edge = /^[ \r\n\u0085\u2028\u2029]|[ \r\n\u0085\u2028\u2029]$/.test(text)
  const isRaw = !spaceThenBreak && !hasSpecial
  return {
    isPlainAllowed: isRaw && !edge && !hasBreak && !hasIndicator(text),
    isSingleQuotedAllowed: isRaw && !breakThenSpace,
    isBlockAllowed: isRaw && text !== '' && !text.endsWith(' '),
  }
}

/** True when a reader would take part of the text for syntax. */
function hasIndicator(text: string): boolean {
  return (
    /^(---|\.\.\.)/.test(text) ||
    /^[#,[\]{}&*!|>'"%@`]/.test(text) ||
    /^[-?:](\s|$)/.test(text) ||
    /:([ \t\r\n\u0085\u2028\u2029]|$)/.test(text) ||
    /[ \t\r\n\u0085\u2028\u2029]#/.test(text)
  )
}
