/** Follows in which column of the screen the cursor stands. */
export class Column {
  at: number

  constructor(at = 0) {
    this.at = at
  }

  write(bytes: Iterable<number>): void {
    for (const byte of bytes) {
      if (byte === 13 || byte === 10) this.at = 0
      else if (byte === 8) this.at = Math.max(0, this.at - 1)
      else if (byte === 9) this.at += 8 - (this.at % 8)
      else if (byte >= 32 && byte !== 127 && (byte & 0xc0) !== 0x80) this.at++
    }
  }
}
