import type { LessonWords } from '#lesson'
import { useWords } from '../words/words.ts'
import styles from './Remember.module.css'

/** The lessons before and after one. */
export interface Neighbours {
  readonly previous: Neighbour | undefined
  readonly next: Neighbour | undefined
}

interface Neighbour {
  readonly title: string
  readonly address: string
  /** No lesson, but what comes after the last. */
  readonly isEnd: boolean
}

interface RememberProps {
  readonly words: LessonWords
  readonly next: Neighbour | undefined
}

/** What stays, at the end of a lesson. */
export function Remember({ words, next }: RememberProps) {
  const { step: say } = useWords()
  return (
    <section className={styles.remember} aria-labelledby="remember">
      <p className={styles.finished}>{say.finished}</p>
      <h3 id="remember" className={styles.title}>
        {say.remember}
      </h3>
      <ul>
        {words.remember.map((html) => (
          <li key={html} dangerouslySetInnerHTML={{ __html: html }} />
        ))}
      </ul>
      {next !== undefined && (
        <a className={styles.next} href={next.address}>
          {next.isEnd ? next.title : `${say.nextLesson}: ${next.title}`}
        </a>
      )}
    </section>
  )
}
