import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import type { GalleryManifest, GalleryTopic, Lesson, StepWords } from '#lesson'
import { Button, Goals, Prose, type Reading, RunBlock, Shelf, useWords } from '#ui'
import styles from './PlaygroundPane.module.css'

interface PlaygroundPaneProps extends Reading {
  readonly topics: readonly GalleryTopic[]
  readonly lesson: Lesson
  /** The manifest that is looked at. */
  readonly open: string | undefined
}

/** The gallery, by topic. What is chosen stands in the editor, and opens where it is listed. */
export function PlaygroundPane(props: PlaygroundPaneProps) {
  const { topics, open, handle, shelf, onRestore } = props
  const { site: say } = useWords()
  const { change } = handle
  useEffect(() => {
    if (open !== undefined)
      change((before) => (before.step === open ? before : { ...before, step: open }))
  }, [open, change])
  return (
    <div className={styles.pane}>
      <h2 className={styles.title}>{say.playground}</h2>
      <p>{say.playgroundIntro}</p>
      <Shelf shelf={shelf} onRestore={onRestore} />
      {topics.map((topic) => (
        <section key={topic.title} aria-label={topic.title}>
          <h3 className={styles.topic}>{topic.title}</h3>
          <ul className={styles.list}>
            {topic.manifests.map((manifest) => (
              <Entry key={manifest.id} {...props} manifest={manifest} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

interface EntryProps extends PlaygroundPaneProps {
  readonly manifest: GalleryManifest
}

function Entry(props: EntryProps) {
  const { manifest, open, onRestore } = props
  const isOpen = manifest.id === open
  const item = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isOpen) item.current?.scrollIntoView({ block: 'nearest' })
  }, [isOpen])
  return (
    <li ref={item} className={styles.entry} data-open={isOpen}>
      <Link
        href={`/playground/${manifest.id}`}
        className={styles.name}
        aria-current={isOpen ? 'true' : undefined}
        onClick={() => {
          for (const { path, text } of manifest.step.files) onRestore(path, text)
        }}
      >
        {manifest.title}
      </Link>
      {isOpen && <Opened {...props} />}
    </li>
  )
}

/** Two sentences, the way there, and what it becomes. */
function Opened({ manifest, lesson, goals, files, onRun, onRestore }: EntryProps) {
  const { site: say, step: sayInSteps } = useWords()
  const { html, step } = manifest
  const [file] = step.files
  const isInEditor = files.some(({ path, text }) => path === file?.path && text === file.text)
  return (
    <div className={styles.opened}>
      <Prose html={`<p>${html}</p>`} onRun={onRun} />
      {!isInEditor && file !== undefined && (
        <Button
          look="outlined"
          onClick={() => {
            onRestore(file.path, file.text)
          }}
        >
          {sayInSteps.takeSolution}
        </Button>
      )}
      {step.solution.map(
        (act) =>
          act.do === 'type' && <RunBlock key={act.command} command={act.command} onRun={onRun} />,
      )}
      <h4 className={styles.label}>{say.becomes}</h4>
      {step.goals.map(({ run }) => (
        <RunBlock key={run} command={run} onRun={onRun} />
      ))}
      <Goals lesson={lesson} step={step} words={wordsOf(manifest, say.became)} states={goals} />
    </div>
  )
}

/** A manifest of the gallery has one goal, with its own name. */
function wordsOf({ id, title, html }: GalleryManifest, goal: string): StepWords {
  const none = { missing: {}, wrong: {}, hints: [], explanationHtml: '' }
  return { title, html, goals: { [id]: goal }, ...none }
}
