/** What sed says of a script; `place` is the character it stopped at, null where none is told. */
export class SedError extends Error {
  readonly place: number | null

  constructor(message: string, place: number | null) {
    super(message)
    this.place = place
  }
}

/** A place in the text of a script. */
export class Cursor {
  readonly #source: string
  #at = 0

  constructor(source: string) {
    this.#source = source
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#source.length
  }

  peek(): string | undefined {
    return this.isAtEnd ? undefined : this.#source.charAt(this.#at)
  }

  /** Empty at the end. */
  next(): string {
    return this.#source.charAt(this.#at++)
  }

  skip(what: RegExp): void {
    while (!this.isAtEnd && what.test(this.#source.charAt(this.#at))) this.#at++
  }

  match(what: RegExp): string | undefined {
    const found = new RegExp(what.source, 'y')
    found.lastIndex = this.#at
    const [text] = found.exec(this.#source) ?? []
    this.#at += text?.length ?? 0
    return text
  }

  upTo(end: string): string {
    const found = this.#source.indexOf(end, this.#at)
    const stop = found < 0 ? this.#source.length : found
    const text = this.#source.slice(this.#at, stop)
    this.#at = stop + 1
    return text
  }

  /** The text before the next delimiter; `\` and the delimiter stand for itself. */
  delimited(delimiter: string): string | undefined {
    let text = ''
    let isInBrackets = false
    while (!this.isAtEnd) {
      const char = this.next()
      if (char === '\\') {
        const escaped = this.next()
        text += escaped === delimiter ? this.#plain(delimiter) : char + escaped
      } else if (char === delimiter && !isInBrackets) return text
      else {
        text += char
        if (char === '[' && !isInBrackets) isInBrackets = this.#closesLater(delimiter)
        else if (char === ']') isInBrackets = false
      }
    }
    return undefined
  }

  /** A delimiter that is special in expressions loses that with the backslash. */
  #plain(delimiter: string): string {
    return /[.*[\]^$+?(){}|]/.test(delimiter) ? `\\${delimiter}` : delimiter
  }

  #closesLater(delimiter: string): boolean {
    const rest = this.#source.slice(this.#at)
    const close = rest.indexOf(']', 1)
    const end = rest.indexOf(delimiter)
    return close >= 0 && end >= 0 && close > end && !rest.slice(0, close).includes('\n')
  }

  error(message: string): SedError {
    return new SedError(message, Math.min(this.#at, this.#source.length))
  }
}
