import { SystemError } from './errno.ts'
import { numberIn } from './pid-namespace.ts'
import type { Credentials, Pid } from './process.ts'
import { sendSignal } from './signalling.ts'
import type { SignalName } from './signals.ts'
import type { Task } from './task.ts'

/** kill(2): to one process, to a group (0: one's own; negative) or to all that may be (-1). */
export function killAs(sender: Task, pid: Pid, signal: SignalName | 0): void {
  const meant = targetsOf(sender, pid)
  if (meant.length === 0) throw new SystemError('ESRCH')
  const allowed = meant.filter((task) => maySignal(sender, task, signal))
  if (allowed.length === 0) throw new SystemError('EPERM')
  if (signal === 0) return
  for (const task of allowed) sendSignal(task, signal, whence(sender, task))
}

/** kill(2), “for a process to have permission to send a signal”. */
function maySignal(sender: Task, target: Task, signal: SignalName | 0): boolean {
  const who: Credentials = sender.files.credentials
  if (who.capabilities.has('KILL') || who.uid === target.files.credentials.uid) return true
  return signal === 'CONT' && sender.group.session === target.group.session
}

function targetsOf(sender: Task, pid: Pid): readonly Task[] {
  const { namespace } = sender
  const all = [...namespace.tasks.values()]
  if (pid > 0) return all.filter((task) => numberIn(namespace, task) === pid)
  if (pid === -1) return all.filter((task) => task !== sender && numberIn(namespace, task) !== 1)
  const group = pid === 0 ? numberIn(namespace, sender.group) : -pid
  return all.filter((task) => numberIn(namespace, task.group) === group)
}

/** A sender from an outer PID namespace is a power above; see pid_namespaces(7). */
function whence(sender: Task, target: Task): 'inside' | 'outside' {
  return sender.namespace.isInside(target.namespace) ? 'inside' : 'outside'
}
