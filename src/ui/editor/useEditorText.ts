import { useSyncExternalStore } from 'react'
import type { EditorText } from './editor-text.ts'

export function useEditorText(editor: EditorText): string {
  return useSyncExternalStore(editor.subscribe, editor.read)
}
