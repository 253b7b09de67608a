import { useState } from 'react'
import type { Session } from '#session'
import { type Moment, momentsIn } from './moments.ts'

/** What the learner has done in the present cluster, and the moment that is looked at. */
export interface LookingBack {
  readonly moments: () => readonly Moment[]
  /** Absent: now. */
  readonly moment: Moment | undefined
  readonly look: (moment: Moment) => void
  readonly toNow: () => void
}

/** A look at a past moment of a session; another session is looked at as it is now. */
export function useLookingBack(session: Session | undefined): LookingBack {
  const [looked, setLooked] = useState<{ readonly session: Session; readonly moment: Moment }>()
  return {
    moments: () => (session === undefined ? [] : momentsIn(session.recording().inputs)),
    moment: looked !== undefined && looked.session === session ? looked.moment : undefined,
    look: (moment) => {
      setLooked(session === undefined ? undefined : { session, moment })
    },
    toNow: () => {
      setLooked(undefined)
    },
  }
}
