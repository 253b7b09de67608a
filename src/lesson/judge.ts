import { RE2JS } from 're2js'
import type { Expectation, Goal } from './lesson.ts'

/** What a command printed, on both streams as a terminal shows them, and how it ended. */
export interface Outcome {
  readonly output: string
  readonly exitCode: number
}

export interface GoalState {
  readonly goal: string
  readonly isMet: boolean
  /** What the command printed when it was last tried. */
  readonly saw: string
}

/** Whether a goal is met, from what its command has just printed. */
export function judge(goal: Goal, outcome: Outcome): GoalState {
  return { goal: goal.id, isMet: isMet(goal.expect, outcome), saw: outcome.output.trim() }
}

function isMet(expect: Expectation, outcome: Outcome): boolean {
  if ('exitCode' in expect) return outcome.exitCode === expect.exitCode
  if ('prints' in expect)
    return outcome.exitCode === 0 && outcome.output.trim() === expect.prints.trim()
  return outcome.exitCode === 0 && RE2JS.compile(expect.matches).matcher(outcome.output).find()
}
