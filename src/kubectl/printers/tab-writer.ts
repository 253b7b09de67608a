export interface TabWriterOptions {
  /** Least width of a column, padding included. */
  readonly minWidth: number
  readonly padding: number
  /** Columns keep the greatest width that they ever had, over flushes too. */
  readonly remembersWidths: boolean
}

/** As `kubectl get` lays out its tables. */
export const TABLE_LAYOUT: TabWriterOptions = { minWidth: 6, padding: 3, remembersWidths: true }
/** As `kubectl describe` lays out its lines. */
export const DESCRIBE_LAYOUT: TabWriterOptions = { minWidth: 0, padding: 2, remembersWidths: false }

/**
 * Go's text/tabwriter with elastic tabs: a column is a run of lines that all have a cell, ended by
 * a tab, at that place; each column is as wide as its widest cell.
 */
export class TabWriter {
  readonly #options: TabWriterOptions
  #pending = ''
  #remembered: number[] = []

  constructor(options: TabWriterOptions) {
    this.#options = options
  }

  write(text: string): void {
    this.#pending += text
  }

  /** The text written since the last flush, laid out. */
  flush(): string {
    if (this.#pending === '') return ''
    const lines = this.#pending.split('\n').map((line) => line.split('\t'))
    this.#pending = ''
    const laidOut: string[] = []
    this.#layOut(lines, [], (line) => laidOut.push(line))
    return laidOut.join('\n')
  }

  forgetWidths(): void {
    this.#remembered = []
  }

  #layOut(
    lines: readonly (readonly string[])[],
    widths: readonly number[],
    emit: (line: string) => void,
  ): void {
    const column = widths.length
    for (let at = 0; at < lines.length;) {
      const end = endOfRun(lines, column, at)
      if (end === at) {
        emit(padded(lines[at] ?? [], widths))
        at++
        continue
      }
      const block = lines.slice(at, end)
      this.#layOut(block, [...widths, this.#widthOf(block, column)], emit)
      at = end
    }
  }

  #widthOf(block: readonly (readonly string[])[], column: number): number {
    const { minWidth, padding, remembersWidths } = this.#options
    const widest = Math.max(...block.map((line) => runes(line[column] ?? '') + padding))
    const width = Math.max(minWidth, widest)
    if (!remembersWidths) return width
    const kept = Math.max(width, this.#remembered[column] ?? 0)
    this.#remembered[column] = kept
    return kept
  }
}

/** Up to where lines have a cell in the column; the last cell of a line is in no column. */
function endOfRun(lines: readonly (readonly string[])[], column: number, from: number): number {
  let end = from
  while (end < lines.length && column < (lines[end]?.length ?? 0) - 1) end++
  return end
}

function padded(line: readonly string[], widths: readonly number[]): string {
  return line
    .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - runes(cell))))
    .join('')
}

function runes(text: string): number {
  return Array.from(text).length
}

/** Lays out a text at once. */
export function tabbed(text: string, options: TabWriterOptions): string {
  const writer = new TabWriter(options)
  writer.write(text)
  return writer.flush()
}
