import { useCallback, useState } from 'react'
import type { Lesson } from '#lesson'
import type { Session } from '#session'
import { type LearnerFiles, textsIn } from './useFiles.ts'

export type Engine = typeof import('./engine.ts')

interface Begun {
  readonly engine: Engine
  readonly session: Session
}

export interface Learner {
  readonly session: Session | undefined
  /** Begins with a fresh cluster. */
  readonly restart: () => void
  /** Goes on in another cluster, with its past. */
  readonly goOnIn: (session: Session) => void
}

/** A fresh cluster for a lesson as soon as there is an engine, and another one on demand. */
export function useLearner(
  engine: Engine | undefined,
  lesson: Lesson,
  editors: LearnerFiles['editors'],
): Learner {
  const [begun, setBegun] = useState<Begun>()
  const restart = useCallback(() => {
    if (engine !== undefined)
      setBegun({ engine, session: engine.beginSession(lesson, textsIn(editors)) })
  }, [engine, lesson, editors])
  const goOnIn = useCallback(
    (session: Session) => {
      if (engine !== undefined) setBegun({ engine, session })
    },
    [engine],
  )
  if (engine !== undefined && begun?.engine !== engine) restart()
  return { session: begun?.session, restart, goOnIn }
}
