import { useMemo, useState } from 'react'
import { useSize } from '../diagram/useSize.ts'
import { useWords } from '../words/words.ts'
import { momentInWords } from './describe-event.ts'
import { LaneNames, Lanes } from './Lanes.tsx'
import type { Instant, PodLanes } from './lanes.ts'
import { momentAt, momentFor } from './moment.ts'
import { NoTimeline } from './NoTimeline.tsx'
import { StopList } from './StopList.tsx'
import { around, stopsOf } from './stops.ts'
import styles from './Timeline.module.css'
import { isGone } from './timeline.ts'
import { TimelineHead } from './TimelineHead.tsx'
import { Track } from './Track.tsx'
import { useScope } from './useScope.ts'

export interface TimelineProps {
  readonly pods: readonly PodLanes[]
  /** Simulated time as it is now. */
  readonly now: number
  readonly speed: number
  /** The moment that is looked at; absent: now. */
  readonly past: Instant | undefined
  /** The part of the diagram that is chosen. */
  readonly selected: string | undefined
  readonly isText: boolean
  /** The last thing that had happened at a time, where that is still known. */
  readonly seqAt: (at: number) => number | undefined
  readonly onLook: (when: Instant) => void
  readonly onNow: () => void
}

/** What became of a Pod over simulated time; each of its moments can be looked at. */
export function Timeline(props: TimelineProps) {
  const { pods, selected } = props
  const [chosen, choose] = useState<{
    readonly key: string
    readonly selected: string | undefined
  }>()
  const key = chosen?.selected === selected ? chosen?.key : undefined
  const shown = podShown(pods, key, selected)
  if (shown === undefined) return <NoTimeline isOnTheWay={false} />
  return (
    <PodTimeline
      {...props}
      shown={shown}
      onPod={(it) => {
        choose({ key: it, selected })
      }}
    />
  )
}

/** The one that was asked for by name, or by its part in the diagram; else the newest. */
function podShown(
  pods: readonly PodLanes[],
  key: string | undefined,
  selected: string | undefined,
): PodLanes | undefined {
  const path = selected?.slice(selected.indexOf(':') + 1)
  return (
    pods.find((it) => it.key === key) ??
    pods.find((it) => path === it.key || path?.startsWith(`${it.key}/`) === true) ??
    pods.findLast((it) => !isGone(it)) ??
    pods.at(-1)
  )
}

interface PodTimelineProps extends TimelineProps {
  readonly shown: PodLanes
  readonly onPod: (key: string) => void
}

function PodTimeline({ shown, onPod, ...props }: PodTimelineProps) {
  const { pods, past, isText, speed, seqAt, onLook, onNow } = props
  const { timeline: say } = useWords()
  const stops = useMemo(() => stopsOf(shown), [shown])
  const now = Math.max(props.now, stops.at(-1)?.when.at ?? 0)
  const start = stops[0]?.when.at ?? now
  const cursor = past?.at ?? now
  const { scope, zoom, whole } = useScope({ start, now, cursor, speed })
  const [ref, size] = useSize()
  const width = size?.width ?? 0
  const place = { scope, width, now }
  const { before, after, latest } = around(stops, cursor)
  const isPast = past !== undefined
  const go = (moment: Instant | 'now') => {
    if (moment === 'now') onNow()
    else onLook(moment)
  }
  return (
    <section className={styles.timeline} aria-label={say.label}>
      <TimelineHead
        {...{ pods, shown, latest, isPast, onPod }}
        before={isPast ? before?.when : stops.at(-1)?.when}
        after={isPast ? (after?.when ?? 'now') : undefined}
        onGo={go}
        onZoom={zoom}
        onWhole={whole}
      />
      {isText ? (
        <StopList stops={stops} past={past} onLook={onLook} />
      ) : (
        <div className={styles.body}>
          <LaneNames lanes={shown} />
          <div className={styles.lanes} ref={ref}>
            {width > 0 && (
              <Track
                {...{ place, start, cursor, isPast }}
                said={momentInWords(isPast ? cursor : undefined, latest, say)}
                onTime={(at) => {
                  go(momentAt(at, { stops, place, seqAt }))
                }}
                onKey={(key) => {
                  const moment = momentFor(key, { stops, past })
                  if (moment !== undefined) go(moment)
                  return moment !== undefined
                }}
              >
                <Lanes lanes={shown} place={place} />
              </Track>
            )}
          </div>
          <StopList stops={stops} past={past} />
        </div>
      )}
    </section>
  )
}
