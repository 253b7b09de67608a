import { Icon } from '../frame/Icon.tsx'
import { useWords } from '../words/words.ts'
import styles from './Problems.module.css'
import { type Check, marksOf } from './useDiagnostics.ts'

const SHOWN = 6

/** What the markers say, in words, below the text. */
export function Problems({ check }: { readonly check: Check }) {
  const { editor: say } = useWords()
  const problems = marksOf(check)
  const hidden = problems.length - SHOWN
  if (problems.length === 0)
    return (
      <p className={styles.none} role="status" aria-label={say.findings}>
        {check === 'not yet' ? say.checking : check === 'too long' ? say.tooLong : say.noProblems}
      </p>
    )
  return (
    <div className={styles.problems} role="status" aria-label={say.findings}>
      <ul aria-label={say.problems(problems.length)}>
        {problems.slice(0, SHOWN).map((it) => (
          <li key={`${it.line}:${it.column}:${it.message}`} data-severity={it.severity}>
            <Icon name={it.severity} />
            <span className={styles.line}>{say.line(it.line)}</span>
            <code>{it.message}</code>
          </li>
        ))}
        {hidden > 0 && <li>{say.moreProblems(hidden)}</li>}
      </ul>
    </div>
  )
}
