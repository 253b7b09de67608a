import type { Tone } from './diagram.ts'
import styles from './StateSign.module.css'

interface StateSignProps {
  readonly tone: Tone
  /** It runs, but is not ready. */
  readonly isHollow?: boolean
}

/** A shape of its own for each state, so that colour never speaks alone. */
export function StateSign({ tone, isHollow = false }: StateSignProps) {
  return (
    <svg className={styles.sign} data-tone={tone} viewBox="0 0 14 14" aria-hidden="true">
      {tone === 'running' && (
        <circle className={isHollow ? undefined : styles.solid} cx="7" cy="7" r="5.5" />
      )}
      {tone === 'waiting' && (
        <>
          <circle cx="7" cy="7" r="5" />
          <path d="M7 4.2V7l2 1.4" />
        </>
      )}
      {tone === 'ended' && (
        <>
          <rect className={styles.solid} x="1.5" y="1.5" width="11" height="11" rx="2" />
          <path className={styles.cut} d="M4.2 7.2 6.2 9.2 9.8 5" />
        </>
      )}
      {tone === 'failed' && (
        <>
          <path className={styles.solid} d="M7 .8 13.2 7 7 13.2.8 7z" />
          <path className={styles.cut} d="M5.2 5.2l3.6 3.6M8.8 5.2 5.2 8.8" />
        </>
      )}
    </svg>
  )
}
