import type { Range } from '#manifest'

/** The part of a line that a range covers; columns from 0, at least one character. */
export function rangeIn(
  range: Range,
  line: number,
  length: number,
): readonly [from: number, to: number] | undefined {
  if (line < range.line || line > range.endLine) return undefined
  const from = line === range.line ? range.column - 1 : 0
  const to = line === range.endLine ? range.endColumn - 1 : length
  return from >= length ? [Math.max(0, length - 1), length] : [from, Math.max(from + 1, to)]
}
