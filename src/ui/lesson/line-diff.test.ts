import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffLines, withContext } from './line-diff.ts'

const signs = { same: ' ', added: '+', removed: '-' } as const

function shown(before: string, after: string): string[] {
  return diffLines(before, after).map((line) => signs[line.kind] + line.text)
}

test.each([
  { what: 'nothing', before: '', after: '', diff: [] },
  { what: 'equal texts', before: 'a\nb\n', after: 'a\nb', diff: [' a', ' b'] },
  { what: 'a changed line', before: 'a\nb\nc', after: 'a\nB\nc', diff: [' a', '-b', '+B', ' c'] },
  { what: 'a line more', before: 'a\nc', after: 'a\nb\nc', diff: [' a', '+b', ' c'] },
  { what: 'a line less', before: 'a\nb\nc', after: 'a\nc', diff: [' a', '-b', ' c'] },
  { what: 'an empty line', before: 'a\n\nb', after: 'a\nb', diff: [' a', '-', ' b'] },
])('the difference of $what', ({ before, after, diff }) => {
  expect(shown(before, after)).toEqual(diff)
})

test('what was removed and what stayed is the old text, what was added and stayed the new one', () => {
  const text = fc.array(fc.constantFrom('a', 'b', '')).map((lines) => lines.join('\n'))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const diff = diffLines(before, after)
      const side = (other: string) =>
        diff.filter((line) => line.kind !== other).map((line) => line.text)
      expect(side('added').join('\n')).toBe(before.replace(/\n$/, ''))
      expect(side('removed').join('\n')).toBe(after.replace(/\n$/, ''))
    }),
  )
})

test('far lines are left out, with one gap between changes', () => {
  const diff = diffLines('1\n2\n3\n4\n5\n6\n7\n8\n9', 'one\n2\n3\n4\n5\n6\n7\neight\n9')
  const lines = withContext(diff, 1).map((line) =>
    line === null ? '…' : signs[line.kind] + line.text,
  )
  expect(lines).toEqual(['-1', '+one', ' 2', '…', ' 7', '-8', '+eight', ' 9'])
})
