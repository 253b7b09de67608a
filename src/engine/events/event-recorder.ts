import type { ObjectReference, Pod } from '../api/generated/types.ts'
import { timeAt } from '../api/times.ts'
import type { Client, Reply } from '../apiserver/client.ts'
import type { Cause, Clock, Ms } from '../clock/clock.ts'
import { EventCorrelator, type Occurrence, type ToldEvent } from './event-correlator.ts'
import { EventNames } from './event-names.ts'

/** Who tells. */
export interface EventSource {
  readonly component: string
  /** The node, where the teller runs on one. */
  readonly host?: string
}

/** So many events wait to be sent; those that come then are dropped. */
const QUEUE = 1000
/** How often one is tried, and how long is waited between two tries; after the first, half of that. */
const TRIES = 12
const RETRY_MS: Ms = 10_000

interface Happened {
  readonly occurrence: Occurrence
  readonly at: Ms
  readonly cause: Cause
}

/** An event on its way to the server. */
interface Sending {
  readonly event: ToldEvent
  /** What later ones like it are counted by. */
  readonly key: string
  /** Asks the server to take it in. */
  readonly ask: (done: (reply: Reply<object>) => void) => void
}

/**
 * Writes events about objects to the API server, similar ones as a count: one after the other, each
 * again for about two minutes while nobody answers. What the server refuses is given up. Source:
 * client-go tools/record/event.go, recordToSink.
 */
export class EventRecorder {
  readonly #clock: Clock
  readonly #client: Client
  readonly #source: EventSource
  readonly #epochMs: Ms
  readonly #correlator = new EventCorrelator()
  readonly #names: EventNames
  readonly #waiting: Happened[] = []
  #isSending = false

  constructor(
    { clock, client, epochMs }: { clock: Clock; client: Client; epochMs: Ms },
    source: EventSource,
  ) {
    this.#clock = clock
    this.#client = client
    this.#epochMs = epochMs
    this.#source = source
    this.#names = new EventNames(epochMs)
  }

  record(occurrence: Occurrence): void {
    if (this.#waiting.length >= QUEUE) return
    const { now, cause } = this.#clock
    this.#waiting.push({ occurrence, at: now, cause })
    this.#sendNext()
  }

  #sendNext(): void {
    while (!this.#isSending) {
      const next = this.#waiting.shift()
      if (next === undefined) return
      this.#clock.because(next.cause, () => {
        const sending = this.#sendingOf(next)
        if (sending !== null) this.#send(sending, 1)
      })
    }
  }

  #send(sending: Sending, tries: number): void {
    this.#isSending = true
    sending.ask((reply) => {
      if (!reply.ok && reply.isLost && tries < TRIES) {
        this.#clock.after(tries === 1 ? RETRY_MS / 2 : RETRY_MS, () => {
          this.#send(sending, tries + 1)
        })
        return
      }
      if (reply.ok) this.#correlator.told(sending.key, sending.event)
      this.#isSending = false
      this.#sendNext()
    })
  }

  /** Null when too much has been told of the object. */
  #sendingOf({ occurrence, at }: Happened): Sending | null {
    const told = this.#correlator.correlate(occurrence, this.#clock.now)
    if (told.kind === 'skip') return null
    const { key, message } = told
    const create = (event: ToldEvent, done: (reply: Reply<object>) => void): void => {
      this.#client.create(pathOf(event), event, done)
    }
    if (told.kind === 'create') {
      const event = this.#eventOf({ ...occurrence, message }, at)
      return {
        ...{ key, event },
        ask: (done) => {
          create(event, done)
        },
      }
    }
    const change = { count: told.count, lastTimestamp: this.#timeAt(at), message }
    const event = { ...told.last, ...change }
    const path = `${pathOf(event)}/${event.metadata.name}`
    return {
      ...{ key, event },
      ask: (done) => {
        this.#client.patch<object>(path, { type: 'strategic-merge', body: change }, (reply) => {
          // It was cleared away in the meantime.
          if (!reply.ok && reply.status.code === 404) create(event, done)
          else done(reply)
        })
      },
    }
  }

  #timeAt(at: Ms): string {
    return timeAt(this.#epochMs + at)
  }

  #eventOf({ object, type, reason, message }: Occurrence, at: Ms): ToldEvent {
    const namespace = object.namespace ?? 'default'
    return {
      kind: 'Event',
      apiVersion: 'v1',
      metadata: { name: this.#names.next(object.name ?? '', at), namespace },
      involvedObject: object,
      reason,
      message,
      source: this.#source,
      firstTimestamp: this.#timeAt(at),
      lastTimestamp: this.#timeAt(at),
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
