import { SystemError } from './errno.ts'
import { join, leadSession, ProcessGroup } from './job-control.ts'
import { numberIn } from './pid-namespace.ts'
import type { Pid } from './process.ts'
import type { Task } from './task.ts'

/** setpgid(2): of the caller (0) or a child of its own that has not executed anything yet. */
export function setGroup(caller: Task, pid: Pid, pgid: Pid): void {
  const { namespace } = caller
  const task = pid === 0 ? caller : namespace.tasks.get(pid)
  if (task === undefined || (task !== caller && task.parent !== caller))
    throw new SystemError('ESRCH')
  if (task !== caller && task.hasExecuted) throw new SystemError('EACCES')
  const { session } = task.group
  if (session !== caller.group.session || session.leader === task) throw new SystemError('EPERM')
  const wanted = pgid === 0 ? numberIn(namespace, task) : pgid
  if (numberIn(namespace, task.group) === wanted) return
  if (numberIn(namespace, task) === wanted) join(task, new ProcessGroup(task, session))
  else join(task, existingGroup(caller, wanted))
}

/** setsid(2): EPERM for who leads a group already. */
export function setSession(caller: Task): void {
  if (caller.group.numbers === caller.numbers) throw new SystemError('EPERM')
  caller.group.members.delete(caller)
  caller.group = leadSession(caller)
}

function existingGroup(caller: Task, pgid: Pid): ProcessGroup {
  for (const task of caller.namespace.tasks.values())
    if (numberIn(caller.namespace, task.group) === pgid) {
      if (task.group.session !== caller.group.session) break
      return task.group
    }
  throw new SystemError('EPERM')
}
