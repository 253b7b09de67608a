import { type KeyboardEvent, useId, useMemo } from 'react'
import { useWords } from '../words/words.ts'
import type { Diagnostic } from '#manifest'
import { rangeIn } from './range-in.ts'
import type { EditorText } from './editor-text.ts'
import { highlightYaml, type Token } from './highlight.ts'
import { keyOf } from './keys.ts'
import styles from './LightEditor.module.css'
import { isLongText } from './long-text.ts'
import { useEditorText } from './useEditorText.ts'

export interface LightEditorProps {
  readonly editor: EditorText
  readonly label: string
  readonly diagnostics: readonly Diagnostic[]
  readonly onApply: () => void
}

/**
 * An editor that is there with the page and stays where there is only touch: a text area, with the
 * coloured text, line numbers and marks below its clear letters.
 */
export function LightEditor({ editor, label, diagnostics, onApply }: LightEditorProps) {
  const { editor: say } = useWords()
  const hint = useId()
  const text = useEditorText(editor)
  const isPlain = isLongText(text)
  const lines = useMemo(() => (isPlain ? [] : highlightYaml(text)), [isPlain, text])
  return (
    <div className={styles.editor}>
      <pre className={styles.lines} aria-hidden="true">
        {lines.map((tokens, index) => (
          <Line
            key={index}
            tokens={tokens}
            diagnostics={diagnostics.filter(
              (it) => it.line <= index + 1 && index + 1 <= it.endLine,
            )}
            number={index + 1}
          />
        ))}
      </pre>
      <textarea
        className={styles.text}
        data-plain={isPlain}
        aria-label={label}
        aria-describedby={hint}
        aria-invalid={diagnostics.some((it) => it.severity === 'error')}
        value={text}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        autoCorrect="off"
        wrap="off"
        onChange={(event) => {
          editor.edit(event.target.value, event.timeStamp)
        }}
        onBlur={(event) => {
          delete event.target.dataset.leaving
        }}
        onKeyDown={(event) => {
          onKey(event, editor, onApply)
        }}
      />
      <p id={hint} className={styles.hint}>
        {say.tabHint}
      </p>
    </div>
  )
}

interface LineProps {
  readonly tokens: readonly Token[]
  readonly diagnostics: readonly Diagnostic[]
  readonly number: number
}

function Line({ tokens, diagnostics, number }: LineProps) {
  const text = tokens.map((token) => token.text).join('')
  const worst = diagnostics.some((it) => it.severity === 'error')
    ? 'error'
    : diagnostics[0]?.severity
  return (
    <span className={styles.line} data-severity={worst}>
      <span className={styles.number}>{number}</span>
      {diagnostics.map((diagnostic) => {
        const range = rangeIn(diagnostic, number, text.length)
        if (range === undefined) return null
        return (
          <span key={diagnostic.message} className={styles.marks}>
            {text.slice(0, range[0])}
            <mark className={styles.mark} data-severity={diagnostic.severity}>
              {text.slice(...range) || ' '}
            </mark>
          </span>
        )
      })}
      {tokens.map((token, index) => (
        <span key={index} data-kind={token.kind}>
          {token.text}
        </span>
      ))}
      {'\n'}
    </span>
  )
}

/** Keys with a meaning of their own here; all others are the text area's. */
function onKey(
  event: KeyboardEvent<HTMLTextAreaElement>,
  editor: EditorText,
  onApply: () => void,
): void {
  const area = event.currentTarget
  if (event.nativeEvent.isComposing) return
  if (event.key !== 'Tab') delete area.dataset.leaving
  const key = keyOf(event, area)
  if (key === undefined) return
  event.preventDefault()
  switch (key.do) {
    case 'apply':
      onApply()
      break
    case 'undo':
      editor.undo()
      break
    case 'redo':
      editor.redo()
      break
    case 'leave':
      area.dataset.leaving = 'true'
      break
    case 'write':
      area.setSelectionRange(key.from, key.to)
      area.setRangeText(key.text, key.from, key.to, 'end')
      area.setSelectionRange(...key.select)
      editor.edit(area.value, event.timeStamp)
      break
  }
}
