import { SystemError } from './errno.ts'
import type { PseudoTerminal } from './pseudo-terminal.ts'
import { signalGroup } from './signalling.ts'
import type { Task } from './task.ts'

/**
 * Whether a process may read from its controlling terminal (TTIN) or change it (TTOU) now. A
 * background job is stopped instead; EIO when nobody could continue it.
 */
export function mayTouch(task: Task, terminal: PseudoTerminal, signal: 'TTIN' | 'TTOU'): boolean {
  const { group } = task
  if (terminal.session !== group.session || terminal.foreground === group) return true
  if (task.actions.get(signal) === 'ignore') {
    if (signal === 'TTIN') throw new SystemError('EIO')
    return true
  }
  if (group.isOrphaned()) throw new SystemError('EIO')
  signalGroup(group, signal)
  return false
}
