import { useMemo } from 'react'
import { Button } from '../frame/Button.tsx'
import { useWords } from '../words/words.ts'
import styles from './EditorPane.module.css'
import type { EditorText } from './editor-text.ts'
import { GrowingEditor } from './GrowingEditor.tsx'
import { Problems } from './Problems.tsx'
import { type Check, marksOf } from './useDiagnostics.ts'
import { useEditorText } from './useEditorText.ts'

export interface EditorPaneProps {
  readonly editor: EditorText
  /** The path of what is shown, one of `files`. */
  readonly file: string
  readonly files: readonly string[]
  readonly onFile: (path: string) => void
  /** What the editor opens with at first. */
  readonly original: string
  readonly check: Check
  readonly applyCommand: string
  readonly onApply: () => void
  /** Applying was refused just now, because the terminal is in a container. */
  readonly isRefused: boolean
}

/** As many names as there is room for beside the buttons. */
const FEW = 2

/** The file, what is wrong with it, and the way to the cluster. */
export function EditorPane(props: EditorPaneProps) {
  const { editor, file, files, original, check, applyCommand, onApply, isRefused } = props
  const { editor: say, terminal } = useWords()
  const text = useEditorText(editor)
  const marks = useMemo(() => marksOf(check), [check])
  return (
    <div className={styles.pane}>
      <div className={styles.bar} data-many-files={files.length > FEW ? '' : undefined}>
        <FileNames {...props} />
        <Button
          icon="undo"
          title={say.undo}
          disabled={!editor.canUndo}
          onClick={() => {
            editor.undo()
          }}
        />
        <Button
          icon="redo"
          title={say.redo}
          disabled={!editor.canRedo}
          onClick={() => {
            editor.redo()
          }}
        />
        <Button
          icon="reset"
          title={say.restore}
          disabled={text === original}
          onClick={() => {
            editor.replace(original)
          }}
        />
        <Button look="main" icon="apply" title={say.applyTitle(applyCommand)} onClick={onApply}>
          {say.apply}
        </Button>
      </div>
      <GrowingEditor
        key={file}
        editor={editor}
        label={say.label(file)}
        diagnostics={marks}
        onApply={onApply}
      />
      <Problems check={check} />
      <p role="status" className={styles.notice}>
        {isRefused ? terminal.busy : editor.isKept ? '' : say.unsaved}
      </p>
    </div>
  )
}

/** The name of the only file; or a tab for each. */
function FileNames({ file, files, onFile }: EditorPaneProps) {
  const { editor: say } = useWords()
  if (files.length === 1) return <h2 className={styles.file}>{file}</h2>
  return (
    <div className={styles.files} role="group" aria-label={say.files}>
      {files.map((name) => (
        <button
          key={name}
          type="button"
          className={styles.name}
          aria-pressed={name === file}
          title={name}
          onClick={() => {
            onFile(name)
          }}
        >
          {name}
        </button>
      ))}
    </div>
  )
}
