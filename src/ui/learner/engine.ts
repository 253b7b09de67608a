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
    if (!hasSettledPod(session)) return
    stop()
    beginSpareTime()
  })
  return session
}

function hasSettledPod(session: Session): boolean {
  return [...session.snapshot().objects].some(
    ([path, object]) => path.startsWith('pods/default/') && isSettled(object as Pod),
  )
}

const ON_THE_WAY = ['ContainerCreating', 'PodInitializing', undefined]

/** It is ready, or something in it has come to an end or waits for something else than its start. */
function isSettled({ status }: Pod): boolean {
  const isReady = status.conditions?.some((it) => it.type === 'Ready' && it.status === 'True')
  const { initContainerStatuses = [], containerStatuses = [] } = status
  return (
    isReady === true ||
    [...initContainerStatuses, ...containerStatuses].some(
      ({ state, restartCount }) =>
        restartCount > 0 ||
        state.terminated !== undefined ||
        !ON_THE_WAY.includes(state.waiting?.reason),
    )
  )
}
