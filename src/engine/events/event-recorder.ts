import type { ObjectReference, Pod } from '../api/generated/types.ts'
import { timeAt } from '../api/times.ts'
import type { Client } from '../apiserver/client.ts'
import type { Clock, Ms } from '../clock/clock.ts'
import { EventCorrelator, type Occurrence, type ToldEvent } from './event-correlator.ts'
import { EventNames } from './event-names.ts'

/** Who tells. */
export interface EventSource {
  readonly component: string
  /** The node, where the teller runs on one. */
  readonly host?: string
}

/** Writes events about objects to the API server, similar ones as a count. */
export class EventRecorder {
  readonly #clock: Clock
  readonly #client: Client
  readonly #source: EventSource
  readonly #epochMs: Ms
  readonly #correlator = new EventCorrelator()
  readonly #names: EventNames

  constructor(
    { clock, client, epochMs }: { clock: Clock; client: Client; epochMs: Ms },
    source: EventSource,
  ) {
    this.#clock = clock
    this.#client = client
    this.#epochMs = epochMs
    this.#source = source
    this.#names = new EventNames(clock, epochMs)
  }

  record(occurrence: Occurrence): void {
    const told = this.#correlator.correlate(occurrence, this.#clock.now)
    if (told.kind === 'skip') return
    if (told.kind === 'create') {
      const event = this.#eventOf({ ...occurrence, message: told.message })
      this.#correlator.told(told.key, event)
      this.#client.create(pathOf(event), event)
      return
    }
    const { last, count, message } = told
    const change = { count, lastTimestamp: this.#now(), message }
    const event = { ...last, ...change }
    this.#correlator.told(told.key, event)
    this.#client.patch(
      `${pathOf(event)}/${event.metadata.name}`,
      { type: 'strategic-merge', body: change },
      (reply) => {
        // It was cleared away in the meantime.
        if (!reply.ok && reply.status.code === 404) this.#client.create(pathOf(event), event)
      },
    )
  }

  #now(): string {
    return timeAt(this.#epochMs + this.#clock.now)
  }

  #eventOf({ object, type, reason, message }: Occurrence): ToldEvent {
    const namespace = object.namespace ?? 'default'
    return {
      kind: 'Event',
      apiVersion: 'v1',
      metadata: { name: this.#names.next(object.name ?? ''), namespace },
      involvedObject: object,
      reason,
      message,
      source: this.#source,
      firstTimestamp: this.#now(),
      lastTimestamp: this.#now(),
      count: 1,
      type,
      eventTime: null,
      reportingComponent: this.#source.component,
      reportingInstance: this.#source.host ?? '',
    }
  }
}

function pathOf({ metadata }: ToldEvent): string {
  return `/api/v1/namespaces/${metadata.namespace}/events`
}

/** The Pod, or one container of it, as events name it. */
export function referenceTo({ metadata, spec }: Pod, container?: string): ObjectReference {
  const { namespace, name, uid, resourceVersion = '' } = metadata
  const lists = [
    ['containers', spec.containers],
    ['initContainers', spec.initContainers ?? []],
    ['ephemeralContainers', spec.ephemeralContainers ?? []],
  ] as const
  const [list] = lists.find(([, all]) => all.some((it) => it.name === container)) ?? []
  const fieldPath = list === undefined ? {} : { fieldPath: `spec.${list}{${container ?? ''}}` }
  return { kind: 'Pod', namespace, name, uid, apiVersion: 'v1', resourceVersion, ...fieldPath }
}
