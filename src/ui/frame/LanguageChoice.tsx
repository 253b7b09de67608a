import type { Language } from '#lesson'
import { languageNames, languages, useWords } from '../words/words.ts'
import { Button } from './Button.tsx'
import styles from './Header.module.css'

interface LanguageChoiceProps {
  readonly language: Language
  readonly onLanguage: (language: Language) => void
}

/** Offers the languages that are not shown now, each by its own name. */
export function LanguageChoice({ language, onLanguage }: LanguageChoiceProps) {
  const { page } = useWords()
  return (
    <div className={styles.choice} role="group" aria-label={page.language}>
      {languages
        .filter((other) => other !== language)
        .map((other) => (
          <Button
            key={other}
            lang={other}
            onClick={() => {
              onLanguage(other)
            }}
          >
            {languageNames[other]}
          </Button>
        ))}
    </div>
  )
}
