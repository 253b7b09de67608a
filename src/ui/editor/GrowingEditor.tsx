import { useEffect, useRef, useState } from 'react'
import { watchColours } from '../theme/theme.ts'
import { useWords } from '../words/words.ts'
import styles from './GrowingEditor.module.css'
import { LightEditor, type LightEditorProps } from './LightEditor.tsx'
import type { Cursor, RichHandle } from './monaco.ts'
import { loadRichEditor } from './load-rich-editor.ts'
import { useEditorText } from './useEditorText.ts'
import { useRichEditor } from './useRichEditor.ts'

/** The reader has stopped typing: nobody loses a letter to the change of editors. */
const QUIET_MS = 800

/** The light editor, which grows into the large one when that has been loaded. */
export function GrowingEditor(props: LightEditorProps) {
  const { editor, diagnostics } = props
  const text = useEditorText(editor)
  const light = useRef<HTMLDivElement>(null)
  const [host, setHost] = useState<HTMLDivElement | null>(null)
  const rich = useRich(host, props)
  const isShown = useHandOver(rich, light, text)

  useEffect(() => rich?.setText(text), [rich, text])
  useEffect(() => rich?.setDiagnostics(diagnostics), [rich, diagnostics])
  useEffect(() => (rich === undefined ? undefined : watchColours(rich.wearTheme)), [rich])

  const wantsRich = useRichEditor()
  return (
    <>
      {!isShown && (
        <div className={styles.light} ref={light}>
          <LightEditor {...props} />
        </div>
      )}
      {wantsRich && <div className={styles.rich} data-shown={isShown} ref={setHost} />}
    </>
  )
}

/** Loads and opens Monaco once there is a place for it; without it the light editor stays. */
function useRich(host: HTMLElement | null, props: LightEditorProps): RichHandle | undefined {
  const { code } = useWords()
  const { editor, label } = props
  const [rich, setRich] = useState<RichHandle>()
  const apply = useRef(props.onApply)
  useEffect(() => {
    apply.current = props.onApply
  })
  useEffect(() => {
    if (host === null) return undefined
    let handle: RichHandle | undefined
    let isGone = false
    void loadRichEditor(code).then((module) => {
      if (isGone || module === undefined) return
      handle = module.openRichEditor(host, {
        text: editor.read(),
        label,
        onEdit: (text) => {
          editor.edit(text, performance.now())
        },
        onApply: () => {
          apply.current()
        },
      })
      setRich(handle)
    })
    return () => {
      isGone = true
      handle?.dispose()
      setRich(undefined)
    }
  }, [host, editor, label, code])
  return rich
}

interface HandOver {
  readonly rich: RichHandle
  readonly cursor: Cursor
}

/** Once nothing has been typed for a moment, Monaco is shown, and the cursor goes over to it. */
function useHandOver(
  rich: RichHandle | undefined,
  light: { readonly current: HTMLElement | null },
  text: string,
): boolean {
  const [over, setOver] = useState<HandOver>()
  const isOver = rich !== undefined && over?.rich === rich
  useEffect(() => {
    if (rich === undefined || isOver) return undefined
    const timer = setTimeout(() => {
      setOver({ rich, cursor: cursorIn(light.current) })
    }, QUIET_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [rich, isOver, light, text])
  useEffect(() => over?.rich.takeCursor(over.cursor), [over])
  return isOver
}

function cursorIn(light: HTMLElement | null): Cursor {
  const area = light?.querySelector('textarea')
  return {
    from: area?.selectionStart ?? 0,
    to: area?.selectionEnd ?? 0,
    hasFocus: area !== undefined && area !== null && document.activeElement === area,
    scrollTop: area?.parentElement?.scrollTop ?? 0,
  }
}
