import { expect, test } from 'vitest'
import { edit } from './line-editor.ts'
import { newLine, textOf } from './editor-state.ts'

const HISTORY = ['set -o emacs', 'echo first', 'echo second', 'true']
const CTRL_R = '\x12'

/** What stands on the line after these keys; the bar is the cursor. */
function lineAfter(keys: string): string {
  const fresh = newLine({ history: HISTORY, prompt: '$ ', columns: 80 })
  const { state, event } = edit(fresh, keys)
  const [before, after] = [state.chars.slice(0, state.cursor), state.chars.slice(state.cursor)]
  const line = `${state.prompt}${before.join('')}|${after.join('')}`
  return event === undefined ? line : `${line} → ${event.kind} ${textOf(state)}`.trimEnd()
}

// As GNU bash 5.2 shows it, key by key on a pseudo-terminal.
test.each([
  { keys: [CTRL_R], shows: "(reverse-i-search)`': |" },
  { keys: [CTRL_R, 'e'], shows: "(reverse-i-search)`e': tru|e" },
  { keys: [CTRL_R, 'e', 'c'], shows: "(reverse-i-search)`ec': echo s|econd" },
  { keys: [CTRL_R, 'ec', CTRL_R], shows: "(reverse-i-search)`ec': |echo second" },
  { keys: [CTRL_R, 'ec', CTRL_R, CTRL_R], shows: "(reverse-i-search)`ec': |echo first" },
  {
    keys: [CTRL_R, 'ec', CTRL_R, CTRL_R, CTRL_R],
    shows: "(failed reverse-i-search)`ec': |echo first",
  },
  { keys: [CTRL_R, 'zz'], shows: "(failed reverse-i-search)`zz': |" },
  { keys: [CTRL_R, 'zz\x7f'], shows: "(failed reverse-i-search)`z': |" },
  { keys: [CTRL_R, 'ec\x07'], shows: '$ |' },
  { keys: ['ls', CTRL_R], shows: "(reverse-i-search)`': ls|" },
  { keys: ['ls', CTRL_R, 'fi', '\x07'], shows: '$ ls|' },
  { keys: [CTRL_R, 'se\r'], shows: '$ echo |second → line echo second' },
  { keys: [CTRL_R, 'zz\x03'], shows: '$ | → interrupt' },
  { keys: ['ls', CTRL_R, 'fi', '\x1b[D', 'X'], shows: '$ echoX| first' },
  { keys: [CTRL_R, 'f\x01'], shows: '$ |echo first' },
  { keys: [CTRL_R, CTRL_R, '\r'], shows: '$ | → line' },
])('$keys', ({ keys, shows }) => {
  expect(lineAfter(keys.join(''))).toBe(shows)
})
