import { type ReactNode, useState } from 'react'
import type { Lesson, LessonWords } from '#lesson'
import { EditorPane } from './editor/EditorPane.tsx'
import { useEditorText } from './editor/useEditorText.ts'
import { Frame, type Zone } from './frame/Frame.tsx'
import { Loading } from './frame/Loading.tsx'
import { originalOf, solutionOf, useLessonText, useSaving } from './learner/useFile.ts'
import { useGoals } from './learner/useGoals.ts'
import { useLearner } from './learner/useLearner.ts'
import { useSeconds } from './learner/useSeconds.ts'
import { LessonPane } from './lesson/LessonPane.tsx'
import { useProgress } from './lesson/progress.ts'
import { TerminalPane } from './terminal/TerminalPane.tsx'
import { NowContext } from './time/now.ts'
import { TimeControls } from './time/TimeControls.tsx'
import { useTime } from './time/useTime.ts'

interface WorkbenchProps {
  readonly lesson: Lesson
  readonly words: LessonWords
  readonly header: ReactNode
}

/** A lesson to read, a cluster to look at, a manifest and a terminal to work with. */
export function Workbench({ lesson, words, header }: WorkbenchProps) {
  const [zone, show] = useState<Zone>('lesson')
  const editor = useLessonText(lesson)
  const text = useEditorText(editor)
  const handle = useProgress(lesson.id)
  const { learner, failure, restart } = useLearner(lesson, editor)
  const session = learner?.session
  const time = useTime(session)
  const save = useSaving(session, lesson.opens, editor)
  const step = lesson.steps.find((it) => it.id === handle.progress.step) ?? lesson.steps[0]
  const met = useGoals(session, step)
  const now = useSeconds(session)

  const run = (command: string) => {
    if (session === undefined) return
    save()
    const clear = session.prompt.draft === '' ? '' : KILL_LINE
    session.type(`${clear}${command}\r`)
    show('terminal')
  }
  const apply = `kubectl apply -f ./${lesson.opens}`
  const create = `kubectl create -f ./${lesson.opens}`
  const controls = <TimeControls time={time} onStep={() => session?.step()} onReset={restart} />
  return (
    <NowContext value={now}>
      <Frame
        header={header}
        zone={zone}
        onZone={show}
        zones={{
          lesson: (
            <LessonPane
              lesson={lesson}
              words={words}
              handle={handle}
              met={met}
              file={{ path: lesson.opens, text, solution: solutionOf(lesson) }}
              onRun={run}
              onRestore={(it) => {
                editor.replace(it)
              }}
            />
          ),
          stage:
            learner === undefined ? (
              <Loading failure={failure} onRetry={restart} />
            ) : (
              <learner.engine.LiveStage
                key={lesson.id}
                session={learner.session}
                editor={editor}
                speed={time.speed}
                controls={controls}
                onCreate={() => {
                  run(create)
                }}
              />
            ),
          editor: (
            <EditorPane
              editor={editor}
              file={lesson.opens}
              original={originalOf(lesson)}
              diagnostics={undefined}
              applyCommand={apply}
              onApply={() => {
                run(apply)
              }}
            />
          ),
          terminal: <TerminalPane screen={session} onKeys={save} />,
        }}
        strip={learner && <learner.engine.LiveStrip session={learner.session} editor={editor} />}
      />
    </NowContext>
  )
}

/** Ctrl-U: what stands on the prompt unfinished makes way for a command. */
const KILL_LINE = '\x15'
