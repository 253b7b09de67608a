import { Button } from '../frame/Button.tsx'
import { useWords } from '../words/words.ts'
import { clockFace } from './age.ts'
import { useNow } from './now.ts'
import styles from './TimeControls.module.css'
import { SPEEDS, type Time } from './useTime.ts'

interface TimeControlsProps {
  readonly time: Time
  readonly onReset: () => void
}

/** The clock of the cluster, and what one can do with its time. */
export function TimeControls({ time, onReset }: TimeControlsProps) {
  const { time: say } = useWords()
  const { isPaused, speed } = time
  return (
    <div className={styles.controls} role="group" aria-label={say.label}>
      <Clock isPaused={isPaused} />
      <Button
        icon={isPaused ? 'play' : 'pause'}
        title={isPaused ? say.go : say.pause}
        onClick={() => {
          time.setPaused(!isPaused)
        }}
      />
      <Button icon="step" title={say.step} onClick={time.step} />
      <div className={styles.speeds} role="radiogroup" aria-label={say.label}>
        {SPEEDS.map((factor) => (
          <button
            key={factor}
            type="button"
            role="radio"
            className={styles.speed}
            aria-checked={factor === speed}
            aria-label={say.speed(factor)}
            title={say.speed(factor)}
            onClick={() => {
              time.setSpeed(factor)
              time.setPaused(false)
            }}
          >
            {factor}×
          </button>
        ))}
      </div>
      <Button icon="reset" title={say.reset} onClick={onReset} />
    </div>
  )
}

function Clock({ isPaused }: { readonly isPaused: boolean }) {
  const { time: say } = useWords()
  const face = clockFace(useNow())
  return (
    <span className={styles.clock} data-paused={isPaused} role="timer" aria-label={say.at(face)}>
      {face}
      {isPaused && <span className={styles.paused}>{say.paused}</span>}
    </span>
  )
}
