import { messageOf, SystemError } from './errno.ts'
import { EXEC_US, execute } from './execute.ts'
import { type Effect, Exit, type Run, type Wake } from './process.ts'
import { compute, takePart, takeTurn } from './resting.ts'
import { select } from './select.ts'
import type { Ending, Task } from './task.ts'
import { Doomed } from './unwinding.ts'

/** What one turn of a program costs at least, so that none can stop the time. */
const TURN_US = 2

const encoder = new TextEncoder()

/** Runs a process's program up to the next effect that it yields, and does as it says. */
export function step(task: Task, wake: Wake): void {
  const { machine, run } = task
  if (run === null || task.ending !== null) return
  if (task.stoppedBy !== null) {
    takeTurn(task, wake)
    return
  }
  task.rest = { kind: 'nothing' }
  task.wasInterrupted = false
  task.debtUs += TURN_US
  machine.running = task
  const outcome = advance(task, run, wake)
  const ending = task.doom ?? (outcome.kind === 'effect' ? null : outcome)
  if (ending !== null) machine.life.end(task, ending)
  else if (outcome.kind === 'effect') obey(task, outcome.effect)
}

type Outcome = Ending | { readonly kind: 'effect'; readonly effect: Effect }

function advance(task: Task, run: Run, wake: Wake): Outcome {
  try {
    const next = run.next(wake)
    if (next.done !== true) return { kind: 'effect', effect: next.value }
    return { kind: 'exited', code: next.value & 0xff }
  } catch (thrown) {
    return endingOf(task, thrown)
  } finally {
    task.machine.running = null
  }
}

/** An uncaught refusal ends a program with status 1 and its message, as most tools would have. */
function endingOf(task: Task, thrown: unknown): Ending {
  if (thrown instanceof Exit) return { kind: 'exited', code: thrown.code & 0xff }
  if (thrown instanceof Doomed) return thrown.ending
  if (!(thrown instanceof SystemError)) throw thrown
  if (task.doom === null) complain(task, `${task.argv[0] ?? ''}: ${messageOf(thrown.errno)}\n`)
  return { kind: 'exited', code: 1 }
}

function complain(task: Task, message: string): void {
  try {
    task.descriptors.file(2).tryWrite(encoder.encode(message))
  } catch (error) {
    // Nobody hears it: as when stderr is closed.
    if (!(error instanceof SystemError)) throw error
  }
}

function obey(task: Task, effect: Effect): void {
  switch (effect.do) {
    case 'cpu':
      compute(task, effect.us + task.debtUs, () => {
        step(task, 'ready')
      })
      break
    case 'wait':
      select(task, effect)
      break
    case 'exec':
      compute(task, EXEC_US + task.debtUs, () => {
        takeTurn(task, execute(task, effect.path, effect.argv) ?? 'ready')
      })
      break
    case 'need':
      takePart(task, effect.part)
  }
}
