import { useEffect, useState } from 'react'
import type { Diagnostic } from '#manifest'
import { isTooLong } from './too-long.ts'

interface Checked {
  readonly text: string
  readonly diagnostics: readonly Diagnostic[]
}

/** What is to be said about a text, looked at once a frame at most; undefined before anybody can. */
export function useDiagnostics(
  diagnose: ((text: string) => readonly Diagnostic[]) | undefined,
  text: string,
): readonly Diagnostic[] | undefined {
  const [checked, setChecked] = useState<Checked>()
  useEffect(() => {
    if (diagnose === undefined || isTooLong(text)) return undefined
    const frame = requestAnimationFrame(() => {
      setChecked({ text, diagnostics: diagnose(text) })
    })
    return () => {
      cancelAnimationFrame(frame)
    }
  }, [diagnose, text])
  return isTooLong(text) ? undefined : checked?.diagnostics
}
