import { useState } from 'react'
import { useWords } from '../words/words.ts'
import { announcementsBetween } from './announcements.ts'
import type { Diagram } from './diagram.ts'
import styles from './Spoken.module.css'

const SENTENCES = 4

/** Says what changes in the picture to those who do not see it. */
export function Spoken({ diagram }: { readonly diagram: Diagram }) {
  const { diagram: say } = useWords()
  const [told, setTold] = useState({ diagram, sentences: [] as readonly string[] })
  if (told.diagram !== diagram) {
    const sentences = announcementsBetween(told.diagram, diagram, say)
    setTold({
      diagram,
      sentences: [...told.sentences, ...sentences].slice(-SENTENCES),
    })
  }
  return (
    <div className={styles.spoken} role="log" aria-live="polite">
      {told.sentences.map((sentence, index) => (
        <p key={`${index}${sentence}`}>{sentence}</p>
      ))}
    </div>
  )
}
