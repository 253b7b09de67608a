import { hex, padded, rotateLeft } from './blocks.ts'

/** FIPS 180-4: of the cube roots of the first 64 primes. */
const ROUNDS = [
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
]

const START = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
]

/** FIPS 180-4, in hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  const message = padded(bytes, 'big')
  let state: readonly number[] = START
  for (let start = 0; start < message.byteLength; start += 64)
    state = absorbed(state, schedule(message, start))
  return hex(state)
}

const right = (value: number, by: number): number => rotateLeft(value, 32 - by)

function schedule(message: DataView, start: number): readonly number[] {
  const words = Array.from({ length: 64 }, (_, at) =>
    at < 16 ? message.getUint32(start + at * 4) : 0,
  )
  for (let at = 16; at < 64; at++) {
    const [far, near] = [words[at - 15] ?? 0, words[at - 2] ?? 0]
    const low = right(far, 7) ^ right(far, 18) ^ (far >>> 3)
    const high = right(near, 17) ^ right(near, 19) ^ (near >>> 10)
    words[at] = ((words[at - 16] ?? 0) + low + (words[at - 7] ?? 0) + high) | 0
  }
  return words
}

function absorbed(state: readonly number[], words: readonly number[]): readonly number[] {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let at = 0; at < 64; at++) {
    const upper = right(e, 6) ^ right(e, 11) ^ right(e, 25)
    const choice = (e & f) ^ (~e & g)
    const first = (h + upper + choice + (ROUNDS[at] ?? 0) + (words[at] ?? 0)) | 0
    const lower = right(a, 2) ^ right(a, 13) ^ right(a, 22)
    const majority = (a & b) ^ (a & c) ^ (b & c)
    ;[a, b, c, d, e, f, g, h] = [(first + lower + majority) | 0, a, b, c, (d + first) | 0, e, f, g]
  }
  return [a, b, c, d, e, f, g, h].map((word, at) => ((state[at] ?? 0) + word) | 0)
}
