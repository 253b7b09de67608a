import { expect, test } from 'vitest'
import { goSorted } from './go-sort.ts'

/** Sixty keys, and where each one stood once Go 1.26 had sorted them with sort.Sort. */
const KEYS = '201011100201101102101111010111001112001202020200000111212200'
const ORDER = [
  ...[46, 24, 59, 3, 30, 58, 50, 7, 8, 49, 10, 48, 47, 13, 44],
  ...[42, 16, 40, 37, 19, 36, 31, 1, 26, 14, 18, 23, 27, 22, 2],
  ...[4, 21, 32, 33, 34, 5, 20, 6, 38, 29, 55, 25, 15, 53, 28],
  ...[52, 51, 12, 11, 41, 9, 0, 45, 43, 54, 17, 56, 57, 35, 39],
]

test('equal ones change places as they do in Go', () => {
  const items = Array.from(KEYS, (key, place) => ({ key, place }))
  const sorted = goSorted(items, (left, right) => left.key < right.key)
  expect(sorted.map(({ place }) => place)).toEqual(ORDER)
})

test.each([0, 1, 12, 13, 49, 50, 500])('%i numbers come out in order', (count) => {
  const items = Array.from({ length: count }, (_, at) => (at * 7919) % 104729)
  const sorted = goSorted(items, (left, right) => left < right)
  expect(sorted).toEqual([...items].sort((left, right) => left - right))
})

test('what comes in falling is turned round', () => {
  const items = Array.from({ length: 100 }, (_, at) => 100 - at)
  expect(goSorted(items, (left, right) => left < right)).toEqual(items.toReversed())
})
