import { useMemo, useSyncExternalStore } from 'react'
import type { Ms } from '#engine'
import type { Session } from '#session'
import { NO_TIMELINE, type Timeline, timelineAfter } from './timeline.ts'

/** So often at most is a clock that runs drawn anew: ten times a second, and in steps of 250 ms. */
const LEAST_STEP_MS = 250
const REAL_STEP_MS = 100

/** The timeline of a session; the same object as long as nothing in it has changed. */
export function useTimeline(session: Session): Timeline {
  const subscribe = useSubscription(session)
  const read = useMemo(() => timelineReader(session), [session])
  return useSyncExternalStore(subscribe, read)
}

/** Simulated time, in steps so large that drawing them costs little at any speed. */
export function useSteppedNow(session: Session, speed: number): Ms {
  const step = Math.max(LEAST_STEP_MS, REAL_STEP_MS * speed)
  const subscribe = useSubscription(session)
  return useSyncExternalStore(subscribe, () => Math.floor(session.now / step) * step)
}

/** Facts are taken in when somebody looks, which is once a frame: all that have come since. */
function timelineReader(session: Session): () => Timeline {
  const { history, clock } = session.cluster
  let timeline = NO_TIMELINE
  let seen = 0
  return () => {
    timeline = history.between(seen, clock.seq).reduce(timelineAfter, timeline)
    seen = clock.seq
    return timeline
  }
}

function useSubscription(session: Session): (listener: () => void) => () => void {
  return useMemo(() => (listener: () => void) => session.subscribe(listener), [session])
}
