import { hex, padded, rotateLeft } from './blocks.ts'

const SHIFTS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
]

/** RFC 1321: the integer part of 2^32 |sin(i + 1)|. */
const SINES = [
  0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
  0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
  0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
  0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
  0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
  0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
  0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
  0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
]

/** RFC 1321, in hexadecimal. */
export function md5(bytes: Uint8Array): string {
  const message = padded(bytes, 'little')
  let state: State = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]
  for (let start = 0; start < message.byteLength; start += 64)
    state = absorbed(state, (word) => message.getUint32(start + word * 4, true))
  return hex(state.map(swapped))
}

type State = readonly [number, number, number, number]

function absorbed(state: State, wordAt: (index: number) => number): State {
  let [a, b, c, d] = state
  for (let step = 0; step < 64; step++) {
    const round = step >> 4
    const { mixed, word } = mix(round, step, [b, c, d])
    const sum = (a + mixed + (SINES[step] ?? 0) + wordAt(word)) | 0
    const next = (b + rotateLeft(sum, SHIFTS[round]?.[step & 3] ?? 0)) | 0
    ;[a, b, c, d] = [d, next, b, c]
  }
  return [(state[0] + a) | 0, (state[1] + b) | 0, (state[2] + c) | 0, (state[3] + d) | 0]
}

function mix(
  round: number,
  step: number,
  [b, c, d]: readonly [number, number, number],
): { readonly mixed: number; readonly word: number } {
  switch (round) {
    case 0:
      return { mixed: (b & c) | (~b & d), word: step }
    case 1:
      return { mixed: (d & b) | (~d & c), word: (5 * step + 1) & 15 }
    case 2:
      return { mixed: b ^ c ^ d, word: (3 * step + 5) & 15 }
    default:
      return { mixed: c ^ (b | ~d), word: (7 * step) & 15 }
  }
}

function swapped(word: number): number {
  return (
    ((word & 0xff) << 24) |
    ((word & 0xff00) << 8) |
    ((word >>> 8) & 0xff00) |
    ((word >>> 24) & 0xff)
  )
}
