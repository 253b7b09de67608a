import { useEffect, useState } from 'react'
import type { Diagnostic } from '#manifest'
import { isLongText } from './long-text.ts'

/** What there is to say about a text; or why nobody says anything. */
export type Check = readonly Diagnostic[] | 'not yet' | 'too long'

/** What is to be said about a text, looked at once a frame at most. */
export function useDiagnostics(
  diagnose: ((text: string) => readonly Diagnostic[]) | undefined,
  text: string,
): Check {
  const [check, setCheck] = useState<Check>('not yet')
  const isLong = isLongText(text)
  useEffect(() => {
    if (diagnose === undefined || isLong) return undefined
    const frame = requestAnimationFrame(() => {
      setCheck(diagnose(text))
    })
    return () => {
      cancelAnimationFrame(frame)
    }
  }, [diagnose, text, isLong])
  return isLong ? 'too long' : check
}

/** What an editor can mark. */
export function marksOf(check: Check): readonly Diagnostic[] {
  return typeof check === 'string' ? [] : check
}
