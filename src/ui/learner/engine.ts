// All that needs the engine, as one part of the page that is loaded after the lesson's words.
import { loadParts, type Pod } from '#engine'
import type { Lesson } from '#lesson'
import { Session } from '#session'
import { beginSpareTime, spareTime } from '../frame/spare-time.ts'

export { diagnose } from '#manifest'
export { LiveStage } from './LiveStage.tsx'
export { LiveStrip } from './LiveStrip.tsx'
export { sessionAfter } from './take-steps.ts'
export { loadParts }

const AGAIN_MS = 60_000

/** What programs bring when they first run. */
function loadRest(): void {
  loadParts().then(
    () => undefined,
    () => setTimeout(loadRest, AGAIN_MS),
  )
}

void spareTime.then(loadRest)

/** Begins a lesson: a fresh cluster, and the learner's files as they were left. */
export function beginSession(lesson: Lesson, texts: ReadonlyMap<string, string>): Session {
  const session = new Session({ lesson, stopwatch: () => performance.now() })
  for (const [path, text] of texts) session.setFile(path, text)
  const stop = session.subscribe(() => {
    if (!hasReadyPod(session)) return
    stop()
    beginSpareTime()
  })
  return session
}

function hasReadyPod(session: Session): boolean {
  return [...session.snapshot().objects].some(
    ([path, object]) => path.startsWith('pods/default/') && isReady(object as Pod),
  )
}

function isReady({ status }: Pod): boolean {
  return status.conditions?.some((it) => it.type === 'Ready' && it.status === 'True') === true
}
