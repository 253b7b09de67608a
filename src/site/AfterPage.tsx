import { useCallback } from 'react'
import { Link } from 'wouter'
import type { ChapterOutline } from '#lesson'
import { Icon, useLoaded, useWords } from '#ui'
import styles from './AfterPage.module.css'
import { stepsDoneIn } from './ChapterMap.tsx'
import { DocumentPage } from './DocumentPage.tsx'
import { type LanguageChoice, loadFrame } from './frame.ts'
import { RealCluster } from './RealCluster.tsx'
import { Unreachable } from './Unreachable.tsx'

/** What the learner can do now, and how to go on with a real cluster. */
export function AfterPage({ language, onLanguage }: LanguageChoice) {
  const load = useCallback(() => loadFrame(language, (words) => words.site.after), [language])
  const { part: frame, failure, retry } = useLoaded(load)
  if (frame === undefined) return failure === undefined ? null : <Unreachable onRetry={retry} />
  const { after, allDone, someDone } = frame.words.site
  const lessons = frame.chapters.flatMap((chapter) => chapter.lessons)
  const done = lessons.filter(isFinished).length
  const intro = done === lessons.length ? allDone : someDone(done, lessons.length)
  return (
    <DocumentPage frame={frame} onLanguage={onLanguage} title={after} intro={intro}>
      <Abilities chapters={frame.chapters} />
      <RealCluster />
    </DocumentPage>
  )
}

/** What each chapter teaches one to do; those that are finished have a tick. */
function Abilities({ chapters }: { readonly chapters: readonly ChapterOutline[] }) {
  const { site: say } = useWords()
  return (
    <section aria-labelledby="able">
      <h3 id="able" className={styles.part}>
        {say.able}
      </h3>
      <ol className={styles.chapters}>
        {chapters.map(({ id, title, able, lessons }) => {
          const done = lessons.filter(isFinished).length
          const isDone = done === lessons.length
          const next = lessons.find((lesson) => !isFinished(lesson))
          return (
            <li key={id} className={styles.chapter}>
              <h4 className={styles.title}>
                {title}
                <span className={styles.count} data-finished={isDone}>
                  {isDone && <Icon name="check" />}
                  {isDone ? say.finished : say.lessonsDone(done, lessons.length)}
                </span>
              </h4>
              <ul className={styles.able}>
                {able.map((html) => (
                  <li key={html} dangerouslySetInnerHTML={{ __html: html }} />
                ))}
              </ul>
              {next !== undefined && <Link href={`/${next.id}`}>{say.goOn(next.title)}</Link>}
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function isFinished(lesson: ChapterOutline['lessons'][number]): boolean {
  return stepsDoneIn(lesson) === lesson.steps.length
}
