import type { ReactNode } from 'react'
import type { LessonWords, TeachingNotes } from '#lesson'
import { Button } from '../frame/Button.tsx'
import type { ShelvedText } from '../learner/shelf.ts'
import { useWords } from '../words/words.ts'
import styles from './AboutLesson.module.css'
import type { Reading } from './reading.ts'

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
      {shelf.length > 0 && (
        <Fold title={say.shelf(shelf.length)}>
          <p>{say.shelfIntro}</p>
          <ul className={styles.shelf}>
            {shelf.map((text) => (
              <Shelved key={`${text.path} ${text.at}`} text={text} onRestore={onRestore} />
            ))}
          </ul>
        </Fold>
      )}
      <Button icon="reset" className={styles.again} onClick={onAgain}>
        {say.again}
      </Button>
    </section>
  )
}

interface FoldProps {
  readonly title: string
  readonly isOpen?: boolean
  readonly children: ReactNode
}

function Fold({ title, isOpen = false, children }: FoldProps) {
  return (
    <details className={styles.fold} open={isOpen}>
      <summary>{title}</summary>
      <div className={styles.inside}>{children}</div>
    </details>
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

interface ShelvedProps extends Pick<Reading, 'onRestore'> {
  readonly text: ShelvedText
}

function Shelved({ text: { path, text, at }, onRestore }: ShelvedProps) {
  const { code, step: say } = useWords()
  const when = new Date(at).toLocaleString(code, { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <li>
      <code>{path}</code>
      <time dateTime={new Date(at).toISOString()}>{when}</time>
      <Button
        look="outlined"
        aria-label={say.takeText(path, when)}
        onClick={() => {
          onRestore(path, text)
        }}
      >
        {say.takeTextShort}
      </Button>
    </li>
  )
}
