import { type GoalState, judge, type Outcome, type Step } from '#lesson'
import { runAside } from './aside.ts'
import { type NoOutcome, outcomeOf } from './outcome.ts'
import type { Session } from './session.ts'

const NEVER_ENDED: Outcome = { output: '', exitCode: 124 }

/**
 * How the goals of one step stand. A goal that only reads the API and the learner's files is asked
 * beside the session; one that reaches into a Pod, or changes an object, is tried on a fork, after
 * those before it. Either way asking changes nothing. Undefined when it cannot be told yet, because
 * a part that a command needs is still on its way.
 */
export function judgeStep(session: Session, step: Step): readonly GoalState[] | undefined {
  let fork: Session | undefined
  const onFork = (command: string): Outcome | NoOutcome => {
    fork ??= session.fork()
    return outcomeOf(fork.cluster.clock, fork.workstation, command)
  }
  const states: GoalState[] = []
  for (const goal of step.goals) {
    const aside = runAside(session, goal.run)
    const outcome = aside === 'beyond' || aside === 'endless' ? onFork(goal.run) : aside
    if (outcome === 'lacking') return undefined
    const state = judge(goal, outcome === 'endless' ? NEVER_ENDED : outcome)
    if (state === undefined) return undefined
    states.push(state)
  }
  return states
}
