import { useEffect, useState } from 'react'
import type { Step } from '#lesson'
import type { Session } from '#session'
import { type Goals, NO_GOALS, goalKey } from '../lesson/goal-states.ts'

const OFTEN_MS = 300
const SELDOM_MS = 2000
/** Asking takes about this part of the page's time at most. */
const SHARE = 0.2

/** How the goals of a step stand in the cluster now; asked again as things happen. */
export function useGoals(session: Session | undefined, step: Step | undefined): Goals {
  const [told, setTold] = useState<{ readonly session: Session; readonly goals: Goals }>()
  useEffect(() => {
    if (session === undefined || step === undefined) return undefined
    let askedAt = -1
    let timer: ReturnType<typeof setTimeout>
    const ask = () => {
      const start = performance.now()
      const { seq } = session.snapshot()
      const states = seq === askedAt ? undefined : session.goals(step)
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
  }, [session, step])
  return told !== undefined && told.session === session ? told.goals : NO_GOALS
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
