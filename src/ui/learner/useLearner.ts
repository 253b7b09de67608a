import { useCallback, useEffect, useState } from 'react'
import type { Lesson } from '#lesson'
import type { Session } from '#session'
import type { EditorText } from '../editor/editor-text.ts'

export type Engine = typeof import('./engine.ts')

/** A lesson that has begun. */
export interface Learner {
  readonly engine: Engine
  readonly session: Session
}

export interface LearnerHandle {
  /** Undefined while the engine is being loaded. */
  readonly learner: Learner | undefined
  /** Why it could not be loaded. */
  readonly failure: Error | undefined
  /** A fresh cluster; or, after a failure, another attempt at loading. */
  readonly restart: () => void
}

/** Loads the engine after the page can be read, and begins the lesson with it. */
export function useLearner(lesson: Lesson, editor: EditorText): LearnerHandle {
  const [learner, setLearner] = useState<Learner>()
  const [failure, setFailure] = useState<Error>()
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let isGone = false
    import('./engine.ts').then(
      (engine) => {
        if (isGone) return
        setLearner({ engine, session: engine.beginSession(lesson, editor.read()) })
      },
      (error: unknown) => {
        if (!isGone) setFailure(error instanceof Error ? error : new Error(String(error)))
      },
    )
    return () => {
      isGone = true
    }
  }, [lesson, editor, attempt])
  const restart = useCallback(() => {
    setFailure(undefined)
    setAttempt((before) => before + 1)
  }, [])
  return { learner, failure, restart }
}
