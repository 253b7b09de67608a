import type { ReactNode } from 'react'
import type { Session } from '#session'
import { type Focus, FocusContext } from '../diagram/focus.ts'
import { OperatorContext } from '../diagram/operator.ts'
import { Stage } from '../diagram/Stage.tsx'
import type { EditorText } from '../editor/editor-text.ts'
import { NowContext, useNow } from '../time/now.ts'
import type { Moment } from './moments.ts'
import { useDiagram } from './useDiagram.ts'
import { useOperator } from './useOperator.ts'

interface LiveStageProps {
  readonly session: Session
  readonly editor: EditorText
  readonly speed: number
  readonly focus: Focus
  /** The moment that is looked at, if it is not now. */
  readonly past: Moment | undefined
  readonly controls: ReactNode
  readonly onCreate: () => void
}

/** The stage of a session. */
export function LiveStage({ session, editor, focus, past, ...rest }: LiveStageProps) {
  const now = useNow()
  return (
    <NowContext value={past?.at ?? now}>
      <FocusContext value={focus}>
        <OperatorContext value={useOperator(session)}>
          <Stage diagram={useDiagram(session, editor, past?.seq)} {...rest} />
        </OperatorContext>
      </FocusContext>
    </NowContext>
  )
}
