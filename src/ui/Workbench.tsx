import { type ReactNode, useMemo, useState } from 'react'
import type { Lesson } from '#lesson'
import { useDiagnostics } from './editor/useDiagnostics.ts'
import { useEditorText } from './editor/useEditorText.ts'
import { Frame } from './frame/Frame.tsx'
import { Guarded } from './frame/Guarded.tsx'
import { Loading } from './frame/Loading.tsx'
import { useLoaded } from './frame/useLoaded.ts'
import { usePageFault } from './frame/usePageFault.ts'
import type { Zone } from './frame/zones.ts'
import { useCommands } from './learner/useCommands.ts'
import { originalOf, solutionOf, useFiles, useSaving } from './learner/useFiles.ts'
import { useGoals } from './learner/useGoals.ts'
import { useLearner } from './learner/useLearner.ts'
import { useLookingBack } from './learner/useLookingBack.ts'
import { useSeconds } from './learner/useSeconds.ts'
import { useStartAgain } from './learner/useStartAgain.ts'
import { useStepStart } from './learner/useStepStart.ts'
import type { Reading } from './lesson/reading.ts'
import { useProgress } from './lesson/progress.ts'
import { NowContext } from './time/now.ts'
import { PastControls } from './time/PastControls.tsx'
import { TimeControls } from './time/TimeControls.tsx'
import { useTime } from './time/useTime.ts'

interface WorkbenchProps {
  readonly lesson: Lesson
  readonly header: ReactNode
  /** What stands beside the cluster to be read. */
  readonly pane: (reading: Reading) => ReactNode
}

const loadBench = () => import('./bench.ts')
const loadEngine = () => import('./learner/engine.ts')

/** A lesson to read, a cluster to look at, a manifest and a terminal to work with. */
export function Workbench({ lesson, header, pane }: WorkbenchProps) {
  const [zone, show] = useState<Zone>('lesson')
  const bench = useLoaded(loadBench)
  const engine = useLoaded(loadEngine)
  const files = useFiles(lesson)
  const { editor, editors, shown } = files
  const text = useEditorText(editor)
  const handle = useProgress(lesson.id)
  const learner = useLearner(engine.part, lesson, editors)
  const { session, restart } = learner
  const back = useLookingBack(session)
  // Time stands still while somebody looks back: nothing runs away from him.
  const time = useTime(back.moment === undefined ? session : undefined)
  const save = useSaving(session, editors)
  const step = lesson.steps.find((it) => it.id === handle.progress.step) ?? lesson.steps[0]
  const goals = useGoals(session, lesson, step)
  const start = useStepStart({ engine: engine.part, learner, lesson, step, goals, files })
  const again = useStartAgain({ lesson, learner, handle, editors })
  const check = useDiagnostics(engine.part?.diagnose, text)
  const fault = usePageFault()
  const focus = useMemo(() => ({ step: step?.id ?? '', parts: step?.focus ?? [] }), [step])
  const { run, runAtHome, isRefused } = useCommands(session, save)
  const runAndShow = (command: string) => {
    run(command)
    show('terminal')
  }
  const apply = `kubectl apply -f ./${shown}`
  const create = `kubectl create -f ./${shown}`
  const benchLoading = <Loading failure={bench.failure} onRetry={bench.retry} />
  return (
    <NowContext value={useSeconds(session)}>
      <Frame
        header={header}
        zone={zone}
        onZone={show}
        zones={{
          lesson: pane({
            handle,
            goals,
            start,
            again,
            back: {
              ...back,
              look: (moment) => {
                back.look(moment)
                show('stage')
              },
            },
            files: [...editors].map(([path, it]) => ({
              ...{ path, text: it.read() },
              solution: solutionOf(lesson, step, path),
            })),
            shelf: files.shelf,
            onRun: runAndShow,
            onRestore: (path, it) => {
              files.show(path)
              editors.get(path)?.replace(it)
            },
          }),
          stage:
            engine.part === undefined || session === undefined ? (
              <Loading failure={engine.failure} onRetry={engine.retry} />
            ) : (
              <Guarded fault={fault}>
                <engine.part.LiveStage
                  session={session}
                  editor={editor}
                  speed={time.speed}
                  focus={focus}
                  back={back}
                  controls={
                    back.moment === undefined ? (
                      <TimeControls time={time} onReset={restart} />
                    ) : (
                      <PastControls at={back.moment.at} onNow={back.toNow} />
                    )
                  }
                  onCreate={() => {
                    runAtHome(create)
                  }}
                />
              </Guarded>
            ),
          editor:
            bench.part === undefined ? (
              benchLoading
            ) : (
              <Guarded>
                <bench.part.EditorPane
                  editor={editor}
                  file={shown}
                  files={[...editors.keys()]}
                  onFile={files.show}
                  original={originalOf(lesson, shown)}
                  check={check}
                  applyCommand={apply}
                  isRefused={isRefused}
                  onApply={() => {
                    if (runAtHome(apply)) show('terminal')
                  }}
                />
              </Guarded>
            ),
          terminal:
            bench.part === undefined ? (
              benchLoading
            ) : (
              <Guarded>
                <bench.part.TerminalPane screen={session} onKeys={save} />
              </Guarded>
            ),
        }}
        strip={
          engine.part !== undefined &&
          session !== undefined && <engine.part.LiveStrip session={session} editor={editor} />
        }
      />
    </NowContext>
  )
}
