import { clockFace } from '../time/age.ts'
import { useWords } from '../words/words.ts'
import { stopInWords } from './describe-event.ts'
import type { Instant } from './lanes.ts'
import type { Stop } from './stops.ts'
import styles from './StopList.module.css'

const SHOWN = 100

function show(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' })
}

interface StopListProps {
  readonly stops: readonly Stop[]
  readonly past: Instant | undefined
  /** Absent: only to be read out. */
  readonly onLook?: (when: Instant) => void
}

/** The timeline in words: the latest moments, each of which can be looked at. */
export function StopList({ stops, past, onLook }: StopListProps) {
  const { timeline: say } = useWords()
  const shown = stops.slice(-SHOWN)
  return (
    <ol className={onLook === undefined ? styles.spoken : styles.list} aria-label={say.events}>
      {shown.map((stop) => {
        const time = <time className={styles.time}>{clockFace(stop.when.at)}</time>
        const words = stopInWords(stop, say)
        return (
          <li key={stop.when.seq}>
            {onLook === undefined ? (
              <>
                {time} {words}
              </>
            ) : (
              <button
                type="button"
                className={styles.stop}
                ref={past?.at === stop.when.at ? show : null}
                aria-pressed={past?.at === stop.when.at}
                onClick={() => {
                  onLook(stop.when)
                }}
              >
                {time}
                <span>{words}</span>
              </button>
            )}
          </li>
        )
      })}
    </ol>
  )
}
