import { expect, test } from 'vitest'
import { begin, emptyTrail, take, type Trail, upTo } from './trail.ts'

const start = (seq: number, isPrepared = true) => ({ seq, texts: new Map(), isPrepared })

function startsIn({ starts }: Trail): readonly (readonly [string, number])[] {
  return [...starts].map(([step, { seq }]) => [step, seq])
}

test('a step begins when it is looked at first', () => {
  const once = begin(emptyTrail(undefined), 'one', start(3))
  expect(startsIn(begin(once, 'one', start(9)))).toEqual([['one', 3]])
})

test('a step that was looked at too early begins again when what it builds on is there', () => {
  const early = begin(emptyTrail(undefined), 'two', start(3, false))
  expect(begin(early, 'two', start(5, false))).toBe(early)
  expect(startsIn(begin(early, 'two', start(9)))).toEqual([['two', 9]])
})

test('who goes back to the start of a step has the ones before it behind him, and no other', () => {
  const begun = begin(emptyTrail(undefined), 'one', start(0))
  const two = begin(take(begun, 'one'), 'two', start(7))
  const three = begin(take(two, 'two'), 'three', start(20))
  const back = upTo(three, 7)
  expect(startsIn(back)).toEqual([
    ['one', 0],
    ['two', 7],
  ])
  expect(back.taken).toEqual(['one'])
})
