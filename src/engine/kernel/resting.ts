import type { Part } from '../parts/part.ts'
import { finishTime } from './cpu-time.ts'
import type { Wake } from './process.ts'
import type { Task, Wait } from './task.ts'

/** Lets its program run at the next turn of this instant, with that news. */
export function takeTurn(task: Task, wake: Wake): void {
  const { clock, life } = task.machine
  if (task.stoppedBy !== null) {
    task.rest = { kind: 'held', next: { wake } }
    return
  }
  const alarm = clock.soon(() => {
    life.step(task, wake)
  })
  task.rest = { kind: 'turn', wake, alarm }
}

/** Lets its program run in this instant, but not before that part is here. */
export function takePart(task: Task, part: Part<unknown>): void {
  const { clock, life } = task.machine
  if (task.stoppedBy !== null) {
    task.rest = { kind: 'held', next: { part } }
    return
  }
  const alarm = clock.whenHere(part, () => {
    life.step(task, 'ready')
  })
  task.rest = { kind: 'part', part, alarm }
}

/** Uses the processor, as its control groups allow, and goes on with `then`. */
export function compute(task: Task, us: number, then: () => void): void {
  const { clock } = task.machine
  const { cgroup } = task.surroundings
  task.usedUs += us
  cgroup.countCpu(us, clock.now)
  task.debtUs = 0
  computeFor(task, finishTime(cgroup, clock.now, us) - clock.now, then)
}

function computeFor(task: Task, ms: number, then: () => void): void {
  if (task.stoppedBy !== null) {
    task.rest = { kind: 'held', next: { leftMs: ms, then } }
    return
  }
  const { clock } = task.machine
  const until = clock.now + ms
  task.rest = { kind: 'cpu', until, then, alarm: clock.at(until, then, 'work') }
}

/** Ends a wait with that news; whoever does not wait is left alone. */
export function wakeUp(task: Task, wake: Wake): void {
  if (task.rest.kind !== 'wait') return
  leaveWait(task.rest.wait)
  takeTurn(task, wake)
}

/** A stopped process keeps what was to come next. */
export function holdStill(task: Task): void {
  const { rest } = task
  if (rest.kind === 'turn') {
    rest.alarm.cancel()
    task.rest = { kind: 'held', next: { wake: rest.wake } }
  }
  if (rest.kind === 'part') {
    rest.alarm.cancel()
    task.rest = { kind: 'held', next: { part: rest.part } }
  }
  if (rest.kind === 'cpu') {
    rest.alarm.cancel()
    const leftMs = rest.until - task.machine.clock.now
    task.rest = { kind: 'held', next: { leftMs, then: rest.then } }
  }
}

export function goOn(task: Task): void {
  if (task.rest.kind !== 'held') return
  const { next } = task.rest
  if ('wake' in next) takeTurn(task, next.wake)
  else if ('part' in next) takePart(task, next.part)
  else computeFor(task, next.leftMs, next.then)
}

/** Nothing comes next any more. */
export function layToRest(task: Task): void {
  const { rest } = task
  if (rest.kind === 'turn' || rest.kind === 'part' || rest.kind === 'cpu') rest.alarm.cancel()
  if (rest.kind === 'wait') leaveWait(rest.wait)
  task.rest = { kind: 'nothing' }
}

function leaveWait(wait: Wait): void {
  for (const stop of wait.stops) stop()
  wait.alarm?.cancel()
}
