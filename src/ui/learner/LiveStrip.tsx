import type { Session } from '#session'
import { PodStrip } from '../diagram/PodStrip.tsx'
import type { EditorText } from '../editor/editor-text.ts'
import { useDiagram } from './useDiagram.ts'

interface LiveStripProps {
  readonly session: Session
  readonly editor: EditorText
}

/** The Pods of a session at a glance. */
export function LiveStrip({ session, editor }: LiveStripProps) {
  return <PodStrip diagram={useDiagram(session, editor)} />
}
