import { course } from 'virtual:course'
import { useEffect, useState } from 'react'
import type { Language, Lesson, LessonWords } from '#lesson'
import { Header, Workbench } from '#ui'
import { Place } from './Place.tsx'

interface LessonPageProps {
  readonly entry: (typeof course)[number]
  readonly language: Language
  readonly onLanguage: (language: Language) => void
}

interface Loaded {
  readonly lesson: Lesson
  readonly words: LessonWords
}

/** One lesson. */
export function LessonPage({ entry, language, onLanguage }: LessonPageProps) {
  const [loaded, setLoaded] = useState<Loaded>()
  useEffect(() => {
    let isOld = false
    void Promise.all([entry.lesson(), entry.words[language]()]).then(([lesson, words]) => {
      if (isOld) return
      document.title = `${words.default.title} · Glasspod`
      setLoaded({ lesson: lesson.default, words: words.default })
    })
    return () => {
      isOld = true
    }
  }, [entry, language])
  if (loaded === undefined) return null
  return (
    <Workbench
      key={entry.id}
      lesson={loaded.lesson}
      words={loaded.words}
      header={
        <Header language={language} onLanguage={onLanguage}>
          <Place lesson={entry.id} language={language} />
        </Header>
      }
    />
  )
}
