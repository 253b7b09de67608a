import type { ReactNode } from 'react'
import { Button } from '../frame/Button.tsx'
import { useWords } from '../words/words.ts'
import styles from './Hints.module.css'
import type { ProgressHandle } from './progress.ts'

interface HintsProps {
  readonly step: string
  readonly hints: readonly string[]
  readonly handle: ProgressHandle
  /** The whole way, offered after the last hint. */
  readonly children: ReactNode
}

/** Help by degrees: one hint at a time, and the whole way at the end. */
export function Hints({ step, hints, handle, children }: HintsProps) {
  const { step: say } = useWords()
  const open = handle.progress.hints[step] ?? 0
  const showNext = () => {
    handle.change((before) => ({ ...before, hints: { ...before.hints, [step]: open + 1 } }))
  }
  return (
    <section className={styles.hints} aria-label={say.hints}>
      <ol className={styles.list} aria-live="polite">
        {hints.slice(0, open).map((hint) => (
          <li key={hint} dangerouslySetInnerHTML={{ __html: hint }} />
        ))}
      </ol>
      {open > hints.length && children}
      {open <= hints.length && (
        <Button icon="hint" className={styles.more} onClick={showNext}>
          {open < hints.length ? say.hint(open + 1, hints.length) : say.solution}
        </Button>
      )}
    </section>
  )
}
