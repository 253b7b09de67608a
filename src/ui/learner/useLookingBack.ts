import { useCallback, useEffect, useState } from 'react'
import type { Ms, Seq } from '#engine'
import type { Session } from '#session'
import { type Moment, momentsIn } from './moments.ts'

/** A past moment that is looked at. */
export interface Looked {
  readonly seq: Seq
  readonly at: Ms
}

/** What the learner has done in the present cluster, and the moment that is looked at. */
export interface LookingBack {
  readonly moments: () => readonly Moment[]
  /** Absent: now. */
  readonly moment: Looked | undefined
  readonly look: (moment: Looked) => void
  readonly toNow: () => void
}

/**
 * A look at a past moment of a session; another session is looked at as it is now, and so is one
 * in which somebody does something.
 */
export function useLookingBack(session: Session | undefined): LookingBack {
  const [looked, setLooked] = useState<{ readonly session: Session; readonly moment: Looked }>()
  const moment = looked !== undefined && looked.session === session ? looked.moment : undefined
  useEffect(() => {
    if (session === undefined || moment === undefined) return undefined
    const done = deedsIn(session)
    return session.subscribe(() => {
      if (deedsIn(session) !== done) setLooked(undefined)
    })
  }, [session, moment])
  const look = useCallback(
    ({ seq, at }: Looked) => {
      setLooked(session === undefined ? undefined : { session, moment: { seq, at } })
    },
    [session],
  )
  const toNow = useCallback(() => {
    setLooked(undefined)
  }, [])
  return {
    moments: () => (session === undefined ? [] : momentsIn(session.recording().inputs)),
    moment,
    look,
    toNow,
  }
}

const DEEDS = ['line', 'keys', 'node']

/** A saved file, another size of the terminal or a part that comes are nobody's wish to see now. */
function deedsIn(session: Session): number {
  return session.recording().inputs.filter(([, , { kind }]) => DEEDS.includes(kind)).length
}
