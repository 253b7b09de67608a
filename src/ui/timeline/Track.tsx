import type { KeyboardEvent, PointerEvent, ReactNode } from 'react'
import { clockFace } from '../time/age.ts'
import { useWords } from '../words/words.ts'
import { type Place, timeAt, xOf } from './pieces.ts'
import { ticksIn } from './scope.ts'
import styles from './Track.module.css'

export interface TrackProps {
  readonly place: Place
  readonly start: number
  /** The moment that is looked at, and what is said of it. */
  readonly cursor: number
  readonly said: string
  readonly isPast: boolean
  readonly onTime: (at: number) => void
  readonly onKey: (key: string) => boolean
  readonly children: ReactNode
}

/** Simulated time from left to right, and the moment that is looked at: a slider. */
export function Track(props: TrackProps) {
  const { place, start, cursor, said, isPast, onTime, onKey, children } = props
  const { timeline: say } = useWords()
  const seconds = (ms: number) => Math.round(ms / 100) / 10
  const point = (event: PointerEvent<HTMLElement>) => {
    onTime(timeAt(place, event.clientX - event.currentTarget.getBoundingClientRect().left))
  }
  return (
    <div
      className={styles.track}
      role="slider"
      tabIndex={0}
      aria-label={say.slider}
      aria-valuemin={seconds(start)}
      aria-valuemax={seconds(place.now)}
      aria-valuenow={seconds(cursor)}
      aria-valuetext={said}
      onKeyDown={(event: KeyboardEvent) => {
        if (onKey(event.key)) event.preventDefault()
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        point(event)
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) point(event)
      }}
    >
      <div className={styles.axis}>
        {ticksIn(place.scope, place.width).map((at) => (
          <span key={at} className={styles.tick} style={{ left: xOf(place, at) }}>
            {clockFace(at)}
          </span>
        ))}
      </div>
      {children}
      <div className={styles.now} style={{ left: xOf(place, place.now) }} />
      {isPast && <div className={styles.cursor} style={{ left: xOf(place, cursor) }} />}
    </div>
  )
}
