import { Button } from '../frame/Button.tsx'
import type { ShelvedText } from '../learner/shelf.ts'
import { useWords } from '../words/words.ts'
import { Fold } from './Fold.tsx'
import type { Reading } from './reading.ts'
import styles from './Shelf.module.css'

/** What the learner wrote before, to be had again; nothing while there is nothing. */
export function Shelf({ shelf, onRestore }: Pick<Reading, 'shelf' | 'onRestore'>) {
  const { step: say } = useWords()
  if (shelf.length === 0) return null
  return (
    <Fold title={say.shelf(shelf.length)}>
      <p>{say.shelfIntro}</p>
      <ul className={styles.shelf}>
        {shelf.map((text) => (
          <Shelved key={`${text.path} ${text.at}`} text={text} onRestore={onRestore} />
        ))}
      </ul>
    </Fold>
  )
}

interface ShelvedProps extends Pick<Reading, 'onRestore'> {
  readonly text: ShelvedText
}

function Shelved({ text: { path, text, at }, onRestore }: ShelvedProps) {
  const { code, step: say } = useWords()
  const when = new Date(at).toLocaleString(code, { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <li>
      <code>{path}</code>
      <time dateTime={new Date(at).toISOString()}>{when}</time>
      <Button
        look="outlined"
        aria-label={say.takeText(path, when)}
        onClick={() => {
          onRestore(path, text)
        }}
      >
        {say.takeTextShort}
      </Button>
    </li>
  )
}
