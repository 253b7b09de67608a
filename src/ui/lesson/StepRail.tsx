import type { Lesson, LessonWords } from '#lesson'
import { Icon } from '../frame/Icon.tsx'
import { useWords } from '../words/words.ts'
import styles from './StepRail.module.css'

interface StepRailProps {
  readonly lesson: Lesson
  readonly words: LessonWords
  readonly index: number
  readonly done: readonly string[]
  readonly go: (index: number) => void
}

/** All steps as small numbers, those that are done as ticks. */
export function StepRail({ lesson, words, index, done, go }: StepRailProps) {
  const { step: say } = useWords()
  return (
    <ol className={styles.rail}>
      {lesson.steps.map((step, nth) => {
        const isDone = done.includes(step.id)
        const title = words.steps[step.id]?.title ?? step.id
        const name = [say.nth(nth + 1, lesson.steps.length), title, isDone ? say.done : '']
        return (
          <li key={step.id}>
            <button
              type="button"
              className={styles.step}
              data-done={isDone}
              aria-current={nth === index ? 'step' : undefined}
              aria-label={name.filter((part) => part !== '').join(', ')}
              title={title}
              onClick={() => {
                go(nth)
              }}
            >
              {isDone ? <Icon name="check" /> : nth + 1}
            </button>
          </li>
        )
      })}
    </ol>
  )
}
