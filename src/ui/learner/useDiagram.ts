import { useMemo, useState } from 'react'
import type { Session } from '#session'
import { diagramOf } from '../diagram/diagram-of.ts'
import type { Diagram } from '../diagram/diagram.ts'
import { draftOf, nextDraft } from '../diagram/draft.ts'
import type { EditorText } from '../editor/editor-text.ts'
import { useEditorText } from '../editor/useEditorText.ts'
import { useWorld } from './useWorld.ts'

/** The picture of a session, beside what the text in the editor asks for. */
export function useDiagram(session: Session, editor: EditorText): Diagram {
  const world = useWorld(session)
  const text = useEditorText(editor)
  const [read, setRead] = useState(() => ({ text, draft: draftOf(text) }))
  if (read.text !== text) setRead({ text, draft: nextDraft(read.draft, text) })
  return useMemo(() => diagramOf(world, read.draft), [world, read.draft])
}
