import type { Goal, GoalState, Lesson, Step, StepWords } from '#lesson'
import { Icon } from '../frame/Icon.tsx'
import { useWords } from '../words/words.ts'
import styles from './Goals.module.css'
import {
  expectationInWords,
  type Goals as GoalStates,
  stateOf,
  wrongAnswersSeen,
} from './goal-states.ts'

interface GoalsProps {
  readonly lesson: Lesson
  readonly step: Step
  readonly words: StepWords
  readonly states: GoalStates
}

/** What the cluster itself has to confirm, and why it does not yet. */
export function Goals({ lesson, step, words, states }: GoalsProps) {
  const { step: say } = useWords()
  return (
    <section aria-label={say.goals}>
      <ul className={styles.goals}>
        {step.goals.map((goal) => {
          const state = stateOf(states, step, goal.id)
          const isMet = state?.isMet === true
          return (
            <li key={goal.id} className={styles.goal} data-met={isMet}>
              <span className={styles.box} role="img" aria-label={isMet ? say.met : say.open}>
                {isMet && <Icon name="check" />}
              </span>
              <div className={styles.words}>
                <span dangerouslySetInnerHTML={{ __html: words.goals[goal.id] ?? goal.id }} />
                {state?.isMet === false && (
                  <Reason
                    goal={goal}
                    state={state}
                    replies={[
                      words.missing[goal.id],
                      ...wrongAnswersSeen(goal.id, { lesson, step, goals: states }).map(
                        (id) => words.wrong[id],
                      ),
                    ].filter((reply) => reply !== undefined)}
                  />
                )}
              </div>
            </li>
          )
        })}
      </ul>
      <p className={styles.spoken} role="status">
        {step.goals
          .filter(({ id }) => stateOf(states, step, id)?.isMet === true)
          .map(({ id }) => `${say.met}: ${textOf(words.goals[id] ?? id)}`)
          .join(' ')}
      </p>
    </section>
  )
}

interface ReasonProps {
  readonly goal: Goal
  readonly state: GoalState
  /** What the lesson has to say of it. */
  readonly replies: readonly string[]
}

/** What is missing; and what was asked, what should have come out, and what did. */
function Reason({ goal, state, replies }: ReasonProps) {
  const { step: say } = useWords()
  const expected = expectationInWords(goal.expect, say)
  return (
    <details className={styles.reason}>
      <summary>{say.whyNot}</summary>
      {replies.map((html) => (
        <p key={html} className={styles.reply} dangerouslySetInnerHTML={{ __html: html }} />
      ))}
      <dl>
        <dt>{say.asked}</dt>
        <dd>
          <code>{goal.run}</code>
        </dd>
        <dt>{expected.words}</dt>
        {expected.code !== undefined && (
          <dd>
            <code>{expected.code}</code>
          </dd>
        )}
        <dt>{state.saw === '' ? say.sawNothing : say.saw}</dt>
        {state.saw !== '' && (
          <dd>
            <code>{state.saw}</code>
          </dd>
        )}
      </dl>
    </details>
  )
}

function textOf(html: string): string {
  return html.replaceAll(/<[^>]*>/g, '')
}
