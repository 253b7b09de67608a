import { useState } from 'react'
import { Button } from '../frame/Button.tsx'
import { useWords } from '../words/words.ts'
import styles from './CommandLine.module.css'
import type { Screen } from './screen.ts'

/** A line to write commands in, for touch and for the time before there is a screen. */
export function CommandLine({ screen }: { readonly screen: Screen }) {
  const { terminal: say, step } = useWords()
  const [text, setText] = useState('')
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        screen.type(`${text}\r`)
        setText('')
      }}
    >
      <input
        className={styles.input}
        aria-label={say.command}
        placeholder={say.command}
        value={text}
        autoCapitalize="off"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="send"
        onChange={(event) => {
          setText(event.target.value)
        }}
      />
      <Button type="submit" icon="play">
        {step.runShort}
      </Button>
    </form>
  )
}
