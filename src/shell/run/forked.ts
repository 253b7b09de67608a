import type { Run } from '#engine'
import type { Statement } from 'unbash'
import type { Shell } from '../shell.ts'
import { runToEnd } from './outcome.ts'

/** Runs statements as the whole life of a forked shell, and gives its exit status. */
export function* runForked(shell: Shell, statements: readonly Statement[]): Run {
  return yield* runToEnd(shell, () => {
    shell.isLast = statements.length === 1 && statements[0]?.background !== true
    return shell.interpreter.statements(shell, statements)
  })
}
