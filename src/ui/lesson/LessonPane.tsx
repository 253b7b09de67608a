import { useEffect, useRef } from 'react'
import type { Lesson, LessonWords } from '#lesson'
import { Button } from '../frame/Button.tsx'
import { useWords } from '../words/words.ts'
import { AboutLesson } from './AboutLesson.tsx'
import { isStepMet } from './goal-states.ts'
import styles from './LessonPane.module.css'
import { Prose } from './Prose.tsx'
import { type ProgressHandle, withDone } from './progress.ts'
import type { Reading } from './reading.ts'
import { type Neighbours, Remember } from './Remember.tsx'
import { Review } from './Review.tsx'
import { StartedAgain } from './StartAgain.tsx'
import { StepRail } from './StepRail.tsx'
import { StepText } from './StepText.tsx'

export interface LessonPaneProps extends Reading {
  readonly lesson: Lesson
  readonly words: LessonWords
  readonly neighbours: Neighbours
  /** What learners find out on their own: reviewed in the end. */
  readonly isChallenge: boolean
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

  const toTop = () => {
    text.current?.scrollTo({ top: 0 })
    text.current?.focus({ preventScroll: true })
  }
  const go = (to: number) => {
    const target = lesson.steps[to]
    if (target === undefined) return
    change((before) => ({ ...before, step: target.id }))
    toTop()
  }

  if (step === undefined) return null
  const isFinished = index === lesson.steps.length - 1 && isStepMet(step, goals) === true
  return (
    <div className={styles.pane}>
      <div className={styles.text} ref={text} tabIndex={-1}>
        <h2 className={styles.title} data-first={index === 0}>
          {words.title}
        </h2>
        {index === 0 ? <Prose html={words.summary} onRun={props.onRun} /> : null}
        <StartedAgain again={props.again} />
        <StepText key={step.id} {...props} step={step} />
        {isFinished && props.isChallenge && <Review lesson={lesson} back={props.back} />}
        {isFinished && <Remember words={words} next={props.neighbours.next} />}
        <AboutLesson
          {...props}
          isFinished={isFinished}
          onAgain={() => {
            props.again.go()
            toTop()
          }}
        />
      </div>
      <Footer {...props} index={index} go={go} />
    </div>
  )
}

interface FooterProps extends LessonPaneProps {
  readonly index: number
  readonly go: (index: number) => void
}

/** To every step; beyond the first and the last one to the lessons beside this one. */
function Footer({ lesson, words, handle, neighbours, index, go }: FooterProps) {
  const { step: say } = useWords()
  const { done } = handle.progress
  const { previous, next } = neighbours
  const isDone = done.includes(lesson.steps[index]?.id ?? '')
  const isLast = index === lesson.steps.length - 1
  return (
    <nav className={styles.footer} aria-label={say.steps}>
      <Button
        icon="back"
        title={index === 0 && previous !== undefined ? say.previousLesson : say.back}
        disabled={index === 0 && previous === undefined}
        onClick={() => {
          if (index > 0) go(index - 1)
          else if (previous !== undefined) location.assign(previous.address)
        }}
      />
      <StepRail lesson={lesson} words={words} index={index} done={done} go={go} />
      <Button
        look={isDone && !(isLast && next === undefined) ? 'main' : 'outlined'}
        disabled={isLast && next === undefined}
        onClick={() => {
          if (!isLast) go(index + 1)
          else if (next !== undefined) location.assign(next.address)
        }}
      >
        {isLast && next !== undefined ? (next.isEnd ? next.title : say.nextLesson) : say.next}
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
