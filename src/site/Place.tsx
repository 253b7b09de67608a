import { useRef, useState } from 'react'
import { Link } from 'wouter'
import type { ChapterOutline } from '#lesson'
import { Button, useWords } from '#ui'
import { ChapterMap } from './ChapterMap.tsx'
import styles from './Place.module.css'

interface PlaceProps {
  readonly chapters: readonly ChapterOutline[]
  /** The lesson that is open; absent on the other pages. */
  readonly at?: string
  /** What stands there instead of a lesson. */
  readonly title?: string
}

/** Where the reader is in the course, and the way to everything else. */
export function Place({ chapters, at, title }: PlaceProps) {
  const { page } = useWords()
  const menu = useRef<HTMLElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const lessons = chapters.flatMap((chapter) => chapter.lessons)
  const nth = lessons.findIndex((lesson) => lesson.id === at)
  const name = lessons[nth]?.title ?? title ?? page.course
  const close = () => menu.current?.hidePopover()
  return (
    <>
      <Button
        className={styles.place}
        icon="down"
        title={page.course}
        aria-label={`${page.course}: ${name}`}
        popoverTarget="course"
      >
        {nth >= 0 && (
          <span className={styles.nth}>
            {nth + 1}/{lessons.length}
          </span>
        )}
        <span className={styles.title}>{name}</span>
      </Button>
      <nav
        id="course"
        popover="auto"
        ref={menu}
        className={styles.menu}
        aria-label={page.course}
        onToggle={(event) => {
          setIsOpen(event.newState === 'open')
        }}
      >
        {isOpen && (
          <>
            <OtherPages onChoose={close} />
            <ChapterMap
              chapters={chapters}
              {...(at === undefined ? {} : { at })}
              onChoose={close}
            />
          </>
        )}
      </nav>
    </>
  )
}

/** The pages beside the lessons. */
export function OtherPages({ onChoose }: { readonly onChoose?: () => void }) {
  const { site: say } = useWords()
  const pages = [
    { address: '/', title: say.home },
    { address: '/playground', title: say.playground },
    { address: '/glossary', title: say.glossary },
    { address: '/simulated', title: say.simulated },
    { address: '/after', title: say.after },
  ]
  return (
    <ul className={styles.pages}>
      {pages.map(({ address, title }) => (
        <li key={address}>
          <Link href={address} onClick={onChoose}>
            {title}
          </Link>
        </li>
      ))}
    </ul>
  )
}
