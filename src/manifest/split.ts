/** One document of a stream: a piece of the text, or the separator line that is no separator. */
export interface Chunk {
  readonly start: number
  readonly end: number
  /** What stands behind `---` where only a comment may stand. */
  readonly badSeparator?: string
}

/**
 * Cuts a text where kubectl does: at lines that begin with `---`. A separator that opens the text
 * belongs to the first document, so that its lines are counted as kubectl counts them.
 */
export function splitDocuments(text: string): Chunk[] {
  const chunks: Chunk[] = []
  let start = 0
  let isEmpty = true
  for (const line of linesOf(text)) {
    const isSeparator = text.startsWith('---', line.start)
    const rest = isSeparator ? text.slice(line.start + 3, line.end).trim() : ''
    if (rest !== '' && !rest.startsWith('#')) {
      chunks.push({ start: line.start, end: line.end, badSeparator: rest })
      return chunks
    }
    if (isSeparator && !isEmpty) {
      chunks.push({ start, end: line.start })
      start = line.end
      isEmpty = true
    } else isEmpty = false
  }
  if (!isEmpty) chunks.push({ start, end: text.length })
  return chunks
}

function* linesOf(text: string): Generator<{ readonly start: number; readonly end: number }> {
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start)
    const end = newline < 0 ? text.length : newline + 1
    yield { start, end }
    start = end
  }
}
