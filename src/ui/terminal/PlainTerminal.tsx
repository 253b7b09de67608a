import { useEffect, useRef, useState } from 'react'
import { useWords } from '../words/words.ts'
import styles from './PlainTerminal.module.css'
import { plainScreen } from './plain-screen.ts'
import type { Screen } from './screen.ts'

/** The terminal's text alone. */
export function PlainTerminal({ screen }: { readonly screen: Screen }) {
  const { terminal: say } = useWords()
  const [output, setOutput] = useState('')
  const end = useRef<HTMLPreElement>(null)
  useEffect(
    () =>
      screen.onScreen((text) => {
        setOutput((before) => before + text)
      }),
    [screen],
  )
  useEffect(() => {
    end.current?.scrollTo({ top: end.current.scrollHeight })
  }, [output])
  return (
    <pre className={styles.output} ref={end} role="log" aria-label={say.label} tabIndex={0}>
      {plainScreen(output).join('\n')}
    </pre>
  )
}
