import type { Step } from '#lesson'
import { Icon } from '../frame/Icon.tsx'
import { useWords } from '../words/words.ts'
import styles from './Goals.module.css'

interface GoalsProps {
  readonly step: Step
  readonly words: Readonly<Record<string, string>>
  readonly met: ReadonlySet<string>
}

/** What the cluster itself has to confirm. */
export function Goals({ step, words, met }: GoalsProps) {
  const { step: say } = useWords()
  return (
    <section aria-label={say.goals} aria-live="polite">
      <ul className={styles.goals}>
        {step.goals.map(({ id, run }) => {
          const isMet = met.has(`${step.id}/${id}`)
          return (
            <li key={id} className={styles.goal} data-met={isMet} title={run}>
              <span className={styles.box} role="img" aria-label={isMet ? say.met : say.open}>
                {isMet && <Icon name="check" />}
              </span>
              <span dangerouslySetInnerHTML={{ __html: words[id] ?? id }} />
            </li>
          )
        })}
      </ul>
    </section>
  )
}
