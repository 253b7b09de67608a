/** The message with its padding, in blocks of 64 bytes: a one bit, zeros, the length in bits. */
export function padded(bytes: Uint8Array, order: 'big' | 'little'): DataView {
  const length = Math.ceil((bytes.length + 9) / 64) * 64
  const all = new Uint8Array(length)
  all.set(bytes)
  all[bytes.length] = 0x80
  const view = new DataView(all.buffer)
  const isLittle = order === 'little'
  const low = (bytes.length * 8) >>> 0
  const high = Math.floor(bytes.length / 2 ** 29)
  view.setUint32(length - 8, isLittle ? low : high, isLittle)
  view.setUint32(length - 4, isLittle ? high : low, isLittle)
  return view
}

export function rotateLeft(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by))
}

export function hex(words: readonly number[]): string {
  return words.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}
