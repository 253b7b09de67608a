import { Link } from 'wouter'
import type { ChapterOutline } from '#lesson'
import { Icon, progressIn, useWords } from '#ui'
import styles from './ChapterMap.module.css'

interface ChapterMapProps {
  readonly chapters: readonly ChapterOutline[]
  /** The lesson that is open. */
  readonly at?: string
  readonly onChoose?: () => void
}

/** All chapters and lessons, with how far the reader has come in each. */
export function ChapterMap({ chapters, at, onChoose }: ChapterMapProps) {
  const begun = chapters.filter(({ lessons }) => lessons.length > 0)
  return (
    <ol className={styles.chapters}>
      {begun.map((chapter, nth) => (
        <li key={chapter.id}>
          <h3 className={styles.chapter}>
            <span className={styles.nth}>{nth + 1}</span>
            {chapter.title}
          </h3>
          <ol className={styles.lessons}>
            {chapter.lessons.map((lesson) => (
              <li key={lesson.id}>
                <Link
                  href={`/${lesson.id}`}
                  className={styles.lesson}
                  aria-current={lesson.id === at ? 'page' : undefined}
                  onClick={onChoose}
                >
                  <LessonLine lesson={lesson} />
                </Link>
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  )
}

type LessonOutline = ChapterOutline['lessons'][number]

function LessonLine({ lesson }: { readonly lesson: LessonOutline }) {
  const { site: say } = useWords()
  const done = stepsDoneIn(lesson)
  const isFinished = done === lesson.steps.length
  return (
    <>
      <span className={styles.sign} data-finished={isFinished} data-begun={done > 0}>
        {isFinished && <Icon name="check" />}
      </span>
      <span className={styles.title}>{lesson.title}</span>
      <span className={styles.aside}>
        {isFinished
          ? say.finished
          : done > 0
            ? say.stepsDone(done, lesson.steps.length)
            : say.minutes(lesson.minutes)}
      </span>
    </>
  )
}

/** How many steps of a lesson this browser's reader has done. */
export function stepsDoneIn({ id, steps }: LessonOutline): number {
  const { done } = progressIn(id)
  return steps.filter((step) => done.includes(step)).length
}
