import { course } from 'virtual:course'
import { useCallback } from 'react'
import type { Language } from '#lesson'
import { Guarded, Header, loadWords, useLoaded, WordsContext, Workbench } from '#ui'
import { Place } from './Place.tsx'
import { Unreachable } from './Unreachable.tsx'

interface LessonPageProps {
  readonly entry: (typeof course)[number]
  readonly language: Language
  readonly onLanguage: (language: Language) => void
}

/** One lesson, in the language that was asked for last; the one before stays until it is there. */
export function LessonPage({ entry, language, onLanguage }: LessonPageProps) {
  const load = useCallback(() => loadPage(entry, language), [entry, language])
  const { part: page, failure, retry } = useLoaded(load)
  if (page === undefined) return failure === undefined ? null : <Unreachable onRetry={retry} />
  return (
    <WordsContext value={page.pageWords}>
      <Guarded>
        <Workbench
          lesson={page.lesson}
          words={page.words}
          next={nextAfter(entry, page.language)}
          header={
            <Header language={page.language} onLanguage={onLanguage}>
              <Place lesson={entry.id} language={page.language} />
            </Header>
          }
        />
      </Guarded>
    </WordsContext>
  )
}

function nextAfter(entry: (typeof course)[number], language: Language) {
  const next = course[course.indexOf(entry) + 1]
  return next === undefined ? undefined : { title: next.titles[language], address: `#/${next.id}` }
}

/** All that the words on the page need, at once. */
async function loadPage(entry: (typeof course)[number], language: Language) {
  const [pageWords, lesson, words] = await Promise.all([
    loadWords(language),
    entry.lesson(),
    entry.words[language](),
  ])
  document.documentElement.lang = language
  document.title = `${words.default.title} · Glasspod`
  return { language, pageWords, lesson: lesson.default, words: words.default }
}
