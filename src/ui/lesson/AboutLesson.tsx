import type { LessonWords, TeachingNotes } from '#lesson'
import { Button } from '../frame/Button.tsx'
import { useWords } from '../words/words.ts'
import styles from './AboutLesson.module.css'
import { Fold } from './Fold.tsx'
import type { Reading } from './reading.ts'
import { Shelf } from './Shelf.tsx'

interface AboutLessonProps extends Pick<Reading, 'shelf' | 'onRestore'> {
  readonly words: LessonWords
  readonly isFinished: boolean
  readonly onAgain: () => void
}

/** What belongs to no step: pages to read, notes for teachers, earlier texts, the way back. */
export function AboutLesson({ words, isFinished, onAgain, shelf, onRestore }: AboutLessonProps) {
  const { step: say } = useWords()
  return (
    <section className={styles.about} aria-label={say.about}>
      <Fold title={say.readMore} isOpen={isFinished}>
        <ul>
          {words.read.map(({ title, address }) => (
            <li key={address}>
              <a href={address} target="_blank" rel="noreferrer">
                {title}
              </a>
            </li>
          ))}
        </ul>
      </Fold>
      <Fold title={say.teach}>
        <Notes notes={words.teach} />
      </Fold>
      <Shelf shelf={shelf} onRestore={onRestore} />
      <Button icon="reset" className={styles.again} onClick={onAgain}>
        {say.again}
      </Button>
    </section>
  )
}

function Notes({ notes }: { readonly notes: TeachingNotes }) {
  const { step: say } = useWords()
  const lists = [
    { title: say.teachAsk, lines: notes.ask },
    { title: say.teachTrouble, lines: notes.trouble },
  ]
  return (
    <>
      <div>
        <h4>{say.teachTime}</h4>
        <p dangerouslySetInnerHTML={{ __html: notes.time }} />
      </div>
      {lists.map(({ title, lines }) => (
        <div key={title}>
          <h4>{title}</h4>
          <ul>
            {lines.map((html) => (
              <li key={html} dangerouslySetInnerHTML={{ __html: html }} />
            ))}
          </ul>
        </div>
      ))}
    </>
  )
}
