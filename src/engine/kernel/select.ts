import type { Alarm } from '../clock/clock.ts'
import { hasNews, isMeant } from './children.ts'
import { SystemError } from './errno.ts'
import type { Effect, Fd, Readiness, Waitable, Wake } from './process.ts'
import { compute, layToRest, takeTurn, wakeUp } from './resting.ts'
import type { Task } from './task.ts'

export type WaitEffect = Extract<Effect, { readonly do: 'wait' }>

/** From this much unpaid processor time on, a wait begins with paying it. */
const PAY_FROM_US = 100

/** select(2): rests until something that is waited for happens. */
export function select(task: Task, effect: WaitEffect): void {
  const begin = (): void => {
    beginWait(task, effect)
  }
  if (task.debtUs >= PAY_FROM_US) compute(task, task.debtUs, begin)
  else begin()
}

/** Wakes a process that waits for that child: it has ended, was stopped or goes on. */
export function tellOfChild(task: Task, child: Task): void {
  if (task.rest.kind !== 'wait') return
  if (task.rest.wait.for.some((what) => 'child' in what && isMeant(task, child, what.child)))
    wakeUp(task, 'ready')
}

function beginWait(task: Task, effect: WaitEffect): void {
  const now = wakeAtOnce(task, effect)
  if (now !== null) {
    takeTurn(task, now)
    return
  }
  const stops: (() => void)[] = []
  for (const what of effect.for) watch(task, what, stops)
  task.rest = { kind: 'wait', wait: { for: effect.for, stops, alarm: timeOut(task, effect) } }
}

function wakeAtOnce(task: Task, effect: WaitEffect): Wake | null {
  if (task.wasInterrupted) return 'interrupted'
  try {
    if (effect.for.some((what) => isReady(task, what))) return 'ready'
  } catch (error) {
    if (error instanceof SystemError) return error.errno
    throw error
  }
  return effect.until !== undefined && effect.until <= task.machine.clock.now ? 'timeout' : null
}

function timeOut(task: Task, effect: WaitEffect): Alarm | null {
  if (effect.until === undefined || effect.until === Infinity) return null
  const { clock, life } = task.machine
  return clock.at(effect.until, () => {
    // The alarm is a turn of its own; only who is stopped keeps the news for later.
    if (task.stoppedBy !== null) wakeUp(task, 'timeout')
    else {
      layToRest(task)
      life.step(task, 'timeout')
    }
  })
}

function isReady(task: Task, what: Waitable): boolean {
  if ('fd' in what) return task.descriptors.file(what.fd).isReady(what.for)
  if ('child' in what) return hasNews(task, what)
  return what.readiness.isReady()
}

function watch(task: Task, what: Waitable, stops: (() => void)[]): void {
  if ('child' in what) return
  const source = 'fd' in what ? readinessOf(task, what) : what.readiness
  stops.push(
    source.onChange(() => {
      if (source.isReady()) wakeUp(task, 'ready')
    }),
  )
}

function readinessOf(task: Task, what: Extract<Waitable, { readonly fd: Fd }>): Readiness {
  const file = task.descriptors.file(what.fd)
  return {
    isReady: () => file.isReady(what.for),
    onChange: (listener) => file.onChange(listener),
  }
}
