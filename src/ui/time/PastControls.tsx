import { Button } from '../frame/Button.tsx'
import { useWords } from '../words/words.ts'
import { clockFace } from './age.ts'
import styles from './TimeControls.module.css'

interface PastControlsProps {
  /** Simulated time in milliseconds. */
  readonly at: number
  readonly onNow: () => void
}

/** In place of the controls of time, while a past moment is looked at. */
export function PastControls({ at, onNow }: PastControlsProps) {
  const { time: say } = useWords()
  return (
    <div className={styles.controls} role="group" aria-label={say.label}>
      <span className={styles.past} role="status">
        {say.lookingBack(clockFace(at))}
      </span>
      <Button look="outlined" onClick={onNow}>
        {say.toNow}
      </Button>
    </div>
  )
}
