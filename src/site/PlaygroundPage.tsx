import { useCallback } from 'react'
import type { Language } from '#lesson'
import { Guarded, Header, useLoaded, WordsContext, Workbench } from '#ui'
import { type LanguageChoice, loadFrame } from './frame.ts'
import { Place } from './Place.tsx'
import { loadPlayground } from './playground.ts'
import { PlaygroundPane } from './PlaygroundPane.tsx'
import { Unreachable } from './Unreachable.tsx'

interface PlaygroundPageProps extends LanguageChoice {
  /** The one of the gallery that is open. */
  readonly manifest: string | undefined
}

/** A cluster to do with as one likes, and manifests to begin with. */
export function PlaygroundPage({ manifest, language, onLanguage }: PlaygroundPageProps) {
  const load = useCallback(() => loadPage(language), [language])
  const { part: page, failure, retry } = useLoaded(load)
  if (page === undefined) return failure === undefined ? null : <Unreachable onRetry={retry} />
  const { frame, topics, lesson } = page
  return (
    <WordsContext value={frame.words}>
      <Guarded>
        <Workbench
          lesson={lesson}
          header={
            <Header language={frame.language} onLanguage={onLanguage}>
              <Place chapters={frame.chapters} title={frame.words.site.playground} />
            </Header>
          }
          pane={(reading) => (
            <PlaygroundPane {...reading} topics={topics} lesson={lesson} open={manifest} />
          )}
        />
      </Guarded>
    </WordsContext>
  )
}

async function loadPage(language: Language) {
  const [frame, playground] = await Promise.all([
    loadFrame(language, (words) => words.site.playground),
    loadPlayground(language),
  ])
  return { frame, ...playground }
}
