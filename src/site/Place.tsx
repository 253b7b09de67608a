import { course } from 'virtual:course'
import { useRef } from 'react'
import { Link } from 'wouter'
import type { Language } from '#lesson'
import { Button, useWords } from '#ui'
import styles from './Place.module.css'

interface PlaceProps {
  readonly lesson: string
  readonly language: Language
}

/** Where the reader is in the course, and the way to every other lesson. */
export function Place({ lesson, language }: PlaceProps) {
  const { page } = useWords()
  const menu = useRef<HTMLElement>(null)
  const nth = course.findIndex((entry) => entry.id === lesson) + 1
  const title = course[nth - 1]?.titles[language] ?? ''
  return (
    <>
      <Button
        className={styles.place}
        icon="down"
        title={page.course}
        aria-label={`${page.course}: ${title}`}
        popoverTarget="course"
      >
        <span className={styles.nth}>
          {nth}/{course.length}
        </span>
        <span className={styles.title}>{title}</span>
      </Button>
      <nav id="course" popover="auto" ref={menu} className={styles.menu} aria-label={page.course}>
        <ol>
          {course.map((entry) => (
            <li key={entry.id}>
              <Link
                href={`/${entry.id}`}
                aria-current={entry.id === lesson ? 'page' : undefined}
                onClick={() => menu.current?.hidePopover()}
              >
                {entry.titles[language]}
              </Link>
            </li>
          ))}
        </ol>
      </nav>
    </>
  )
}
