import { expect, test } from 'vitest'
import { lengthOf, pathThrough } from './geometry.ts'

const corner = [
  { x: 0, y: 0 },
  { x: 20, y: 0 },
  { x: 20, y: 30 },
]

test('a path rounds its corners', () => {
  expect(pathThrough(corner, 8)).toBe('M 0 0 L 12 0 Q 20 0 20 8 L 20 30')
})

test('where there is no room for the radius, the corner takes half of what there is', () => {
  const tight = [
    { x: 0, y: 0 },
    { x: 4, y: 0 },
    { x: 4, y: 30 },
  ]
  expect(pathThrough(tight, 8)).toBe('M 0 0 L 2 0 Q 4 0 4 2 L 4 30')
})

test('two points at one place make no corner', () => {
  expect(pathThrough([corner[0]!, corner[0]!, corner[1]!], 8)).toBe('M 0 0 L 0 0 Q 0 0 0 0 L 20 0')
})

test('the length of a way is the sum of its pieces', () => {
  expect(lengthOf(corner)).toBe(50)
  expect(lengthOf([])).toBe(0)
})
