import { Button } from '../frame/Button.tsx'
import { useWords } from '../words/words.ts'
import styles from './StepStart.module.css'

/** The way to the very beginning of a lesson, and back. */
export interface StartAgain {
  readonly go: () => void
  /** To where the learner was before; absent if nothing was begun again. */
  readonly takeBack: (() => void) | undefined
}

/** Said to who has begun again, until something new is done. */
export function StartedAgain({ again }: { readonly again: StartAgain }) {
  const { step: say } = useWords()
  return (
    <div role="status" className={styles.begun}>
      {again.takeBack !== undefined && (
        <div className={styles.note}>
          <p>{say.startedAgain}</p>
          <Button look="outlined" onClick={again.takeBack}>
            {say.takeBack}
          </Button>
        </div>
      )}
    </div>
  )
}
