import { useEffect, useState } from 'react'

/**
 * The first error that our own code threw outside of React: in a frame, a key, an answer. Error
 * boundaries do not see those, and the page must not go on as if nothing had happened.
 */
export function usePageFault(): Error | undefined {
  const [fault, setFault] = useState<Error>()
  useEffect(() => {
    const note = (event: ErrorEvent) => {
      const thrown: unknown = event.error
      const isOurs = event.filename.startsWith(location.origin)
      if (isOurs && thrown instanceof Error) setFault((before) => before ?? thrown)
    }
    addEventListener('error', note)
    return () => {
      removeEventListener('error', note)
    }
  }, [])
  return fault
}
