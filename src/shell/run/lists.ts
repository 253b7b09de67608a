import type { Run } from '#engine'
import type { CompoundList } from 'unbash'
import type { Shell } from '../shell.ts'

/** What one step of a shell takes of the processor, in microseconds. */
export const STEP_US = 50

export function runList(shell: Shell, list: CompoundList | undefined): Run {
  return shell.interpreter.statements(shell, list?.commands ?? [])
}

/** A list whose failure decides something, and so does not end a shell with `set -e`. */
export function* runCondition(shell: Shell, list: CompoundList): Run {
  const { isLast } = shell
  shell.isLast = false
  shell.conditions++
  try {
    return yield* runList(shell, list)
  } finally {
    shell.conditions--
    shell.isLast = isLast
  }
}
