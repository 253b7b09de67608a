import { useId, useState } from 'react'
import type { Prediction, StepWords } from '#lesson'
import { useWords } from '../words/words.ts'
import styles from './PredictionBox.module.css'
import type { ProgressHandle } from './progress.ts'

interface PredictionBoxProps {
  readonly prediction: Prediction
  readonly words: NonNullable<StepWords['prediction']>
  readonly handle: ProgressHandle
}

/** A question before the experiment. Every answer has a reply, and another may be tried. */
export function PredictionBox({ prediction, words, handle }: PredictionBoxProps) {
  const { step: say } = useWords()
  const name = useId()
  const [chosen, choose] = useState(handle.progress.predictions[prediction.id])
  const reply = chosen === undefined ? undefined : words.options[chosen]?.replyHtml
  const isRight = prediction.options.find((option) => option.id === chosen)?.isRight === true

  const answer = (option: string) => {
    choose(option)
    handle.change((before) => ({
      ...before,
      predictions: { [prediction.id]: option, ...before.predictions },
    }))
  }

  return (
    <fieldset className={styles.box}>
      <legend className={styles.label}>{say.prediction}</legend>
      <p className={styles.question} dangerouslySetInnerHTML={{ __html: words.questionHtml }} />
      {prediction.options.map(({ id }) => (
        <label key={id} className={styles.option} data-chosen={id === chosen}>
          <input
            type="radio"
            name={name}
            checked={id === chosen}
            onChange={() => {
              answer(id)
            }}
          />
          <span dangerouslySetInnerHTML={{ __html: words.options[id]?.html ?? '' }} />
        </label>
      ))}
      <div aria-live="polite" className={styles.reply} data-right={isRight}>
        {reply !== undefined && <div dangerouslySetInnerHTML={{ __html: reply }} />}
      </div>
    </fieldset>
  )
}
