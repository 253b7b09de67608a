import { Link } from 'wouter'
import type { ChapterOutline } from '#lesson'
import { type Reading, RunBlock, useWords } from '#ui'
import { ChapterMap, stepsDoneIn } from './ChapterMap.tsx'
import styles from './HomePane.module.css'
import { OtherPages } from './Place.tsx'

interface HomePaneProps extends Pick<Reading, 'onRun'> {
  /** The file in the editor. */
  readonly path: string
  readonly chapters: readonly ChapterOutline[]
}

const ASK = 'kubectl exec twocontainers -c shell -- curl -s localhost:9876/info'

/** In ten seconds what this is; two commands to touch it; the course. */
export function HomePane({ chapters, path, onRun }: HomePaneProps) {
  const { page, site: say } = useWords()
  const lessons = chapters.flatMap((chapter) => chapter.lessons)
  const next = lessons.find((lesson) => stepsDoneIn(lesson) < lesson.steps.length) ?? lessons[0]
  const hasBegun = lessons.some((lesson) => stepsDoneIn(lesson) > 0)
  return (
    <div className={styles.pane}>
      <h2 className={styles.title}>{page.tagline}</h2>
      <p className={styles.intro}>{say.intro}</p>
      <p className={styles.free}>{say.free}</p>
      <section className={styles.tries} aria-labelledby="try-it">
        <h3 id="try-it" className={styles.label}>
          {say.tryIt}
        </h3>
        <p>{say.tryCreate}</p>
        <RunBlock command={`kubectl create -f ./${path}`} onRun={onRun} />
        <p>{say.tryAsk}</p>
        <RunBlock command={ASK} onRun={onRun} />
      </section>
      {next !== undefined && (
        <Link href={`/${next.id}`} className={styles.begin}>
          {hasBegun ? say.goOn(next.title) : say.start}
        </Link>
      )}
      <section aria-labelledby="contents">
        <h2 id="contents" className={styles.label}>
          {say.contents}
        </h2>
        <div className={styles.map}>
          <ChapterMap chapters={chapters} />
        </div>
      </section>
      <OtherPages />
    </div>
  )
}
