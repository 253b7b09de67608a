import { useState } from 'react'
import type { Step } from '#lesson'
import { useWords } from '../words/words.ts'
import { Explanation } from './Explanation.tsx'
import { Goals } from './Goals.tsx'
import { isStepMet } from './goal-states.ts'
import { Hints } from './Hints.tsx'
import type { LessonPaneProps } from './LessonPane.tsx'
import { PredictionBox } from './PredictionBox.tsx'
import { Prose } from './Prose.tsx'
import { Solution } from './Solution.tsx'
import { NotPrepared, ToStart } from './StepStart.tsx'
import styles from './StepText.module.css'

interface StepTextProps extends LessonPaneProps {
  readonly step: Step
}

/** One step: what to do, a prediction, the goals, help by degrees, and at last the explanation. */
export function StepText({ step, ...rest }: StepTextProps) {
  const { lesson, words, handle, goals, files, onRun } = rest
  const { step: say } = useWords()
  const text = words.steps[step.id]
  const isMet = isStepMet(step, goals)
  const [wasMet, setWasMet] = useState(isMet)
  if (wasMet === undefined && isMet !== undefined) setWasMet(isMet)
  const nth = lesson.steps.indexOf(step) + 1
  if (text === undefined) return null
  return (
    <article className={styles.step} aria-labelledby={`step-${step.id}`}>
      <header>
        <div className={styles.place}>
          <p className={styles.nth}>{say.nth(nth, lesson.steps.length)}</p>
          <ToStart start={rest.start} />
        </div>
        <h3 id={`step-${step.id}`} className={styles.title}>
          {text.title}
        </h3>
      </header>
      {isMet !== true && <NotPrepared start={rest.start} />}
      <Prose html={text.html} onRun={onRun} />
      {step.prediction !== undefined && text.prediction !== undefined && (
        <PredictionBox prediction={step.prediction} words={text.prediction} handle={handle} />
      )}
      <Goals lesson={lesson} step={step} words={text} states={goals} />
      {isMet === true && (
        <Explanation html={text.explanationHtml} isNews={wasMet === false} onRun={onRun} />
      )}
      {isMet !== true && (
        <Hints step={step.id} hints={text.hints} handle={handle}>
          <Solution
            commands={commandsOf(step)}
            files={files}
            onRun={onRun}
            onTake={rest.onRestore}
          />
        </Hints>
      )}
    </article>
  )
}

function commandsOf({ solution }: Step): readonly string[] {
  return solution.flatMap((act) => (act.do === 'type' ? [act.command] : []))
}
