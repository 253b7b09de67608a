import type { ReactNode } from 'react'
import type { Session } from '#session'
import { Stage } from '../diagram/Stage.tsx'
import type { EditorText } from '../editor/editor-text.ts'
import { useDiagram } from './useDiagram.ts'

interface LiveStageProps {
  readonly session: Session
  readonly editor: EditorText
  readonly speed: number
  readonly controls: ReactNode
  readonly onCreate: () => void
}

/** The stage of a session. */
export function LiveStage({ session, editor, ...rest }: LiveStageProps) {
  return <Stage diagram={useDiagram(session, editor)} {...rest} />
}
