import { useCallback } from 'react'
import type { Language } from '#lesson'
import { useLoaded, useWords } from '#ui'
import { DocumentPage } from './DocumentPage.tsx'
import { type LanguageChoice, loadFrame } from './frame.ts'
import styles from './SimulatedPage.module.css'
import { Unreachable } from './Unreachable.tsx'

/** What the engine keeps to and what it leaves out, from its own list. */
export function SimulatedPage({ language, onLanguage }: LanguageChoice) {
  const load = useCallback(() => loadSimulated(language), [language])
  const { part: page, failure, retry } = useLoaded(load)
  if (page === undefined) return failure === undefined ? null : <Unreachable onRetry={retry} />
  const { frame, sections } = page
  const { simulated, simulatedIntro } = frame.words.site
  return (
    <DocumentPage frame={frame} onLanguage={onLanguage} title={simulated} intro={simulatedIntro}>
      <div lang="en">
        {sections.map((section) => (
          <Part key={section.title} section={section} />
        ))}
      </div>
    </DocumentPage>
  )
}

type Section = Awaited<ReturnType<typeof loadSimulated>>['sections'][number]

function Part({ section }: { readonly section: Section }) {
  const { site: say } = useWords()
  return (
    <details className={styles.part} open>
      <summary className={styles.summary}>
        <h3>{section.title}</h3>
        <span className={styles.count}>{say.rules(section.rules.length)}</span>
      </summary>
      {section.notes.map((note) => (
        <p key={note} className={styles.note}>
          <Marked text={note} />
        </p>
      ))}
      <ul className={styles.rules}>
        {section.rules.map(({ id, text, tests }) => (
          <li key={id} id={id}>
            <span className={styles.id}>{id}</span>
            <span className={styles.rule}>
              <Marked text={text} />
            </span>
            <span className={styles.count}>{tests > 0 && say.tests(tests)}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Words in backticks are code. */
function Marked({ text }: { readonly text: string }) {
  return text
    .split('`')
    .map((piece, index) => (index % 2 === 1 ? <code key={index}>{piece}</code> : piece))
}

async function loadSimulated(language: Language) {
  const [frame, { sections }] = await Promise.all([
    loadFrame(language, (words) => words.site.simulated),
    import('virtual:behaviour'),
  ])
  return { frame, sections }
}
