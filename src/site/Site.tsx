import { course } from 'virtual:course'
import { useEffect, useState } from 'react'
import { Route, Router, Switch } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import {
  ErrorBoundary,
  Fault,
  firstLanguage,
  loadWords,
  rememberLanguage,
  type Words,
  WordsContext,
} from '#ui'
import type { Language } from '#lesson'
import { LessonPage } from './LessonPage.tsx'

/** The tutorial: its pages by their addresses, in the reader's language. */
export function Site() {
  const [language, setLanguage] = useState(firstLanguage)
  const words = useLanguage(language)
  const choose = (next: Language) => {
    rememberLanguage(next)
    setLanguage(next)
  }
  const [first] = course
  if (words === undefined || first === undefined) return null
  return (
    <WordsContext value={words}>
      <ErrorBoundary fallback={(error) => <Fault error={error} />}>
        <Router hook={useHashLocation}>
          <Switch>
            <Route path="/:lesson">
              {({ lesson }) => (
                <LessonPage
                  key={lesson}
                  entry={course.find((it) => it.id === lesson) ?? first}
                  language={language}
                  onLanguage={choose}
                />
              )}
            </Route>
            <Route>
              <LessonPage entry={first} language={language} onLanguage={choose} />
            </Route>
          </Switch>
        </Router>
      </ErrorBoundary>
    </WordsContext>
  )
}

/** The words of a language; those of the one before stay until they are there. */
function useLanguage(language: Language): Words | undefined {
  const [words, setWords] = useState<Words>()
  useEffect(() => {
    let isOld = false
    void loadWords(language).then((loaded) => {
      if (isOld) return
      document.documentElement.lang = language
      setWords(loaded)
    })
    return () => {
      isOld = true
    }
  }, [language])
  return words
}
