import { createPart } from '#engine'
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

/** A library whose time is linear in the text; large, and few goals need it. */
const regularExpressions = createPart(() => import('re2js'))

/**
 * Whether a goal is met, from what its command has just printed; undefined while that cannot be
 * told because the library for regular expressions is on its way.
 */
export function judge({ id, expect }: Goal, outcome: Outcome): GoalState | undefined {
  const isMet = meets(expect, outcome)
  return isMet === undefined ? undefined : { goal: id, isMet, saw: outcome.output.trim() }
}

function meets(expect: Expectation, { exitCode, output }: Outcome): boolean | undefined {
  if ('exitCode' in expect) return exitCode === expect.exitCode
  if (exitCode !== 0) return false
  if ('prints' in expect) return output.trim() === expect.prints.trim()
  const { here } = regularExpressions
  if (here === undefined) regularExpressions.load()
  return here?.RE2JS.compile(expect.matches).matcher(output).find()
}
