import { expect, test } from 'vitest'
import type { ExchangeDrawn } from './diagram.ts'
import { marksAfter, marksAtFirst, mostMarks, withoutMark } from './marks.ts'

function exchanges(...ids: string[]): readonly ExchangeDrawn[] {
  const place = { at: 'outside', address: '' } as const
  return ids.map((id) => ({
    id,
    from: place,
    to: place,
    address: '',
    route: ['lo'],
    outcome: 'under way',
  }))
}

test('what happened before the picture was opened does not move', () => {
  expect(marksAfter(marksAtFirst(exchanges('a')), exchanges('a'), 5).moving).toEqual([])
})

test('a new exchange sets out once, and is gone when its mark has arrived', () => {
  const start = marksAtFirst(exchanges('a'))
  const moving = marksAfter(start, exchanges('a', 'b'), 5)
  expect(moving.moving).toEqual(['b'])
  expect(marksAfter(moving, exchanges('a', 'b'), 5)).toBe(moving)
  const arrived = withoutMark(moving, 'b')
  expect(marksAfter(arrived, exchanges('a', 'b'), 5).moving).toEqual([])
})

test('of a storm only a few move; the others are not caught up on', () => {
  const few = marksAfter(marksAtFirst([]), exchanges('a', 'b', 'c', 'd'), 2)
  expect(few.moving).toEqual(['a', 'b'])
  expect(marksAfter(withoutMark(few, 'a'), exchanges('a', 'b', 'c', 'd'), 2).moving).toEqual(['b'])
})

test('what has gone out of sight is forgotten, so that memory does not grow', () => {
  const before = marksAtFirst(exchanges('a', 'b'))
  expect([...marksAfter(before, exchanges('b'), 5).seen]).toEqual(['b'])
})

test('the faster time runs, the fewer marks there are', () => {
  expect([1, 10, 60].map(mostMarks)).toEqual([5, 3, 1])
})
