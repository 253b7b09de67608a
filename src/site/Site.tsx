import { course } from 'virtual:course'
import { useState } from 'react'
import { Route, Router, Switch } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import type { Language } from '#lesson'
import { firstLanguage, rememberLanguage } from '#ui'
import { LessonPage } from './LessonPage.tsx'

/** The tutorial: its lessons by their addresses, in the reader's language. */
export function Site() {
  const [language, setLanguage] = useState(firstLanguage)
  const choose = (next: Language) => {
    rememberLanguage(next)
    setLanguage(next)
  }
  const page = (id: string | undefined) => {
    const entry = course.find((it) => it.id === id) ?? course[0]
    if (entry === undefined) return null
    return <LessonPage key={entry.id} entry={entry} language={language} onLanguage={choose} />
  }
  return (
    <Router hook={useHashLocation}>
      <Switch>
        <Route path="/:lesson">{({ lesson }) => page(lesson)}</Route>
        <Route>{page(undefined)}</Route>
      </Switch>
    </Router>
  )
}
