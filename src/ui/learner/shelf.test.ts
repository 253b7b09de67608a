import { expect, test } from 'vitest'
import { readShelf, withText } from './shelf.ts'

const text = (at: number, path = 'web.yaml') => ({ path, text: `text ${at}`, at })

test('the latest text stands first', () => {
  expect(withText([text(1)], text(2))).toEqual([text(2), text(1)])
})

test('a text that comes again stands there once, and first', () => {
  const again = { ...text(1), at: 9 }
  expect(withText([text(2), text(1)], again)).toEqual([again, text(2)])
})

test('the same text of another file is another text', () => {
  expect(withText([text(1)], text(1, 'app.yaml'))).toHaveLength(2)
})

test('forty are kept, the oldest go first', () => {
  const full = Array.from({ length: 40 }, (_, index) => text(40 - index))
  expect(withText(full, text(99)).map(({ at }) => at)).toEqual([
    99,
    ...full.slice(0, 39).map(({ at }) => at),
  ])
})

test.each([
  { kept: undefined, shelf: [] },
  { kept: 'torn{', shelf: [] },
  { kept: '{}', shelf: [] },
  {
    kept: '[{"path":"a","text":"b","at":1},{"path":"a"},null]',
    shelf: [{ path: 'a', text: 'b', at: 1 }],
  },
])('what the browser kept as $kept is read', ({ kept, shelf }) => {
  expect(readShelf(kept)).toEqual(shelf)
})
