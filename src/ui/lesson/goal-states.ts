import type { Expectation, Goal, GoalState, Lesson, Step } from '#lesson'
import type { Words } from '../words/words.ts'

/** How goals stood when the cluster was asked last, by STEP/GOAL. */
export type Goals = ReadonlyMap<string, GoalState>

export const NO_GOALS: Goals = new Map()

export function goalKey(step: string, goal: string): string {
  return `${step}/${goal}`
}

export function stateOf(goals: Goals, step: Step, goal: string): GoalState | undefined {
  return goals.get(goalKey(step.id, goal))
}

/** Undefined as long as the cluster has not been asked. */
export function isStepMet(step: Step, goals: Goals): boolean | undefined {
  const states = step.goals.map(({ id }) => stateOf(goals, step, id))
  return states.includes(undefined) ? undefined : states.every((state) => state?.isMet === true)
}

/** What tells each wrong answer that misses one of these goals, as if it were a goal itself. */
export function wrongAnswersTo(goals: readonly string[], lesson: Lesson): readonly Goal[] {
  return lesson.wrong
    .filter(({ misses }) => goals.includes(misses))
    .map(({ id, shows }) => ({ id: wrongId(id), within: 0, ...shows }))
}

/** The wrong answers by which the cluster misses a goal now. */
export function wrongAnswersSeen(
  goal: string,
  { lesson, step, goals }: { readonly lesson: Lesson; readonly step: Step; readonly goals: Goals },
): readonly string[] {
  return lesson.wrong
    .filter(
      ({ id, misses }) => misses === goal && stateOf(goals, step, wrongId(id))?.isMet === true,
    )
    .map(({ id }) => id)
}

function wrongId(id: string): string {
  return `wrong:${id}`
}

/** What a goal's command should do, in words around a piece of code; the code may be none. */
export function expectationInWords(
  expect: Expectation,
  say: Words['step'],
): { readonly words: string; readonly code?: string } {
  if ('prints' in expect)
    return expect.prints.trim() === ''
      ? { words: say.shouldPrintNothing }
      : { words: say.shouldPrint, code: expect.prints.trim() }
  if ('matches' in expect) return { words: say.shouldMatch, code: expect.matches }
  return { words: say.shouldEnd(expect.exitCode) }
}
