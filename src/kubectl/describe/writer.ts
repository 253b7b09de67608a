import { DESCRIBE_LAYOUT, TabWriter } from '../printers/tab-writer.ts'

/** Lines with cells, indented by level, laid out when they are all there. */
export class DescribeWriter {
  readonly #writer = new TabWriter(DESCRIBE_LAYOUT)
  #done = ''
  #cells = ''

  /** One line: cells with a tab between each two. */
  line(level: number, ...cells: readonly (string | number | boolean)[]): void {
    this.raw(`${'  '.repeat(level)}${cells.join('\t')}\n`)
  }

  /** Cells and newlines as they stand. */
  raw(text: string): void {
    this.#writer.write(text)
    this.#cells += text
  }

  /** What follows has columns of its own. */
  flush(): void {
    this.#done += this.#writer.flush()
  }

  text(): string {
    this.flush()
    return this.#done
  }

  /** The lines as they were written, with tabs between their cells. */
  unlaid(): string {
    return this.#cells
  }
}
