import { Button } from '../frame/Button.tsx'
import { useWords } from '../words/words.ts'
import type { Diagram } from './diagram.ts'
import styles from './EmptyNote.module.css'

interface EmptyNoteProps {
  readonly diagram: Diagram
  readonly onCreate: () => void
}

/** One sentence and the button that applies, while there is no Pod; or why the outline is old. */
export function EmptyNote({ diagram, onCreate }: EmptyNoteProps) {
  const { diagram: say } = useWords()
  const isEmpty = diagram.capsules.every((capsule) => capsule.presence === 'wanted')
  const hasWish = diagram.capsules.length > 0
  if (!isEmpty && diagram.isDraftReadable) return null
  if (!diagram.isDraftReadable) return <p className={styles.note}>{say.unreadable}</p>
  return (
    <div className={styles.note}>
      <p>{hasWish ? say.empty : say.emptyNothing}</p>
      {hasWish && (
        <Button look="outlined" icon="play" onClick={onCreate}>
          {say.create}
        </Button>
      )}
    </div>
  )
}
