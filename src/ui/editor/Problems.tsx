import { Icon } from '../frame/Icon.tsx'
import { useWords } from '../words/words.ts'
import type { Diagnostic } from '#manifest'
import styles from './Problems.module.css'

const SHOWN = 6

interface ProblemsProps {
  readonly diagnostics: readonly Diagnostic[] | undefined
  readonly isTooLong: boolean
}

/** What the markers say, in words, below the text. */
export function Problems({ diagnostics, isTooLong }: ProblemsProps) {
  const { editor: say } = useWords()
  if (diagnostics === undefined || diagnostics.length === 0)
    return (
      <p className={styles.none} role="status">
        {isTooLong ? say.tooLong : diagnostics === undefined ? say.checking : say.noProblems}
      </p>
    )
  return (
    <ul className={styles.problems} aria-label={say.problems(diagnostics.length)} role="status">
      {diagnostics.slice(0, SHOWN).map((it) => (
        <li key={`${it.line}:${it.column}:${it.message}`} data-severity={it.severity}>
          <Icon name={it.severity} />
          <span className={styles.line}>{say.line(it.line)}</span>
          <code>{it.message}</code>
        </li>
      ))}
      {diagnostics.length > SHOWN && <li>{say.problems(diagnostics.length)}</li>}
    </ul>
  )
}
