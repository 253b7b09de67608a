import { useEffect, useState } from 'react'
import type { Step } from '#lesson'
import type { Session } from '#session'

const OFTEN_MS = 300
const SELDOM_MS = 2000
/** Asking takes about this part of the page's time at most. */
const SHARE = 0.2

/** The goals of a step that the cluster shows now, as STEP/GOAL; asked again as things happen. */
export function useGoals(
  session: Session | undefined,
  step: Step | undefined,
): ReadonlySet<string> {
  const [met, setMet] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    if (session === undefined || step === undefined) return undefined
    let askedAt = -1
    let timer: ReturnType<typeof setTimeout>
    const ask = () => {
      const start = performance.now()
      const { seq } = session.snapshot()
      if (seq !== askedAt) {
        const goals = session.goals(step)
        if (goals !== undefined) {
          askedAt = seq
          const next = goals.filter(({ isMet }) => isMet).map(({ goal }) => `${step.id}/${goal}`)
          setMet((before) => (isSame(before, next) ? before : new Set(next)))
        }
      }
      const took = performance.now() - start
      timer = setTimeout(ask, Math.min(SELDOM_MS, Math.max(OFTEN_MS, took / SHARE)))
    }
    timer = setTimeout(ask, 0)
    return () => {
      clearTimeout(timer)
    }
  }, [session, step])
  return met
}

function isSame(before: ReadonlySet<string>, next: readonly string[]): boolean {
  return before.size === next.length && next.every((goal) => before.has(goal))
}
