import { expect, test } from 'vitest'
import { sha1 } from './sha1.ts'

test.each([
  ['', 'da39a3ee5e6b4b0d3255bfef95601890afd80709'],
  ['abc', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
  ['{"healthy": true}', 'b40026a9bea9f5096f4ef55d3d23d6730139ff5e'],
  ['a'.repeat(55), 'c1c8bbdc22796e28c0e15163d20899b65621d65a'],
  ['a'.repeat(56), 'c2db330f6083854c99d4b5bfb6e8f29f201be699'],
  ['a'.repeat(64), '0098ba824b5c16427bd7a1122a5a442a25ec644d'],
])('of %j', (text, digest) => {
  expect(sha1(new TextEncoder().encode(text))).toBe(digest)
})
