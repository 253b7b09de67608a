// All that needs the engine, as one part of the page that is loaded after the lesson's words.
import type { Lesson } from '#lesson'
import { Session } from '#session'

export { diagnose } from '#manifest'
export { LiveStage } from './LiveStage.tsx'
export { LiveStrip } from './LiveStrip.tsx'

/** Begins a lesson: a fresh cluster, and the learner's file as it was left. */
export function beginSession(lesson: Lesson, text: string): Session {
  const session = new Session({ lesson, stopwatch: () => performance.now() })
  session.setFile(lesson.opens, text)
  return session
}
