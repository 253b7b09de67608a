import { useCallback, useState } from 'react'
import type { Lesson } from '#lesson'
import type { Session } from '#session'
import type { Progress, ProgressHandle } from '../lesson/progress.ts'
import type { StartAgain } from '../lesson/StartAgain.tsx'
import { type LearnerFiles, originalOf, textsIn } from './useFiles.ts'
import type { Learner } from './useLearner.ts'

interface StartAgainOptions {
  readonly lesson: Lesson
  readonly learner: Learner
  readonly handle: ProgressHandle
  readonly editors: LearnerFiles['editors']
}

/** Where the learner was. */
interface Before {
  readonly session: Session | undefined
  readonly progress: Progress
  readonly texts: ReadonlyMap<string, string>
}

/** Everything as at the very beginning; and back, as long as the page is open. */
export function useStartAgain({ lesson, learner, handle, editors }: StartAgainOptions): StartAgain {
  const [before, setBefore] = useState<Before>()
  const { session, restart, goOnIn } = learner
  const go = useCallback(() => {
    setBefore({ session, progress: handle.progress, texts: textsIn(editors) })
    for (const [path, editor] of editors) editor.replace(originalOf(lesson, path))
    handle.restart()
    restart()
  }, [session, handle, editors, lesson, restart])
  const takeBack = useCallback(() => {
    if (before === undefined) return
    setBefore(undefined)
    for (const [path, editor] of editors) editor.replace(before.texts.get(path) ?? '')
    handle.change(() => before.progress)
    if (before.session !== undefined) goOnIn(before.session)
  }, [before, editors, handle, goOnIn])
  const hasGoneOn = handle.progress.done.length > 0
  return { go, takeBack: before === undefined || hasGoneOn ? undefined : takeBack }
}
