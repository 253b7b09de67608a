// All that needs the engine, as one part of the page that is loaded after the lesson's words.
import { loadParts } from '#engine'
import type { Lesson } from '#lesson'
import { Session } from '#session'

export { diagnose } from '#manifest'
export { LiveStage } from './LiveStage.tsx'
export { LiveStrip } from './LiveStrip.tsx'
export { sessionAfter } from './take-steps.ts'
export { loadParts }

/** What programs bring when they first run is fetched when the page has nothing better to do. */
const SPARE_TIME_MS = 8000
const AGAIN_MS = 60_000

function loadRest(): void {
  loadParts().then(
    () => undefined,
    () => setTimeout(loadRest, AGAIN_MS),
  )
}

setTimeout(loadRest, SPARE_TIME_MS)

/** Begins a lesson: a fresh cluster, and the learner's file as it was left. */
export function beginSession(lesson: Lesson, text: string): Session {
  const session = new Session({ lesson, stopwatch: () => performance.now() })
  session.setFile(lesson.opens, text)
  return session
}
