import { Loading } from '../frame/Loading.tsx'
import { spareTime } from '../frame/spare-time.ts'
import { useLoaded } from '../frame/useLoaded.ts'
import type { LiveTimelineProps } from '../timeline/LiveTimeline.tsx'

/** It tells of what has happened: before the first Pod stands or falls nobody misses it. */
const loadTimeline = async () => {
  await spareTime
  return import('../timeline/LiveTimeline.tsx')
}

/** The timeline of a session, once there is something to tell. */
export function LazyTimeline(props: LiveTimelineProps) {
  const { part, failure, retry } = useLoaded(loadTimeline)
  if (part !== undefined) return <part.LiveTimeline {...props} />
  return failure === undefined ? null : <Loading failure={failure} onRetry={retry} />
}
