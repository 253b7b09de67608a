import type { Lesson } from '#lesson'
import { isSameCommand, type Moment } from '../learner/moments.ts'
import type { LookingBack } from '../learner/useLookingBack.ts'
import { clockFace } from '../time/age.ts'
import { useWords, type Words } from '../words/words.ts'
import { Icon } from '../frame/Icon.tsx'
import styles from './Review.module.css'

interface ReviewProps {
  readonly lesson: Lesson
  readonly back: LookingBack
}

/** The learner's own way beside a short one; each of its moments can be looked at. */
export function Review({ lesson, back }: ReviewProps) {
  const { step: say } = useWords()
  const moments = back.moments()
  const short = lesson.steps.flatMap(({ solution }) =>
    solution.flatMap((act) => (act.do === 'type' ? [act.command] : [])),
  )
  const last = moments.at(-1)
  if (last === undefined) return null
  return (
    <section className={styles.review} aria-labelledby="review">
      <h3 id="review" className={styles.title}>
        {say.review}
      </h3>
      <p>{say.reviewIntro}</p>
      <h4 className={styles.label}>{say.yourWay(moments.length, clockFace(last.at))}</h4>
      <ol className={styles.way}>
        {moments.map((moment) => (
          <li key={`${moment.seq} ${moment.at}`}>
            <Looked moment={moment} back={back} short={short} />
          </li>
        ))}
      </ol>
      <h4 className={styles.label}>{say.shortWay(short.length)}</h4>
      <ol className={styles.way}>
        {short.map((command, nth) => (
          <li key={nth} className={styles.command}>
            <code>{command}</code>
          </li>
        ))}
      </ol>
    </section>
  )
}

interface LookedProps {
  readonly moment: Moment
  readonly back: LookingBack
  readonly short: readonly string[]
}

function Looked({ moment, back, short }: LookedProps) {
  const words = useWords()
  const { step: say } = words
  const isLookedAt = back.moment?.seq === moment.seq
  const isShort = moment.kind === 'line' && short.some((it) => isSameCommand(it, moment.text))
  return (
    <button
      type="button"
      className={styles.moment}
      aria-pressed={isLookedAt}
      title={say.lookAt(clockFace(moment.at))}
      onClick={() => {
        if (isLookedAt) back.toNow()
        else back.look(moment)
      }}
    >
      <time className={styles.time}>{clockFace(moment.at)}</time>
      <code className={styles.typed}>{textOf(moment, words)}</code>
      {isShort && (
        <span className={styles.short} role="img" aria-label={say.alsoShort} title={say.alsoShort}>
          <Icon name="check" />
        </span>
      )}
    </button>
  )
}

function textOf(moment: Moment, { diagram: say }: Words): string {
  if (moment.kind === 'line') return moment.isInside ? `> ${moment.text}` : moment.text
  const acts = {
    add: say.addNode,
    'cut off': say.cutOff,
    reconnect: say.reconnect,
    'shut down': say.shutDown,
    'kill container': say.kill,
  }
  return `${acts[moment.act]}: ${moment.node}`
}
