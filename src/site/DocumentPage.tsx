import type { ReactNode } from 'react'
import { Header, WordsContext } from '#ui'
import styles from './DocumentPage.module.css'
import type { LanguageChoice, PageFrame } from './frame.ts'
import { Place } from './Place.tsx'

interface DocumentPageProps {
  readonly frame: PageFrame
  readonly onLanguage: LanguageChoice['onLanguage']
  readonly title: string
  readonly intro: string
  readonly children: ReactNode
}

/** A page to read, without a cluster. */
export function DocumentPage({ frame, onLanguage, title, intro, children }: DocumentPageProps) {
  return (
    <WordsContext value={frame.words}>
      <div className={styles.page}>
        <Header language={frame.language} onLanguage={onLanguage}>
          <Place chapters={frame.chapters} title={title} />
        </Header>
        <main className={styles.text} tabIndex={-1}>
          <h2 className={styles.title}>{title}</h2>
          <p className={styles.intro}>{intro}</p>
          {children}
        </main>
      </div>
    </WordsContext>
  )
}
