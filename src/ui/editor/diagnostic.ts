/** Something to say about a place in the text. Lines and columns count from 1. */
export interface Diagnostic {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly source: string
}

/** The part of a line that a diagnostic underlines; columns from 0, at least one character. */
export function rangeIn(
  diagnostic: Diagnostic,
  line: number,
  length: number,
): readonly [from: number, to: number] | undefined {
  if (line < diagnostic.line || line > diagnostic.endLine) return undefined
  const from = line === diagnostic.line ? diagnostic.column - 1 : 0
  const to = line === diagnostic.endLine ? diagnostic.endColumn - 1 : length
  return from >= length ? [Math.max(0, length - 1), length] : [from, Math.max(from + 1, to)]
}
