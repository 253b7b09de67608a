import { useCallback, useState } from 'react'
import type { Lesson, Step } from '#lesson'
import { type Goals, isStepMet } from '../lesson/goal-states.ts'
import type { StartOfStep } from '../lesson/StepStart.tsx'
import { type LearnerFiles, solutionOf, textsIn } from './useFiles.ts'
import { begin, emptyTrail, isTaken, take, type Trail, upTo } from './trail.ts'
import type { Engine, Learner } from './useLearner.ts'

interface StepStartOptions {
  readonly engine: Engine | undefined
  readonly learner: Learner
  readonly lesson: Lesson
  readonly step: Step | undefined
  readonly goals: Goals
  readonly files: LearnerFiles
}

/** To the start of a step by replay; or, where it never began, by taking the steps before it. */
export function useStepStart(options: StepStartOptions): StartOfStep {
  const { engine, learner, lesson, step, files } = options
  const { editors } = files
  const { session, goOnIn } = learner
  const [trail, setTrail] = useTrail(options)
  const [isOnTheWay, setIsOnTheWay] = useState(false)
  const start = step === undefined ? undefined : trail.starts.get(step.id)

  const go = useCallback(() => {
    if (engine === undefined || session === undefined || step === undefined) return
    setIsOnTheWay(true)
    const before = earlierThan(step, lesson)
    void (async () => {
      try {
        await nextFrame()
        if (start?.isPrepared === true) {
          const there = session.fork(start.seq)
          setTrail({ ...upTo(trail, start.seq), session: there })
          for (const [path, editor] of editors) editor.replace(start.texts.get(path) ?? '')
          goOnIn(there)
        } else {
          await engine.loadParts()
          const there = await engine.sessionAfter(lesson, before)
          setTrail({ ...emptyTrail(there), taken: before.map(({ id }) => id) })
          for (const [path, editor] of editors)
            editor.replace(solutionOf(lesson, before.at(-1), path))
          goOnIn(there)
        }
      } finally {
        setIsOnTheWay(false)
      }
    })()
  }, [engine, session, goOnIn, lesson, step, editors, trail, setTrail, start])

  return { isPrepared: isTaken(trail, earlierThan(step, lesson)), isOnTheWay, go }
}

/** What has been done in the present cluster. */
function useTrail(
  options: StepStartOptions,
): readonly [trail: Trail, setTrail: (trail: Trail) => void] {
  const [kept, setTrail] = useState<Trail>(() => emptyTrail(undefined))
  const trail = trailAfter(kept, options)
  if (trail !== kept) setTrail(trail)
  return [trail, setTrail]
}

/** The trail goes on as steps begin and their goals are met; the same one if nothing is new. */
function trailAfter(kept: Trail, options: StepStartOptions): Trail {
  const { learner, lesson, step, goals, files } = options
  const { session } = learner
  const trail = kept.session === session ? kept : emptyTrail(session)
  if (session === undefined || step === undefined) return trail
  const further = isStepMet(step, goals) === true ? take(trail, step.id) : trail
  return begin(further, step.id, {
    seq: session.snapshot().seq,
    texts: textsIn(files.editors),
    isPrepared: isTaken(further, earlierThan(step, lesson)),
  })
}

function earlierThan(step: Step | undefined, lesson: Lesson): readonly Step[] {
  return step === undefined ? [] : lesson.steps.slice(0, lesson.steps.indexOf(step))
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve))
  })
}
