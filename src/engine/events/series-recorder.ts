import type { ObjectReference } from '../api/generated/types.ts'
import { microTimeAt } from '../api/times.ts'
import type { Client } from '../apiserver/client.ts'
import type { Clock, Ms } from '../clock/clock.ts'
import { EventNames } from './event-names.ts'

export interface Happening {
  readonly object: ObjectReference
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  /** What was being done: Binding, Scheduling. */
  readonly action: string
  readonly message: string
}

interface Series {
  readonly name: string
  readonly namespace: string
  count: number
  lastAt: Ms
}

/** A series that nothing was added to for so long is over: the next of its kind is a new event. */
const SERIES_ENDS_AFTER_MS = 360_000

/**
 * Writes events in the newer manner (events.k8s.io): with one exact time; of one kind about one
 * object the first is written, the second makes it a series, further ones are only counted. See [E2].
 */
export class SeriesRecorder {
  readonly #clock: Clock
  readonly #client: Client
  readonly #epochMs: Ms
  readonly #controller: string
  readonly #names: EventNames
  readonly #series = new Map<string, Series>()

  constructor(
    { clock, client, epochMs }: { clock: Clock; client: Client; epochMs: Ms },
    controller: string,
  ) {
    this.#clock = clock
    this.#client = client
    this.#epochMs = epochMs
    this.#controller = controller
    this.#names = new EventNames(epochMs)
  }

  record(happening: Happening): void {
    const { object, type, reason, action } = happening
    const key = [object.namespace, object.name, object.uid, type, reason, action].join(' ')
    const known = this.#series.get(key)
    const isOver = known === undefined || this.#clock.now - known.lastAt > SERIES_ENDS_AFTER_MS
    if (isOver) this.#series.set(key, this.#create(happening))
    else this.#add(known)
  }

  #create({ object, ...happening }: Happening): Series {
    const namespace = object.namespace ?? 'default'
    const name = this.#names.next(object.name ?? '', this.#clock.now)
    this.#client.create(`/api/v1/namespaces/${namespace}/events`, {
      kind: 'Event',
      apiVersion: 'v1',
      metadata: { name, namespace },
      involvedObject: object,
      ...happening,
      source: {},
      firstTimestamp: null,
      lastTimestamp: null,
      eventTime: this.#now(),
      reportingComponent: this.#controller,
      reportingInstance: `${this.#controller}-control-plane`,
    })
    return { name, namespace, count: 1, lastAt: this.#clock.now }
  }

  #add(series: Series): void {
    series.count++
    series.lastAt = this.#clock.now
    if (series.count > 2) return
    const body = { series: { count: series.count, lastObservedTime: this.#now() } }
    const { namespace, name } = series
    const path = `/api/v1/namespaces/${namespace}/events/${name}`
    this.#client.patch(path, { type: 'strategic-merge', body })
  }

  #now(): string {
    return microTimeAt(this.#epochMs + this.#clock.now)
  }
}
