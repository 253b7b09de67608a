import { Icon } from '../frame/Icon.tsx'
import { useWords } from '../words/words.ts'
import styles from './RunBlock.module.css'

interface RunBlockProps {
  readonly command: string
  readonly onRun: (command: string) => void
}

/** A command as one button: a click types it into the terminal. */
export function RunBlock({ command, onRun }: RunBlockProps) {
  const { step: say } = useWords()
  return (
    <button
      type="button"
      className={styles.block}
      aria-label={say.run(command)}
      onClick={() => {
        onRun(command)
      }}
    >
      <code className={styles.command}>{command}</code>
      <span className={styles.run}>
        <Icon name="play" />
        {say.runShort}
      </span>
    </button>
  )
}
