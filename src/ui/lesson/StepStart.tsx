import { Button } from '../frame/Button.tsx'
import { useWords } from '../words/words.ts'
import styles from './StepStart.module.css'

/** The start of a step in the cluster that the learner has. */
export interface StartOfStep {
  /** False: the step builds on others that have not been taken in this cluster. */
  readonly isPrepared: boolean
  /** The way there is being gone. */
  readonly isOnTheWay: boolean
  readonly go: () => void
}

/** Back to how things were when the step began. */
export function ToStart({ start }: { readonly start: StartOfStep }) {
  const { step: say } = useWords()
  return (
    <Button icon="reset" className={styles.back} disabled={start.isOnTheWay} onClick={start.go}>
      {start.isOnTheWay ? say.onTheWay : say.toStart}
    </Button>
  )
}

/** Who comes back another day finds a fresh cluster: said, and mended on demand. */
export function NotPrepared({ start }: { readonly start: StartOfStep }) {
  const { step: say } = useWords()
  if (start.isPrepared) return null
  return (
    <div className={styles.note} role="note">
      <p>{say.notPrepared}</p>
      <Button look="outlined" disabled={start.isOnTheWay} onClick={start.go}>
        {start.isOnTheWay ? say.onTheWay : say.prepare}
      </Button>
    </div>
  )
}
