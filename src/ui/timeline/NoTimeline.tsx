import { useWords } from '../words/words.ts'
import styles from './NoTimeline.module.css'

/** Stands where the timeline will be: nothing has happened, or its drawing is on its way. */
export function NoTimeline({ isOnTheWay }: { readonly isOnTheWay: boolean }) {
  const { timeline: say } = useWords()
  return (
    <section className={styles.none} data-soon={isOnTheWay} aria-label={say.label}>
      <p>{isOnTheWay ? say.soon : say.empty}</p>
    </section>
  )
}
