import type { ReactNode } from 'react'
import type { Session } from '#session'
import { type Focus, FocusContext } from '../diagram/focus.ts'
import { OperatorContext } from '../diagram/operator.ts'
import { Stage } from '../diagram/Stage.tsx'
import type { EditorText } from '../editor/editor-text.ts'
import { NowContext, useNow } from '../time/now.ts'
import { LazyTimeline } from './LazyTimeline.tsx'
import { useDiagram } from './useDiagram.ts'
import type { LookingBack } from './useLookingBack.ts'
import { useOperator } from './useOperator.ts'

interface LiveStageProps {
  readonly session: Session
  readonly editor: EditorText
  readonly speed: number
  readonly focus: Focus
  readonly back: LookingBack
  readonly controls: ReactNode
  readonly onCreate: () => void
}

/** A step draws the eye to what is now, and not again to every moment that is looked at. */
const NO_FOCUS: Focus = { step: '', parts: [] }

/** The stage of a session. */
export function LiveStage({ session, editor, focus, back, ...rest }: LiveStageProps) {
  const now = useNow()
  const { moment: past, look, toNow } = back
  const diagram = useDiagram(session, editor, past?.seq)
  return (
    <NowContext value={past?.at ?? now}>
      <FocusContext value={past === undefined ? focus : NO_FOCUS}>
        <OperatorContext value={useOperator(session)}>
          <Stage
            diagram={diagram}
            below={(about) => (
              <LazyTimeline
                {...{ session, past, ...about }}
                speed={rest.speed}
                hasPod={diagram.capsules.some(({ presence }) => presence !== 'wanted')}
                onLook={look}
                onNow={toNow}
              />
            )}
            {...rest}
          />
        </OperatorContext>
      </FocusContext>
    </NowContext>
  )
}
