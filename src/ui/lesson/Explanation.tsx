import { useEffect, useRef } from 'react'
import { useMedia } from '../frame/useMedia.ts'
import { useWords } from '../words/words.ts'
import { Prose } from './Prose.tsx'
import styles from './StepText.module.css'

interface ExplanationProps {
  readonly html: string
  /** The goals were met just now, before the reader's eyes. */
  readonly isNews: boolean
  readonly onRun: (command: string) => void
}

/** What was seen, explained; it comes into sight when it is news. */
export function Explanation({ html, isNews, onRun }: ExplanationProps) {
  const { step: say } = useWords()
  const isStill = useMedia('(prefers-reduced-motion: reduce)')
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    if (!isNews) return
    section.current?.scrollIntoView({ block: 'nearest', behavior: isStill ? 'auto' : 'smooth' })
  }, [isNews, isStill])
  return (
    <section ref={section} className={styles.explanation} aria-label={say.explanation}>
      <h4 className={styles.label}>{say.explanation}</h4>
      <Prose html={html} onRun={onRun} />
    </section>
  )
}
