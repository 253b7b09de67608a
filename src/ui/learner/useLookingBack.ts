import { useEffect, useState } from 'react'
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
  return {
    moments: () => (session === undefined ? [] : momentsIn(session.recording().inputs)),
    moment,
    look: ({ seq, at }) => {
      setLooked(session === undefined ? undefined : { session, moment: { seq, at } })
    },
    toNow: () => {
      setLooked(undefined)
    },
  }
}

/** A saved file and another size of the terminal change nothing that is looked at. */
function deedsIn(session: Session): number {
  const { inputs } = session.recording()
  return inputs.filter(([, , { kind }]) => kind !== 'file' && kind !== 'resize').length
}
