import { expect, test } from 'vitest'
import { rangeIn } from './range-in.ts'

test.each([
  { what: 'within its line', at: [2, 3, 2, 6], line: 2, range: [2, 5] },
  { what: 'on another line', at: [2, 3, 2, 6], line: 3, range: undefined },
  { what: 'the first of several', at: [2, 3, 4, 2], line: 2, range: [2, 10] },
  { what: 'the last of several', at: [2, 3, 4, 2], line: 4, range: [0, 1] },
  { what: 'one between', at: [2, 3, 4, 2], line: 3, range: [0, 10] },
  { what: 'of no width', at: [2, 3, 2, 3], line: 2, range: [2, 3] },
  { what: 'beyond the end', at: [2, 99, 2, 99], line: 2, range: [9, 10] },
])('what is underlined: $what', ({ at, line, range }) => {
  const [first = 0, column = 0, endLine = 0, endColumn = 0] = at
  expect(rangeIn({ line: first, column, endLine, endColumn }, line, 10)).toEqual(range)
})
