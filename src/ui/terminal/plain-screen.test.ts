import { expect, test } from 'vitest'
import { plainScreen } from './plain-screen.ts'

test.each([
  ['nothing', '', ['']],
  ['lines', 'a\r\nb\r\n', ['a', 'b', '']],
  ['a prompt that is typed into', '$ \r\x1b[2Ckub', ['$ kub']],
  ['a letter taken back', 'abc\b \b', ['ab ']],
  ['a line that is written anew', 'abcdef\r\x1b[Kxy', ['xy']],
  ['a line painted over', 'abcdef\rxy', ['xycdef']],
  ['everything below erased', 'a\r\nb\r\nc\x1b[2A\r\x1b[J$ ', ['$ ']],
  ['a line that goes on below', '$ one t \rwo three', ['$ one t', 'wo three']],
  ['a cleared screen', 'old\r\n\x1b[H\x1b[2J$ ', ['$ ']],
  ['colours and titles, which are not shown', '\x1b[1;31mred\x1b[0m\x1b]0;title\x07!', ['red!']],
  ['a bell', 'a\x07b', ['ab']],
])('the plain screen shows %s', (_what, output, lines) => {
  expect(plainScreen(output)).toEqual(lines)
})
