/**
 * What a terminal shows after some output, as plain lines: enough for the time until the real
 * screen has been loaded. It knows the movements of a line editor, not those of full-screen
 * programs.
 */
export function plainScreen(output: string): readonly string[] {
  const screen = new Lines()
  for (const [piece] of output.matchAll(PIECES)) screen.take(piece)
  return screen.lines
}

const PIECES =
  // eslint-disable-next-line no-control-regex -- the control characters of terminals
  /\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07]*\x07|\x1b.| \r(?=[^\n\x1b])|[\r\n\b\x07 ]|[^\x1b\r\n\b\x07 ]+/g

/** How a line editor goes on at the right edge of the screen. */
const WRAP = ' \r'

class Lines {
  readonly lines: string[] = ['']
  #row = 0
  #column = 0

  take(piece: string): void {
    if (piece.startsWith('\x1b[')) this.#move(piece.at(-1) ?? '', Number(piece.slice(2, -1)) || 0)
    else if (piece === '\n') this.#goTo(this.#row + 1)
    else if (piece === WRAP) this.#wrap()
    else if (piece === '\r') this.#column = 0
    else if (piece === '\b') this.#column = Math.max(0, this.#column - 1)
    else if (piece !== '\x07' && !piece.startsWith('\x1b')) this.#write(piece)
  }

  #move(to: string, count: number): void {
    const by = Math.max(1, count)
    const line = this.lines[this.#row] ?? ''
    if (to === 'A') this.#goTo(Math.max(0, this.#row - by))
    if (to === 'B') this.#goTo(this.#row + by)
    if (to === 'C') this.#column += by
    if (to === 'D') this.#column = Math.max(0, this.#column - by)
    if (to === 'G') this.#column = by - 1
    if (to === 'K' && count === 0) this.lines[this.#row] = line.slice(0, this.#column)
    if (to === 'J' && count === 0) {
      this.lines[this.#row] = line.slice(0, this.#column)
      this.lines.length = this.#row + 1
    }
    if (to === 'J' && count === 2) this.#clear()
  }

  #wrap(): void {
    this.#column = 0
    this.#goTo(this.#row + 1)
  }

  #clear(): void {
    this.lines.splice(0, this.lines.length, '')
    this.#row = 0
    this.#column = 0
  }

  #goTo(row: number): void {
    this.#row = row
    while (this.lines.length <= row) this.lines.push('')
  }

  #write(text: string): void {
    const line = (this.lines[this.#row] ?? '').padEnd(this.#column)
    this.lines[this.#row] =
      line.slice(0, this.#column) + text + line.slice(this.#column + text.length)
    this.#column += text.length
  }
}
