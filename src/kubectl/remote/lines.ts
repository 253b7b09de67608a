/** Cuts bytes that come in pieces into lines. */
export class Lines {
  readonly #decoder = new TextDecoder()
  #rest = ''

  /** The lines that are whole now, without their newlines. */
  add(bytes: Uint8Array): readonly string[] {
    const lines = (this.#rest + this.#decoder.decode(bytes, { stream: true })).split('\n')
    this.#rest = lines.pop() ?? ''
    return lines
  }

  rest(): string {
    return this.#rest
  }
}
