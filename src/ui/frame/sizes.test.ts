import { expect, test } from 'vitest'
import { firstSizes, readSizes, withLine, writeSizes } from './sizes.ts'

test('a line stops at its limits', () => {
  const sizes = firstSizes(1600)
  expect(withLine(sizes, 'lesson', 10).lesson).toBe(264)
  expect(withLine(sizes, 'lesson', 400.4).lesson).toBe(400.4)
  expect(withLine(sizes, 'editor', 0.95).editor).toBe(0.8)
})

test('sizes are kept and read back', () => {
  expect(readSizes(writeSizes({ lesson: 400.4, bench: 500, editor: 0.4567 }))).toEqual({
    lesson: 400,
    bench: 500,
    editor: 0.457,
  })
})

test.each([undefined, '', '1 2', '400 500 x', '{"lesson":1}', '400 500 0.5 7'])(
  'what was kept otherwise is no size: %s',
  (kept) => {
    expect(readSizes(kept)).toBe(undefined)
  },
)

test('sizes beyond the limits, as from a larger screen, are brought within', () => {
  expect(readSizes('4000 1 0.5')).toEqual({ lesson: 560, bench: 300, editor: 0.5 })
})

test('the smaller the window, the more of its width is the stage’s', () => {
  expect(firstSizes(1100)).toEqual({ lesson: 300, bench: 360, editor: 0.55 })
  expect(firstSizes(1366)).toEqual({ lesson: 348, bench: 424, editor: 0.55 })
  expect(firstSizes(1600)).toEqual({ lesson: 380, bench: 480, editor: 0.55 })
})
