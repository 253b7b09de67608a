import type { ProcessGroup } from './job-control.ts'
import { goOn, holdStill, wakeUp } from './resting.ts'
import { tellOfChild } from './select.ts'
import { defaultActionOf, type SignalAction, type SignalName } from './signals.ts'
import type { Task } from './task.ts'

export interface SignalSituation {
  readonly action: SignalAction
  /** It is number 1 of its PID namespace. */
  readonly isInit: boolean
  /** The sender is the kernel, or stands in an outer PID namespace. */
  readonly isFromOutside: boolean
  /** Nobody could continue its process group once that is stopped. */
  readonly isOrphaned: boolean
}

export type Reaction = 'end' | 'stop' | 'continue' | 'handle' | 'ignore'

/** What a signal does to a process: signal(7), pid_namespaces(7). */
export function reactionTo(signal: SignalName, situation: SignalSituation): Reaction {
  const { action, isInit, isFromOutside, isOrphaned } = situation
  if (signal === 'KILL' || signal === 'STOP') {
    if (isInit && !isFromOutside) return 'ignore'
    return signal === 'KILL' ? 'end' : 'stop'
  }
  if (action === 'ignore') return 'ignore'
  if (action !== 'default') return 'handle'
  const byDefault = defaultActionOf(signal)
  if (byDefault === 'continue') return 'continue'
  // What has no handler does not reach number 1, wherever it comes from.
  if (isInit) return 'ignore'
  return byDefault === 'stop' && isOrphaned ? 'ignore' : byDefault
}

/** Signals that come all the time and say nothing to an onlooker. */
const UNREMARKABLE: ReadonlySet<SignalName> = new Set(['CHLD', 'URG', 'WINCH'])

export function sendSignal(task: Task, signal: SignalName, from: 'inside' | 'outside'): void {
  if (task.ending !== null) return
  if (signal === 'CONT') carryOn(task)
  const reaction = reactionTo(signal, {
    action: task.actions.get(signal) ?? 'default',
    isInit: task.isInit,
    isFromOutside: from === 'outside',
    isOrphaned: defaultActionOf(signal) === 'stop' && task.group.isOrphaned(),
  })
  if (task.stoppedBy !== null && (reaction === 'handle' || reaction === 'end') && signal !== 'KILL')
    task.pending.add(signal)
  else react(task, signal, reaction)
}

export function signalGroup(group: ProcessGroup, signal: SignalName): void {
  for (const member of [...group.members]) sendSignal(member, signal, 'outside')
}

function react(task: Task, signal: SignalName, reaction: Reaction): void {
  const note = (effect: 'ended' | 'stopped' | 'handled' | 'ignored', act: () => void): void => {
    if (UNREMARKABLE.has(signal)) act()
    else {
      const data = { signal, effect }
      task.machine.history.recordAnd(
        { kind: 'process.signalled', subject: task.subject, data },
        act,
      )
    }
  }
  switch (reaction) {
    case 'end':
      note('ended', () => {
        kill(task, signal)
      })
      break
    case 'stop':
      note('stopped', () => {
        stop(task, signal)
      })
      break
    case 'handle':
      note('handled', () => {
        handle(task, signal)
      })
      break
    case 'ignore':
      note('ignored', () => undefined)
      break
    case 'continue':
  }
}

function kill(task: Task, signal: SignalName): void {
  const ending = { kind: 'signaled', signal } as const
  // A program that runs at this moment cannot be ended from outside: it unwinds when it yields.
  if (task.machine.running === task) task.doom ??= ending
  else task.machine.life.end(task, ending)
}

function handle(task: Task, signal: SignalName): void {
  const action = task.actions.get(signal)
  if (typeof action !== 'function') return
  action(signal)
  if (task.rest.kind === 'cpu') task.wasInterrupted = true
  wakeUp(task, 'interrupted')
}

function stop(task: Task, signal: SignalName): void {
  if (task.stoppedBy !== null) return
  task.pending.delete('CONT')
  task.stoppedBy = signal
  holdStill(task)
  report(task, 'stopped')
}

function carryOn(task: Task): void {
  if (task.stoppedBy === null) return
  const data = { signal: 'CONT', effect: 'continued' } as const
  const { history } = task.machine
  history.recordAnd({ kind: 'process.signalled', subject: task.subject, data }, () => {
    task.stoppedBy = null
    report(task, 'continued')
    goOn(task)
    const signals = [...task.pending]
    task.pending.clear()
    for (const signal of signals) sendSignal(task, signal, 'outside')
  })
}

function report(task: Task, what: 'stopped' | 'continued'): void {
  task.report = what
  const { parent } = task
  if (parent === null) return
  sendSignal(parent, 'CHLD', 'outside')
  tellOfChild(parent, task)
}
