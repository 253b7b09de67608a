import { course } from 'virtual:course'
import { useCallback } from 'react'
import type { Language } from '#lesson'
import { Guarded, Header, LessonPane, useLoaded, WordsContext, Workbench } from '#ui'
import { type LanguageChoice, loadFrame, type PageFrame } from './frame.ts'
import { Place } from './Place.tsx'
import { Unreachable } from './Unreachable.tsx'

/** The chapter in which learners are on their own. */
const CHALLENGES = 'on-your-own'

interface LessonPageProps extends LanguageChoice {
  readonly entry: (typeof course)[number]
}

/** One lesson, in the language that was asked for last; the one before stays until it is there. */
export function LessonPage({ entry, language, onLanguage }: LessonPageProps) {
  const load = useCallback(() => loadPage(entry, language), [entry, language])
  const { part: page, failure, retry } = useLoaded(load)
  if (page === undefined) return failure === undefined ? null : <Unreachable onRetry={retry} />
  const { frame, lesson, words } = page
  return (
    <WordsContext value={frame.words}>
      <Guarded>
        <Workbench
          lesson={lesson}
          header={
            <Header language={frame.language} onLanguage={onLanguage}>
              <Place at={entry.id} chapters={frame.chapters} />
            </Header>
          }
          pane={(reading) => (
            <LessonPane
              {...reading}
              lesson={lesson}
              words={words}
              isChallenge={entry.chapter === CHALLENGES}
              neighbours={neighboursOf(entry, frame)}
            />
          )}
        />
      </Guarded>
    </WordsContext>
  )
}

function neighboursOf(entry: (typeof course)[number], { language, words }: PageFrame) {
  const at = course.indexOf(entry)
  const neighbour = (nth: number) => {
    const there = course[nth]
    return there && { title: there.titles[language], address: `#/${there.id}`, isEnd: false }
  }
  const end = { title: words.site.after, address: '#/after', isEnd: true }
  return { previous: neighbour(at - 1), next: neighbour(at + 1) ?? end }
}

/** All that the words on the page need, at once. */
async function loadPage(entry: (typeof course)[number], language: Language) {
  const [frame, lesson, words] = await Promise.all([
    loadFrame(language, () => entry.titles[language]),
    entry.lesson(),
    entry.words[language](),
  ])
  return { frame, lesson: lesson.default, words: words.default }
}
