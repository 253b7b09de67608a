import { reap } from './children.ts'
import { release } from './memory.ts'
import { layToRest } from './resting.ts'
import { isUnwinding } from './unwinding.ts'
import { tellOfChild } from './select.ts'
import { sendSignal, signalGroup } from './signalling.ts'
import { numberOf } from './signals.ts'
import type { Ending, Task } from './task.ts'

/** What a shell shows of an ending: 128 + n when a signal ended it. */
export function exitCodeOf(ending: Ending): number {
  return ending.kind === 'exited' ? ending.code : 128 + numberOf(ending.signal)
}

/** The end of a process and all that follows from it: exit(2), pid_namespaces(7), setsid(2). */
export function endTask(task: Task, ending: Ending): void {
  if (task.ending !== null) return
  task.ending = ending
  layToRest(task)
  const code = exitCodeOf(ending)
  const data = ending.kind === 'exited' ? { code } : { code, signal: ending.signal }
  task.machine.history.recordAnd({ kind: 'process.ended', subject: task.subject, data }, () => {
    unwind(task)
    task.stoppedBy = null
    release(task)
    task.descriptors.closeAll()
    if (task.isInit) endNamespace(task)
    leaveSession(task)
    const orphaned = groupsThatLose(task)
    giveAwayChildren(task)
    for (const group of orphaned) wakeOrphaned(group)
    tellParent(task)
    task.onExit?.(ending)
  })
}

/** A program that rests is ended where it is, so that it lets go of what it holds outside. */
function unwind(task: Task): void {
  const { run } = task
  task.run = null
  try {
    run?.return(0)
  } catch (thrown) {
    // Whatever it still tried is refused to one who is gone; only our own mistakes matter.
    if (!isUnwinding(thrown)) throw thrown
  }
}

function endNamespace(init: Task): void {
  const { tasks } = init.namespace
  for (const task of [...tasks.values()]) if (task !== init) sendSignal(task, 'KILL', 'outside')
}

function leaveSession(task: Task): void {
  const { session } = task.group
  if (session.leader !== task || session.terminal === null) return
  session.terminal.loseSession()
}

type Group = Task['group']

/** Groups that the process, as a parent or member, kept from being orphaned until now. */
function groupsThatLose(task: Task): readonly Group[] {
  const groups = new Set([task.group, ...[...task.children].map((child) => child.group)])
  return [...groups].filter(
    (group) => group.session === task.group.session && group.hasStopped && holds(task, group),
  )
}

/** Whoever is in another group than its parent, or than its child, but in the same session. */
function holds(task: Task, group: Group): boolean {
  if (group !== task.group) return true
  const { parent } = task
  return parent !== null && parent.group !== group && parent.group.session === group.session
}

function wakeOrphaned(group: Group): void {
  if (!group.isOrphaned()) return
  signalGroup(group, 'HUP')
  signalGroup(group, 'CONT')
}

/** Orphans go to number 1 of their namespace. */
function giveAwayChildren(task: Task): void {
  const heir = task.namespace.init !== task ? task.namespace.init : task.parent
  for (const child of [...task.children]) {
    const adopter = adopterOf(child, heir)
    task.children.delete(child)
    child.parent = adopter
    adopter?.children.add(child)
    if (child.ending !== null) tellParent(child)
  }
}

/** A child in a namespace that it leads itself belongs to the namespace above. */
function adopterOf(child: Task, heir: Task | null): Task | null {
  return heir?.ending == null ? heir : (child.machine.namespace.init ?? null)
}

/** SIGCHLD, and a zombie until the parent asks; nobody asks where SIGCHLD is ignored. */
function tellParent(task: Task): void {
  const { parent } = task
  if (parent === null || parent.ending !== null || parent.actions.get('CHLD') === 'ignore') {
    reap(task)
    if (parent !== null) tellOfChild(parent, task)
    return
  }
  sendSignal(parent, 'CHLD', 'outside')
  tellOfChild(parent, task)
}
