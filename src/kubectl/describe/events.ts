import type { Event, Run } from '#engine'
import { isList, type KubeObject } from '../api/objects.ts'
import { asKind } from '../api/typed.ts'
import type { Cli } from '../cli.ts'
import { StatusError } from '../failure.ts'
import { ageOf } from '../printers/duration.ts'
import type { DescribeWriter } from './writer.ts'

/** Whose events are wanted; an empty kind matches any. */
export interface EventSubject {
  readonly kind: string
  readonly name: string
  readonly namespace: string
  readonly uid: string
}

/** The events about an object; none when they may not be asked for. */
export function* eventsAbout(cli: Cli, subject: EventSubject): Run<readonly Event[]> {
  const { kind, name, namespace, uid } = subject
  const fields = [
    ...(kind === '' ? [] : [`involvedObject.kind=${kind}`]),
    `involvedObject.name=${name}`,
    `involvedObject.namespace=${namespace}`,
    ...(uid === '' ? [] : [`involvedObject.uid=${uid}`]),
  ]
  const place = namespace === '' ? '' : `/namespaces/${namespace}`
  try {
    const list = yield* cli.api.get(`/api/v1${place}/events`, [
      ['fieldSelector', fields.join(',')],
      ['limit', '500'],
    ])
    return isList(list) ? list.items.map(asEvent) : []
  } catch (error) {
    if (error instanceof StatusError) return []
    throw error
  }
}

export function asEvent(object: KubeObject): Event {
  return asKind(object, 'Event')
}

export function describeEvents(
  writer: DescribeWriter,
  events: readonly Event[],
  now: number,
): void {
  if (events.length === 0) {
    writer.line(0, 'Events:', '<none>')
    return
  }
  writer.flush()
  writer.line(0, 'Events:')
  writer.line(1, 'Type', 'Reason', 'Age', 'From', 'Message')
  writer.line(1, '----', '------', '----', '----', '-------')
  for (const event of inOrder(events)) {
    const { type = '', reason = '', source, reportingComponent } = event
    const from = (source.component ?? '') === '' ? reportingComponent : (source.component ?? '')
    writer.line(1, type, reason, intervalOf(event, now), from, messageOf(event))
  }
}

function inOrder(events: readonly Event[]): readonly Event[] {
  const timeOf = ({ lastTimestamp }: Event) => lastTimestamp ?? ''
  return [...events].sort((left, right) =>
    timeOf(left) < timeOf(right) ? -1 : timeOf(left) > timeOf(right) ? 1 : 0,
  )
}

/** `5s`, or `5s (x3 over 1m)`. */
export function intervalOf(event: Event, now: number): string {
  const first = ageOf(event.eventTime ?? event.firstTimestamp, now)
  const { series, count = 1, lastTimestamp } = event
  if (series !== undefined)
    return `${ageOf(series.lastObservedTime, now)} (x${series.count ?? 0} over ${first})`
  return count > 1 ? `${ageOf(lastTimestamp, now)} (x${count} over ${first})` : first
}

function messageOf({ message = '', involvedObject }: Event): string {
  const { fieldPath = '' } = involvedObject
  return fieldPath === '' ? message.trim() : `${fieldPath}: ${message.trim()}`
}
