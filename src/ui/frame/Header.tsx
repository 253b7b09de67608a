import type { ReactNode } from 'react'
import type { Language } from '#lesson'
import { useWords } from '../words/words.ts'
import styles from './Header.module.css'
import { LanguageChoice } from './LanguageChoice.tsx'
import { ThemeChoice } from './ThemeChoice.tsx'

interface HeaderProps {
  /** Where the reader is in the course. */
  readonly children: ReactNode
  readonly language: Language
  readonly onLanguage: (language: Language) => void
}

/** One line above everything. */
export function Header({ children, language, onLanguage }: HeaderProps) {
  const { page } = useWords()
  return (
    <header className={styles.header}>
      <h1 className={styles.brand} title={page.tagline}>
        <a href="#/" className={styles.home}>
          <Capsule />
          Glasspod
        </a>
      </h1>
      <div className={styles.place}>{children}</div>
      <span className={styles.version}>{page.version}</span>
      <LanguageChoice language={language} onLanguage={onLanguage} />
      <ThemeChoice />
    </header>
  )
}

function Capsule() {
  return (
    <svg className={styles.capsule} viewBox="0 0 32 24" aria-hidden="true">
      <rect className={styles.glass} x="1" y="2" width="30" height="20" rx="10" />
      <rect className={styles.tile} x="8" y="6" width="7" height="8" rx="1.5" />
      <rect className={styles.tile} x="17" y="6" width="7" height="8" rx="1.5" />
      <path className={styles.band} d="M7 18h18" />
    </svg>
  )
}
