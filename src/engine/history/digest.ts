/** A running 64-bit digest of text (two FNV-1a lanes), the same on every machine. */
export class Digest {
  #a = 0x811c9dc5
  #b = 0xc9dc5118

  add(text: string): void {
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      this.#a = Math.imul(this.#a ^ unit, 0x01000193)
      this.#b = Math.imul(this.#b ^ (unit + 0x9e), 0x01000197)
    }
  }

  hex(): string {
    const lane = (value: number): string => (value >>> 0).toString(16).padStart(8, '0')
    return lane(this.#a) + lane(this.#b)
  }
}
