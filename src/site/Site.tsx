import { course } from 'virtual:course'
import { useState } from 'react'
import { Route, Router, Switch } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import type { Language } from '#lesson'
import { firstLanguage, rememberLanguage } from '#ui'
import { AfterPage } from './AfterPage.tsx'
import { GlossaryPage } from './GlossaryPage.tsx'
import { HomePage } from './HomePage.tsx'
import { LessonPage } from './LessonPage.tsx'
import { PlaygroundPage } from './PlaygroundPage.tsx'
import { SimulatedPage } from './SimulatedPage.tsx'

/** The tutorial: its pages and lessons by their addresses, in the reader's language. */
export function Site() {
  const [language, setLanguage] = useState(firstLanguage)
  const choice = {
    language,
    onLanguage: (next: Language) => {
      rememberLanguage(next)
      setLanguage(next)
    },
  }
  return (
    <Router hook={useHashLocation}>
      <Switch>
        <Route path="/glossary">
          <GlossaryPage {...choice} />
        </Route>
        <Route path="/simulated">
          <SimulatedPage {...choice} />
        </Route>
        <Route path="/after">
          <AfterPage {...choice} />
        </Route>
        <Route path="/playground/:manifest?">
          {({ manifest }) => <PlaygroundPage manifest={manifest} {...choice} />}
        </Route>
        <Route path="/:lesson">
          {({ lesson }) => {
            const entry = course.find((it) => it.id === lesson)
            if (entry === undefined) return <HomePage {...choice} />
            return <LessonPage key={entry.id} entry={entry} {...choice} />
          }}
        </Route>
        <Route>
          <HomePage {...choice} />
        </Route>
      </Switch>
    </Router>
  )
}
