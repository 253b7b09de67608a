import { useEffect, useRef } from 'react'
import type { Lesson, LessonWords } from '#lesson'
import { Button } from '../frame/Button.tsx'
import { useWords } from '../words/words.ts'
import { type Goals, isStepMet } from './goal-states.ts'
import styles from './LessonPane.module.css'
import { Prose } from './Prose.tsx'
import { type ProgressHandle, withDone } from './progress.ts'
import { type NextLesson, Remember } from './Remember.tsx'
import type { SolutionFile } from './Solution.tsx'
import type { StartOfStep } from './StepStart.tsx'
import { StepRail } from './StepRail.tsx'
import { StepText } from './StepText.tsx'

export interface LessonPaneProps {
  readonly lesson: Lesson
  readonly words: LessonWords
  readonly handle: ProgressHandle
  readonly goals: Goals
  readonly start: StartOfStep
  readonly file: SolutionFile
  readonly onRun: (command: string) => void
  readonly onRestore: (text: string) => void
  readonly next: NextLesson | undefined
}

/** The words of a lesson, one step at a time. */
export function LessonPane(props: LessonPaneProps) {
  const { lesson, words, handle, goals } = props
  const { progress, change } = handle
  const text = useRef<HTMLDivElement>(null)
  const index = Math.max(
    0,
    lesson.steps.findIndex((step) => step.id === progress.step),
  )
  const step = lesson.steps[index]
  useDone(step !== undefined && isStepMet(step, goals) === true ? step.id : undefined, change)

  const go = (to: number) => {
    const target = lesson.steps[to]
    if (target === undefined) return
    change((before) => ({ ...before, step: target.id }))
    text.current?.scrollTo({ top: 0 })
    text.current?.focus({ preventScroll: true })
  }

  if (step === undefined) return null
  return (
    <div className={styles.pane}>
      <div className={styles.text} ref={text} tabIndex={-1}>
        <h2 className={styles.title} data-first={index === 0}>
          {words.title}
        </h2>
        {index === 0 ? <Prose html={words.summary} onRun={props.onRun} /> : null}
        <StepText key={step.id} {...props} step={step} />
        {index === lesson.steps.length - 1 && isStepMet(step, goals) === true ? (
          <Remember words={words} next={props.next} />
        ) : null}
      </div>
      <Footer lesson={lesson} index={index} words={words} done={progress.done} go={go} />
    </div>
  )
}

interface FooterProps {
  readonly lesson: Lesson
  readonly words: LessonWords
  readonly index: number
  readonly done: readonly string[]
  readonly go: (index: number) => void
}

function Footer({ lesson, words, index, done, go }: FooterProps) {
  const { step: say } = useWords()
  const isDone = done.includes(lesson.steps[index]?.id ?? '')
  const isLast = index === lesson.steps.length - 1
  return (
    <nav className={styles.footer} aria-label={say.steps}>
      <Button
        icon="back"
        title={say.back}
        disabled={index === 0}
        onClick={() => {
          go(index - 1)
        }}
      />
      <StepRail lesson={lesson} words={words} index={index} done={done} go={go} />
      <Button
        look={isDone && !isLast ? 'main' : 'outlined'}
        disabled={isLast}
        onClick={() => {
          go(index + 1)
        }}
      >
        {say.next}
      </Button>
    </nav>
  )
}

/** A step whose goals were all met once stays done. */
function useDone(step: string | undefined, change: ProgressHandle['change']): void {
  useEffect(() => {
    if (step !== undefined) change((before) => withDone(before, [step]))
  }, [step, change])
}
