import { useMemo, useState } from 'react'
import type { Seq } from '#engine'
import type { Session } from '#session'
import { diagramOf } from '../diagram/diagram-of.ts'
import type { Diagram } from '../diagram/diagram.ts'
import { draftOf, nextDraft } from '../diagram/draft.ts'
import type { EditorText } from '../editor/editor-text.ts'
import { useEditorText } from '../editor/useEditorText.ts'
import { useWorld } from './useWorld.ts'

/** The picture of a session, now or in the past, beside what the text in the editor asks for. */
export function useDiagram(session: Session, editor: EditorText, past?: Seq): Diagram {
  const now = useWorld(session)
  const then = useMemo(() => (past === undefined ? undefined : session.at(past)), [session, past])
  const world = then ?? now
  const text = useEditorText(editor)
  const [read, setRead] = useState(() => ({ text, draft: draftOf(text) }))
  if (read.text !== text) setRead({ text, draft: nextDraft(read.draft, text) })
  return useMemo(() => diagramOf(world, read.draft), [world, read.draft])
}
