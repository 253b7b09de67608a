import { useState } from 'react'
import { otherLength, lengthFor, type Scope, scopeAfter, type Sight } from './scope.ts'

interface ScopeHandle {
  readonly scope: Scope
  /** A longer time in sight, or a shorter one. */
  readonly zoom: (by: 1 | -1) => void
  readonly whole: () => void
}

/** The part of time that is in sight: as fits, or as somebody has chosen. */
export function useScope(sight: Omit<Sight, 'length'>): ScopeHandle {
  const [length, setLength] = useState<number | 'whole'>()
  const [shown, setShown] = useState<Scope>()
  const whole = lengthFor(sight.now - sight.start)
  const scope = scopeAfter(shown, { ...sight, length: length === 'whole' ? whole : length })
  if (scope !== shown) setShown(scope)
  return {
    scope,
    zoom: (by) => {
      setLength(otherLength(scope.length, by))
    },
    whole: () => {
      setLength('whole')
    },
  }
}
