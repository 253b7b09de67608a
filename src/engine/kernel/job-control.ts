import type { Numbered, PidNamespace } from './pid-namespace.ts'
import type { Pid } from './process.ts'
import type { PseudoTerminal } from './pseudo-terminal.ts'
import type { Task } from './task.ts'

/** setsid(2): process groups that share a controlling terminal. */
export class Session implements Numbered {
  readonly namespace: PidNamespace
  readonly numbers: readonly Pid[]
  readonly leader: Task
  terminal: PseudoTerminal | null = null

  constructor(leader: Task) {
    this.leader = leader
    this.namespace = leader.namespace
    this.numbers = leader.numbers
  }
}

/** A job: the processes that a terminal's keys and kill(2) with a negative number reach. */
export class ProcessGroup implements Numbered {
  readonly namespace: PidNamespace
  readonly numbers: readonly Pid[]
  readonly session: Session
  readonly members = new Set<Task>()

  constructor(leader: Task, session: Session) {
    this.namespace = leader.namespace
    this.numbers = leader.numbers
    this.session = session
  }

  /** Nobody in the session outside the group is there to continue it once it is stopped. */
  isOrphaned(ignoring?: Task): boolean {
    for (const member of this.members) {
      if (member === ignoring || member.ending !== null) continue
      const { parent } = member
      if (parent === null) continue
      if (parent.group !== this && parent.group.session === this.session) return false
    }
    return true
  }

  get hasStopped(): boolean {
    for (const member of this.members) if (member.stoppedBy !== null) return true
    return false
  }
}

/** Moves a process into a group; a group nobody is in any more is gone. */
export function join(task: Task, group: ProcessGroup): void {
  task.group.members.delete(task)
  task.group = group
  group.members.add(task)
}

/** A session and a group of its own, led by the process. */
export function leadSession(task: Task): ProcessGroup {
  const group = new ProcessGroup(task, new Session(task))
  group.members.add(task)
  return group
}
