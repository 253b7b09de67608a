import type { ReactNode } from 'react'
import type { Session } from '#session'
import { type Focus, FocusContext } from '../diagram/focus.ts'
import { OperatorContext } from '../diagram/operator.ts'
import { Stage } from '../diagram/Stage.tsx'
import type { EditorText } from '../editor/editor-text.ts'
import { useDiagram } from './useDiagram.ts'
import { useOperator } from './useOperator.ts'

interface LiveStageProps {
  readonly session: Session
  readonly editor: EditorText
  readonly speed: number
  readonly focus: Focus
  readonly controls: ReactNode
  readonly onCreate: () => void
}

/** The stage of a session. */
export function LiveStage({ session, editor, focus, ...rest }: LiveStageProps) {
  return (
    <FocusContext value={focus}>
      <OperatorContext value={useOperator(session)}>
        <Stage diagram={useDiagram(session, editor)} {...rest} />
      </OperatorContext>
    </FocusContext>
  )
}
