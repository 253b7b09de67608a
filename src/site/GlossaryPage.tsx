import { course, glossaries } from 'virtual:course'
import { useCallback, useState } from 'react'
import { Link } from 'wouter'
import type { GlossaryEntry, Language } from '#lesson'
import { useLoaded, useWords } from '#ui'
import { DocumentPage } from './DocumentPage.tsx'
import { type LanguageChoice, loadFrame } from './frame.ts'
import styles from './GlossaryPage.module.css'
import { Unreachable } from './Unreachable.tsx'

/** The words of the course in the reader's language, each with what it is called in the other. */
export function GlossaryPage({ language, onLanguage }: LanguageChoice) {
  const load = useCallback(() => loadGlossary(language), [language])
  const { part: page, failure, retry } = useLoaded(load)
  if (page === undefined) return failure === undefined ? null : <Unreachable onRetry={retry} />
  const { frame, terms } = page
  const { glossary, glossaryIntro } = frame.words.site
  return (
    <DocumentPage frame={frame} onLanguage={onLanguage} title={glossary} intro={glossaryIntro}>
      <Terms terms={terms} language={frame.language} />
    </DocumentPage>
  )
}

interface TermsProps {
  readonly terms: readonly GlossaryEntry[]
  readonly language: Language
}

function Terms({ terms, language }: TermsProps) {
  const { site: say } = useWords()
  const [wanted, setWanted] = useState('')
  const found = terms.filter((term) => isFound(term, wanted))
  return (
    <>
      <input
        type="search"
        className={styles.find}
        aria-label={say.find}
        placeholder={say.find}
        value={wanted}
        onChange={(event) => {
          setWanted(event.target.value)
        }}
      />
      <p className={styles.none} role="status">
        {found.length === 0 && say.nothingFound}
      </p>
      <dl className={styles.terms}>
        {found.map((term) => (
          <Term key={term.id} term={term} language={language} />
        ))}
      </dl>
    </>
  )
}

function Term({ term, language }: { readonly term: GlossaryEntry; readonly language: Language }) {
  const { site: say } = useWords()
  const lesson = course.find((it) => it.id === term.lesson)
  const other = language === 'en' ? 'zh-CN' : 'en'
  return (
    <div className={styles.term}>
      <dt>
        <strong>{term.term}</strong>
        <span lang={other}>{term.otherTerm}</span>
        {term.alias !== undefined && <span>{say.alias(term.alias)}</span>}
      </dt>
      <dd>{term.meaning}</dd>
      {lesson !== undefined && (
        <dd>
          <Link href={`/${lesson.id}`}>{say.metIn(lesson.titles[language])}</Link>
        </dd>
      )}
    </div>
  )
}

function isFound({ term, otherTerm, alias, meaning }: GlossaryEntry, wanted: string): boolean {
  const text = [term, otherTerm, alias, meaning].join(' ').toLowerCase()
  return text.includes(wanted.trim().toLowerCase())
}

async function loadGlossary(language: Language) {
  const [frame, terms] = await Promise.all([
    loadFrame(language, (words) => words.site.glossary),
    glossaries[language](),
  ])
  return { frame, terms: terms.default }
}
