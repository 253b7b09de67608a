import { memo } from 'react'
import type { Session } from '#session'
import { Timeline, type TimelineProps } from './Timeline.tsx'
import { useSteppedNow, useTimeline } from './useTimeline.ts'

export interface LiveTimelineProps extends Omit<TimelineProps, 'pods' | 'now' | 'seqAt'> {
  readonly session: Session
}

/** The timeline of a session; the clock above, which runs faster, does not draw it anew. */
export const LiveTimeline = memo(function LiveTimeline({ session, ...rest }: LiveTimelineProps) {
  const { pods } = useTimeline(session)
  return (
    <Timeline
      pods={pods}
      now={useSteppedNow(session, rest.speed)}
      seqAt={(at) => session.cluster.history.seqAt(at)}
      {...rest}
    />
  )
})
