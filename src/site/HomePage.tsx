import { course } from 'virtual:course'
import { useCallback } from 'react'
import type { Language } from '#lesson'
import { Guarded, Header, useLoaded, WordsContext, Workbench } from '#ui'
import { type LanguageChoice, loadFrame } from './frame.ts'
import { HomePane } from './HomePane.tsx'
import { Place } from './Place.tsx'
import { Unreachable } from './Unreachable.tsx'

/** What this is, beside a live Pod, and the way into the course. */
export function HomePage({ language, onLanguage }: LanguageChoice) {
  const load = useCallback(() => loadHome(language), [language])
  const { part: page, failure, retry } = useLoaded(load)
  if (page === undefined) return failure === undefined ? null : <Unreachable onRetry={retry} />
  const { frame, lesson } = page
  return (
    <WordsContext value={frame.words}>
      <Guarded>
        <Workbench
          lesson={lesson}
          header={
            <Header language={frame.language} onLanguage={onLanguage}>
              <Place chapters={frame.chapters} />
            </Header>
          }
          pane={(reading) => (
            <HomePane chapters={frame.chapters} path={lesson.opens} onRun={reading.onRun} />
          )}
        />
      </Guarded>
    </WordsContext>
  )
}

/** The cluster is that of the first lesson. */
async function loadHome(language: Language) {
  const first = course[0]
  if (first === undefined) throw new Error('The course has no lesson.')
  const [frame, lesson] = await Promise.all([loadFrame(language), first.lesson()])
  return { frame, lesson: lesson.default }
}
