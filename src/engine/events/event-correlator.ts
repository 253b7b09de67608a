import type { Event, ObjectReference } from '../api/generated/types.ts'
import type { Ms } from '../clock/clock.ts'

/** Something to tell about an object. */
export interface Occurrence {
  readonly object: ObjectReference
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
}

/** An event as it is sent: the API server gives it the rest of its metadata. */
export type ToldEvent = Omit<Event, 'metadata'> & {
  readonly metadata: { readonly name: string; readonly namespace: string }
}

/** What becomes of it: a new event, or one more on the count of an earlier one. */
export type Correlated =
  | { readonly kind: 'create'; readonly message: string; readonly key: string }
  | {
      readonly kind: 'count'
      readonly message: string
      readonly key: string
      readonly last: ToldEvent
      readonly count: number
    }
  | { readonly kind: 'skip' }

/** So many different messages of one kind within ten minutes are told as one event. */
const SIMILAR_AT_MOST = 10
const SIMILAR_WITHIN_MS = 600_000
/** So many events about one object at once; then one in five minutes. */
const BURST = 25
const REFILL_MS = 300_000

interface Similar {
  readonly messages: ReadonlySet<string>
  readonly lastAt: Ms
}

interface Bucket {
  readonly tokens: number
  readonly at: Ms
}

/** Counts and combines similar events as client-go's recorder does. See [E1]. */
export class EventCorrelator {
  readonly #similar = new Map<string, Similar>()
  readonly #told = new Map<string, ToldEvent>()
  readonly #buckets = new Map<string, Bucket>()

  correlate(occurrence: Occurrence, now: Ms): Correlated {
    const { message } = occurrence
    const group = groupKey(occurrence)
    const isOneOfMany = this.#isOneOfMany(group, message, now)
    const key = isOneOfMany ? group : `${group} ${message}`
    const words = isOneOfMany ? `(combined from similar events): ${message}` : message
    if (!this.#mayTell(objectKey(occurrence.object), now)) return { kind: 'skip' }
    const last = this.#told.get(key)
    if (last === undefined) return { kind: 'create', message: words, key }
    return { kind: 'count', message: words, key, last, count: (last.count ?? 1) + 1 }
  }

  /** Notes what was told, so that the next one like it is counted on it. */
  told(key: string, event: ToldEvent): void {
    this.#told.set(key, event)
  }

  #isOneOfMany(group: string, message: string, now: Ms): boolean {
    const known = this.#similar.get(group)
    const isFresh = known !== undefined && now - known.lastAt <= SIMILAR_WITHIN_MS
    const messages = new Set(isFresh ? known.messages : []).add(message)
    const isMany = messages.size >= SIMILAR_AT_MOST
    // As client-go does: the set stays full, so that whatever comes next is combined too.
    if (isMany) messages.delete(message)
    this.#similar.set(group, { messages, lastAt: now })
    return isMany
  }

  #mayTell(object: string, now: Ms): boolean {
    const { tokens, at } = this.#buckets.get(object) ?? { tokens: BURST, at: now }
    const filled = Math.min(BURST, tokens + (now - at) / REFILL_MS)
    const isAllowed = filled >= 1
    this.#buckets.set(object, { tokens: isAllowed ? filled - 1 : filled, at: now })
    return isAllowed
  }
}

function groupKey({ object, type, reason }: Occurrence): string {
  return `${objectKey(object)} ${object.fieldPath ?? ''} ${type} ${reason}`
}

function objectKey({ kind, namespace, name, uid }: ObjectReference): string {
  return [kind, namespace, name, uid].join(' ')
}
