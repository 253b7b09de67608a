import { Loading } from '../frame/Loading.tsx'
import { spareTime } from '../frame/spare-time.ts'
import { useLoaded } from '../frame/useLoaded.ts'
import type { LiveTimelineProps } from '../timeline/LiveTimeline.tsx'
import { NoTimeline } from '../timeline/NoTimeline.tsx'

/** It tells of what has happened: before the first Pod stands or falls nobody misses it. */
const loadTimeline = async () => {
  await spareTime
  return import('../timeline/LiveTimeline.tsx')
}

interface LazyTimelineProps extends LiveTimelineProps {
  /** There is a Pod in the cluster. */
  readonly hasPod: boolean
}

/** The timeline of a session, once there is something to tell. */
export function LazyTimeline({ hasPod, ...props }: LazyTimelineProps) {
  const { part, failure, retry } = useLoaded(loadTimeline)
  if (part !== undefined) return <part.LiveTimeline {...props} />
  if (failure !== undefined) return <Loading failure={failure} onRetry={retry} />
  return <NoTimeline isOnTheWay={hasPod} />
}
