import { type Run, write } from '#engine'
import type { Words } from '../flavour.ts'
import type { Shell } from '../shell.ts'
import { complainAbout } from './builtin.ts'

/** How a builtin is called: bash says it without the line. */
export function* usage(shell: Shell, called: string, words: Words): Run<void> {
  if (shell.flavour.name === 'bash')
    yield* write(shell.process, 2, `${called}: ${shell.wordsOf(words)}\n`)
  else yield* complainAbout(shell, called, words)
}
