import { expect, test } from 'vitest'
import { lineDiff } from './line-diff.ts'

const letters = (text: string) => text.split('')

// Each printed by Python's difflib.unified_diff of the two lists, n=3, without its two head lines.
test.each([
  ['abcdefghij', 'abcdefghij', ''],
  ['abc', 'abc!', '@@ -1,3 +1,4 @@\n a\n b\n c\n+!\n'],
  ['a', 'b', '@@ -1 +1 @@\n-a\n+b\n'],
  ['', 'x', '@@ -0,0 +1 @@\n+x\n'],
  [
    'abcdefghijklmnop',
    'aBcdefghijklmnOp',
    '@@ -1,5 +1,5 @@\n a\n-b\n+B\n c\n d\n e\n@@ -12,5 +12,5 @@\n l\n m\n n\n-o\n+O\n p\n',
  ],
  ['ab', 'acab', '@@ -1,2 +1,4 @@\n+a\n+c\n a\n b\n'],
  ['qabxcd', 'abycdf', '@@ -1,6 +1,6 @@\n-q\n a\n b\n-x\n+y\n c\n d\n+f\n'],
])('%s becomes %s', (before, after, expected) => {
  expect(lineDiff(letters(before), letters(after))).toBe(expected)
})

// Printed by Python's difflib, too: `}` stands too often in 200 lines to begin a match.
test('in long texts a line that is everywhere is no sign of a match', () => {
  const before = Array.from({ length: 200 }, (_, index) => (index % 2 === 0 ? `l${index}` : '}'))
  const after = before.with(100, 'new')
  expect(lineDiff(before, after)).toBe(
    '@@ -98,7 +98,7 @@\n }\n l98\n }\n-l100\n+new\n }\n l102\n }\n',
  )
})
