import { useEffect, useState } from 'react'
import type { GoalState, Lesson, Step } from '#lesson'
import type { Session } from '#session'
import { type Goals, goalKey, NO_GOALS, wrongAnswersTo } from '../lesson/goal-states.ts'

const OFTEN_MS = 300
const SELDOM_MS = 2000
/** Asking takes about this part of the page's time at most. */
const SHARE = 0.2

/**
 * How the goals of a step stand in the cluster now, and which of the known wrong answers it shows;
 * asked again as things happen.
 */
export function useGoals(
  session: Session | undefined,
  lesson: Lesson,
  step: Step | undefined,
): Goals {
  const [told, setTold] = useState<{ readonly session: Session; readonly goals: Goals }>()
  useEffect(() => {
    if (session === undefined || step === undefined) return undefined
    let askedAt = -1
    let timer: ReturnType<typeof setTimeout>
    const ask = () => {
      const start = performance.now()
      const { seq } = session.snapshot()
      const states = seq === askedAt ? undefined : statesIn(session, lesson, step)
      if (states !== undefined) {
        askedAt = seq
        const goals: Goals = new Map(states.map((it) => [goalKey(step.id, it.goal), it]))
        setTold((before) =>
          before?.session === session && isSame(before.goals, goals) ? before : { session, goals },
        )
      }
      const took = performance.now() - start
      timer = setTimeout(ask, Math.min(SELDOM_MS, Math.max(OFTEN_MS, took / SHARE)))
    }
    timer = setTimeout(ask, 0)
    return () => {
      clearTimeout(timer)
    }
  }, [session, lesson, step])
  return told !== undefined && told.session === session ? told.goals : NO_GOALS
}

/** Wrong answers are looked for only where a goal is not met. */
function statesIn(session: Session, lesson: Lesson, step: Step): readonly GoalState[] | undefined {
  const states = session.goals(step)
  const unmet = states?.filter(({ isMet }) => !isMet).map(({ goal }) => goal) ?? []
  const wrong = wrongAnswersTo(unmet, lesson)
  const shown = wrong.length === 0 ? [] : session.goals({ ...step, goals: wrong })
  return states === undefined || shown === undefined ? undefined : [...states, ...shown]
}

function isSame(before: Goals, next: Goals): boolean {
  return (
    before.size === next.size &&
    [...next].every(([key, { isMet, saw }]) => {
      const was = before.get(key)
      return was?.isMet === isMet && was.saw === saw
    })
  )
}
