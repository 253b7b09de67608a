/** SHA-1, FIPS 180-4, in hexadecimal: Tornado's entity tags are made of it. */
export function sha1(message: Uint8Array): string {
  const words = paddedWords(message)
  let state: State = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]
  for (let at = 0; at < words.length; at += 16) state = digestBlock(state, words.slice(at, at + 16))
  return state.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

type State = readonly [number, number, number, number, number]

/** The message in words of four bytes, a single bit after it, its length in bits at the end. */
function paddedWords(message: Uint8Array): number[] {
  const blocks = Math.floor((message.length + 8) / 64) + 1
  const words = Array<number>(blocks * 16).fill(0)
  for (let i = 0; i <= message.length; i++) {
    const byte = message[i] ?? 0x80
    words[i >> 2] = (words[i >> 2] ?? 0) | (byte << (24 - 8 * (i & 3)))
  }
  words[words.length - 1] = message.length * 8
  return words
}

function digestBlock(state: State, block: readonly number[]): State {
  const words = [...block]
  for (let t = 16; t < 80; t++) {
    const mixed = [3, 8, 14, 16].reduce((sum, back) => sum ^ (words[t - back] ?? 0), 0)
    words.push(rotate(mixed, 1))
  }
  let [a, b, c, d, e] = state
  for (const [t, word] of words.entries()) {
    const { mixed, constant } = roundOf(t, [b, c, d])
    const next = (rotate(a, 5) + mixed + e + constant + word) | 0
    ;[e, d, c, b, a] = [d, c, rotate(b, 30), a, next]
  }
  const [h0, h1, h2, h3, h4] = state
  return [(h0 + a) | 0, (h1 + b) | 0, (h2 + c) | 0, (h3 + d) | 0, (h4 + e) | 0]
}

function roundOf(
  t: number,
  [b, c, d]: readonly [number, number, number],
): { readonly mixed: number; readonly constant: number } {
  if (t < 20) return { mixed: (b & c) | (~b & d), constant: 0x5a827999 }
  if (t < 40) return { mixed: b ^ c ^ d, constant: 0x6ed9eba1 }
  if (t < 60) return { mixed: (b & c) | (b & d) | (c & d), constant: 0x8f1bbcdc }
  return { mixed: b ^ c ^ d, constant: 0xca62c1d6 }
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by))
}
