import type { HookName, Instant, Mark, PodLanes, Span, Stretch } from './lanes.ts'

/** Something that somebody who steps through a Pod's past should stop at. */
export type TimelineEvent =
  | Mark
  | { readonly kind: 'phase' | 'status'; readonly when: Instant; readonly word: string }
  | {
      readonly kind: 'state'
      readonly when: Instant
      readonly container: string
      readonly stretch: Stretch
    }
  | {
      readonly kind: 'ready'
      readonly when: Instant
      readonly container: string
      readonly isReady: boolean
    }
  | {
      readonly kind: 'hook'
      readonly when: Instant
      readonly container: string
      readonly hook: HookName
      readonly what: 'began' | 'ended' | 'failed'
    }

/** All that happened in one instant of simulated time. */
export interface Stop {
  /** After the last of it. */
  readonly when: Instant
  readonly events: readonly TimelineEvent[]
}

/** The moments at which something became different, in order; what says most of it comes first. */
export function stopsOf(lanes: PodLanes): readonly Stop[] {
  const events = [
    ...lanes.containers.flatMap(({ name, states, ready, hooks }): readonly TimelineEvent[] => [
      ...states.map(
        (stretch) => ({ kind: 'state', when: stretch.from, container: name, stretch }) as const,
      ),
      ...edgesOf(ready).map(
        ([when, isReady]) => ({ kind: 'ready', when, container: name, isReady }) as const,
      ),
      ...hooks.flatMap((span) =>
        edgesOf([span]).map(([when, isBegun]): TimelineEvent => {
          const what = isBegun ? 'began' : span.isFailed === true ? 'failed' : 'ended'
          return { kind: 'hook', when, container: name, hook: span.hook, what }
        }),
      ),
    ]),
    ...lanes.marks,
    ...lanes.phase.map(wordEvent('phase')),
    ...lanes.status.map(wordEvent('status')),
  ]
  return grouped(events.toSorted((one, other) => one.when.seq - other.when.seq))
}

/** The last stop before a time, the first one after it, and the one that led to how things are. */
export function around(
  stops: readonly Stop[],
  at: number,
): { readonly before?: Stop; readonly after?: Stop; readonly latest?: Stop } {
  const before = stops.findLast((stop) => stop.when.at < at)
  const after = stops.find((stop) => stop.when.at > at)
  const latest = stops.findLast((stop) => stop.when.at <= at)
  return {
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    ...(latest === undefined ? {} : { latest }),
  }
}

function wordEvent(kind: 'phase' | 'status') {
  return ({ from, word }: Stretch): TimelineEvent => ({ kind, when: from, word })
}

function edgesOf(spans: readonly Span[]): readonly (readonly [when: Instant, begins: boolean])[] {
  return spans.flatMap(({ from, to }) => [
    [from, true] as const,
    ...(to === undefined ? [] : [[to, false] as const]),
  ])
}

function grouped(events: readonly TimelineEvent[]): readonly Stop[] {
  const stops: { when: Instant; events: TimelineEvent[] }[] = []
  for (const event of events) {
    const last = stops.at(-1)
    if (last?.when.at === event.when.at) {
      last.when = event.when
      last.events.push(event)
    } else stops.push({ when: event.when, events: [event] })
  }
  return stops
}
