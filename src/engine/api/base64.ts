const STANDARD = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** A text (as UTF-8) or bytes in base64. */
export function toBase64(data: string | Uint8Array): string {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(i, i + 3)
    const bits = (a << 16) | (b << 8) | c
    const count = Math.min(4, bytes.length - i + 1)
    for (let n = 0; n < 4; n++)
      text += n < count ? STANDARD.charAt((bits >> (18 - 6 * n)) & 63) : '='
  }
  return text
}

/** The same for URLs and tokens: without padding, `-` and `_` for `+` and `/`. */
export function base64Url(data: string | Uint8Array): string {
  return toBase64(data).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** The bytes that base64 of either kind stands for; undefined when the text is none. */
export function fromBase64(text: string): Uint8Array | undefined {
  const digits = Array.from(text.replace(/=+$/, ''), (character) =>
    STANDARD.indexOf(character === '-' ? '+' : character === '_' ? '/' : character),
  )
  if (digits.includes(-1)) return undefined
  const bytes: number[] = []
  for (let i = 0; i + 1 < digits.length; i += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = digits.slice(i, i + 4)
    const bits = (a << 18) | (b << 12) | (c << 6) | d
    const count = Math.min(3, digits.length - i - 1)
    for (let n = 0; n < count; n++) bytes.push((bits >> (16 - 8 * n)) & 255)
  }
  return Uint8Array.from(bytes)
}
