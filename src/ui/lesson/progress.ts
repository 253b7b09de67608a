import { useCallback, useState } from 'react'
import { forget, recall, remember } from '../memory.ts'

/** How far a reader has come in one lesson. */
export interface Progress {
  readonly step: string
  /** The option that was chosen first, by the prediction's id. */
  readonly predictions: Readonly<Record<string, string>>
  /** How many hints are open, by step. */
  readonly hints: Readonly<Record<string, number>>
  readonly done: readonly string[]
}

const nothing: Progress = { step: '', predictions: {}, hints: {}, done: [] }

export interface ProgressHandle {
  readonly progress: Progress
  readonly change: (change: (progress: Progress) => Progress) => void
  readonly restart: () => void
}

/** Progress that survives the page; what an older page left in another form counts as none. */
export function useProgress(lesson: string): ProgressHandle {
  const key = keyOf(lesson)
  const [progress, setProgress] = useState(() => progressIn(lesson))
  const change = useCallback(
    (act: (progress: Progress) => Progress) => {
      setProgress((before) => {
        const after = act(before)
        if (after !== before) remember(key, JSON.stringify(after))
        return after
      })
    },
    [key],
  )
  const restart = useCallback(() => {
    forget(key)
    setProgress(nothing)
  }, [key])
  return { progress, change, restart }
}

/** As it was kept in this browser. */
export function progressIn(lesson: string): Progress {
  return readProgress(recall(keyOf(lesson)))
}

function keyOf(lesson: string): string {
  return `progress/${lesson}`
}

export function readProgress(kept: string | undefined): Progress {
  if (kept === undefined) return nothing
  try {
    const value: unknown = JSON.parse(kept)
    return isProgress(value) ? value : nothing
  } catch {
    return nothing
  }
}

export function withDone(progress: Progress, steps: readonly string[]): Progress {
  const fresh = steps.filter((step) => !progress.done.includes(step))
  return fresh.length === 0 ? progress : { ...progress, done: [...progress.done, ...fresh] }
}

function isProgress(value: unknown): value is Progress {
  return (
    isRecord(value) &&
    typeof value.step === 'string' &&
    isRecord(value.predictions) &&
    Object.values(value.predictions).every((option) => typeof option === 'string') &&
    isRecord(value.hints) &&
    Object.values(value.hints).every((count) => typeof count === 'number') &&
    Array.isArray(value.done) &&
    value.done.every((step) => typeof step === 'string')
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
