import { Button } from '../frame/Button.tsx'
import { clockFace } from '../time/age.ts'
import { useWords } from '../words/words.ts'
import { stopInWords } from './describe-event.ts'
import type { Instant, PodLanes } from './lanes.ts'
import type { Stop } from './stops.ts'
import styles from './TimelineHead.module.css'

export interface TimelineHeadProps {
  readonly pods: readonly PodLanes[]
  readonly shown: PodLanes
  readonly onPod: (key: string) => void
  /** Where the arrows lead; absent: nowhere. */
  readonly before: Instant | undefined
  readonly after: Instant | 'now' | undefined
  /** What led to how things are at the moment that is looked at. */
  readonly latest: Stop | undefined
  readonly isPast: boolean
  readonly onGo: (moment: Instant | 'now') => void
  readonly onZoom: (by: 1 | -1) => void
  readonly onWhole: () => void
}

/** Whose time is shown, the way from event to event, and how much of it is in sight. */
export function TimelineHead(props: TimelineHeadProps) {
  const { before, after, latest, isPast, onGo, onZoom, onWhole } = props
  const { timeline: say } = useWords()
  return (
    <div className={styles.head}>
      <PodChoice {...props} />
      <Button
        icon="back"
        title={say.previous}
        disabled={before === undefined}
        onClick={() => {
          if (before !== undefined) onGo(before)
        }}
      />
      <Button
        icon="next"
        title={say.next}
        disabled={after === undefined}
        onClick={() => {
          if (after !== undefined) onGo(after)
        }}
      />
      <p className={styles.said} aria-live={isPast ? 'polite' : 'off'} data-past={isPast}>
        {latest !== undefined && (
          <>
            <time className={styles.time}>{clockFace(latest.when.at)}</time>
            <span title={stopInWords(latest, say)}>{stopInWords(latest, say)}</span>
          </>
        )}
      </p>
      <div className={styles.zoom}>
        <Button
          icon="minus"
          title={say.longer}
          onClick={() => {
            onZoom(1)
          }}
        />
        <Button
          icon="plus"
          title={say.shorter}
          onClick={() => {
            onZoom(-1)
          }}
        />
        <Button icon="fit" title={say.whole} onClick={onWhole} />
      </div>
    </div>
  )
}

function PodChoice({ pods, shown, onPod }: TimelineHeadProps) {
  const { timeline: say } = useWords()
  if (pods.length === 1) return <strong className={styles.name}>{shown.name}</strong>
  return (
    <select
      className={styles.choice}
      aria-label={say.pod}
      value={shown.key}
      onChange={(event) => {
        onPod(event.target.value)
      }}
    >
      {pods.map(({ key, name }) => (
        <option key={key} value={key}>
          {key.startsWith('default/') ? name : key}
        </option>
      ))}
    </select>
  )
}
