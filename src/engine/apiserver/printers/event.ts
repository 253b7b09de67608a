import type { Event } from '../../api/generated/types.ts'
import { columns, type Printer, since } from './printer.ts'

const shown = columns('Last Seen, Type, Reason, Object, Message')
const wide = columns('', 'Subobject, Source, First Seen, Count, Name')

/** The columns stand in the order of the real table, in which wide ones are between the others. */
const order = [
  ...['Last Seen', 'Type', 'Reason', 'Object', 'Subobject', 'Source', 'Message'],
  ...['First Seen', 'Count', 'Name'],
]

export const eventPrinter: Printer<Event> = {
  columns: order.flatMap((name) => [...shown, ...wide].filter((it) => it.name === name)),
  cells: (event, now) => {
    const first = since(event.firstTimestamp ?? event.eventTime, now)
    const { series, involvedObject, count = 0 } = event
    const last = event.lastTimestamp ?? undefined
    const seen = series?.lastObservedTime ?? last
    const { name = '', kind = '', fieldPath = '' } = involvedObject
    return [
      seen === undefined ? first : since(seen, now),
      event.type ?? '',
      event.reason ?? '',
      name === '' ? kind.toLowerCase() : `${kind.toLowerCase()}/${name}`,
      fieldPath,
      sourceOf(event),
      (event.message ?? '').trim(),
      first,
      series?.count ?? (count === 0 ? 1 : count),
      event.metadata.name,
    ]
  },
}

function sourceOf({ source, reportingComponent, reportingInstance }: Event): string {
  const component = source.component ?? reportingComponent
  const host = source.host ?? reportingInstance
  return host === '' ? component : `${component}, ${host}`
}
