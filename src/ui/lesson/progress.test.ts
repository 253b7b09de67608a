import { expect, test } from 'vitest'
import { readProgress, withDone } from './progress.ts'

const some = { step: 'look', predictions: { who: 'sise' }, hints: { look: 2 }, done: ['create'] }
const none = { step: '', predictions: {}, hints: {}, done: [] }

test('progress is read as it was kept', () => {
  expect(readProgress(JSON.stringify(some))).toEqual(some)
})

test.each([
  undefined,
  '',
  '{',
  'null',
  '3',
  '{"step":"look"}',
  JSON.stringify({ ...some, hints: { look: 'two' } }),
  JSON.stringify({ ...some, done: 'create' }),
])('what is no progress counts as none: %s', (kept) => {
  expect(readProgress(kept)).toEqual(none)
})

test('a step is done once', () => {
  expect(withDone(some, ['create', 'look']).done).toEqual(['create', 'look'])
  expect(withDone(some, ['create'])).toBe(some)
})
