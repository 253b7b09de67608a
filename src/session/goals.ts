import { type GoalState, judge, type Outcome, type Step } from '#lesson'
import { runAside } from './aside.ts'
import { outcomeOf } from './outcome.ts'
import type { Session } from './session.ts'

const NEVER_ENDED: Outcome = { output: '', exitCode: 124 }

/**
 * How the goals of one step stand. A goal that only reads the API is asked beside the session; one
 * that reaches into a Pod is tried on a fork. Either way asking changes nothing.
 */
export function judgeStep(session: Session, step: Step): readonly GoalState[] {
  let fork: Session | undefined
  const onFork = (command: string): Outcome => {
    fork ??= session.fork()
    return outcomeOf(fork.cluster.clock, fork.workstation, command) ?? NEVER_ENDED
  }
  return step.goals.map((goal) =>
    judge(goal, (command) => runAside(session.cluster, command) ?? onFork(command)),
  )
}
