import { SystemError } from './errno.ts'
import { numberIn } from './pid-namespace.ts'
import type { ChildChange, Pid } from './process.ts'
import type { Task } from './task.ts'

export interface WhichChild {
  readonly child: Pid | 'any'
  readonly untraced?: boolean
}

/** Whether waitpid would report something; without any such child there is news too: ECHILD. */
export function hasNews(parent: Task, which: WhichChild): boolean {
  let isThere = false
  for (const child of parent.children) {
    if (!isMeant(parent, child, which.child)) continue
    isThere = true
    if (child.ending !== null || (which.untraced === true && child.report !== null)) return true
  }
  return !isThere
}

/** waitpid(2): the next change that was not reported yet; a child that has ended is then gone. */
export function takeNews(parent: Task, which: WhichChild): ChildChange | null {
  let isThere = false
  for (const child of parent.children) {
    if (!isMeant(parent, child, which.child)) continue
    isThere = true
    const pid = numberIn(parent.namespace, child)
    if (child.ending !== null) {
      reap(child)
      return { pid, ...child.ending }
    }
    if (which.untraced === true && child.report !== null) return takeReport(pid, child)
  }
  if (!isThere) throw new SystemError('ECHILD')
  return null
}

/** The end of a process that has ended: its number is free again. */
export function reap(task: Task): void {
  const { history } = task.machine
  if (task.parent !== null) {
    task.parent.children.delete(task)
    task.parent.childrenUs += task.usedUs + task.childrenUs
  }
  task.group.members.delete(task)
  task.surroundings.cgroup.leave(task)
  task.namespace.release(task.numbers)
  history.record('process.reaped', task.subject, {})
}

export function isMeant(parent: Task, child: Task, which: Pid | 'any'): boolean {
  return which === 'any' || numberIn(parent.namespace, child) === which
}

function takeReport(pid: Pid, child: Task): ChildChange {
  const { report, stoppedBy } = child
  child.report = null
  if (report === 'stopped' && stoppedBy !== null) return { pid, kind: 'stopped', signal: stoppedBy }
  return { pid, kind: 'continued' }
}
