import { useCallback, useEffect, useState } from 'react'

/** A part of the page that comes after its first paint. */
export interface LoadedPart<Part> {
  readonly part: Part | undefined
  readonly failure: Error | undefined
  readonly retry: () => void
}

/** Loads a part of the page once; `load` must stay the same function. */
export function useLoaded<Part>(load: () => Promise<Part>): LoadedPart<Part> {
  const [part, setPart] = useState<Part>()
  const [failure, setFailure] = useState<Error>()
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let isGone = false
    load().then(
      (loaded) => {
        if (!isGone) setPart(() => loaded)
      },
      (error: unknown) => {
        if (!isGone) setFailure(error instanceof Error ? error : new Error(String(error)))
      },
    )
    return () => {
      isGone = true
    }
  }, [load, attempt])
  const retry = useCallback(() => {
    setFailure(undefined)
    setAttempt((before) => before + 1)
  }, [])
  return { part, failure, retry }
}
