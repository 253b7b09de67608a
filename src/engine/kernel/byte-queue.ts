/** Bytes in order, in one buffer that grows as needed. */
export class ByteQueue {
  #buffer = new Uint8Array(256)
  #start = 0
  #end = 0

  get length(): number {
    return this.#end - this.#start
  }

  push(bytes: Uint8Array): void {
    if (this.#end + bytes.length > this.#buffer.length) this.#makeRoom(bytes.length)
    this.#buffer.set(bytes, this.#end)
    this.#end += bytes.length
  }

  /** Takes out up to `max` bytes. */
  take(max: number): Uint8Array {
    const bytes = this.#buffer.slice(this.#start, Math.min(this.#end, this.#start + max))
    this.#start += bytes.length
    if (this.#start === this.#end) this.#start = this.#end = 0
    return bytes
  }

  indexOf(byte: number): number {
    const at = this.#buffer.subarray(0, this.#end).indexOf(byte, this.#start)
    return at < 0 ? -1 : at - this.#start
  }

  clear(): void {
    this.#start = this.#end = 0
  }

  #makeRoom(more: number): void {
    const { length } = this
    let size = this.#buffer.length
    while (size < length + more) size *= 2
    const roomier = size === this.#buffer.length ? this.#buffer : new Uint8Array(size)
    roomier.set(this.#buffer.subarray(this.#start, this.#end))
    this.#buffer = roomier
    this.#start = 0
    this.#end = length
  }
}
