import type { Clock, Ms, Seq } from '../clock/clock.ts'
import type { FactKind } from '../history/fact-kinds.ts'
import type { History } from '../history/history.ts'
import { type ApiObject, keyOf, withMetadata } from './object.ts'

/** How often what is old is thrown away, and how long it is kept at least. */
const COMPACTION_MS: Ms = 300_000

export interface Change {
  /** The number of the fact, and the object's resourceVersion. */
  readonly seq: Seq
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  readonly object: ApiObject
  readonly before?: ApiObject
}

/** A place between two changes of a resource; whoever holds one keeps all that comes after it. */
export interface Bookmark {
  readonly change: Change | null
  /** Absent while it is the last. */
  readonly next?: Bookmark
}

/** What stood in the store at one moment. */
export interface StoreView {
  readonly revision: Seq
  get(resource: string, key: string): ApiObject | undefined
  /** In the order of their keys; of one namespace, or of all. */
  list(resource: string, namespace?: string): readonly ApiObject[]
}

interface Version {
  readonly seq: Seq
  readonly object: ApiObject | null
}

/** What is known of one resource: what there is, and what was since the last compaction. */
interface Shelf {
  readonly live: Map<string, ApiObject>
  readonly versions: Map<string, Version[]>
  oldest: Bookmark
  newest: { readonly change: Change | null; next?: Bookmark }
  readonly listeners: Set<() => void>
  sorted: readonly ApiObject[] | undefined
}

const FACTS: Readonly<Record<Change['type'], FactKind>> = {
  ADDED: 'object.added',
  MODIFIED: 'object.modified',
  DELETED: 'object.deleted',
}

/**
 * The objects of the cluster, and their versions of the last minutes. A write is a fact; its number
 * is the object's new resourceVersion. Every five minutes what was no longer current five minutes
 * before is forgotten. Source: storage/etcd3/compact.go, --etcd-compaction-interval.
 */
export class Store implements StoreView {
  readonly #clock: Clock
  readonly #history: History
  readonly #shelves = new Map<string, Shelf>()
  #revision: Seq = 0
  #compacted: Seq = 0
  /** Which of the five minutes it is, and where the store stood when they began. */
  #period = 0
  #periodBegan: Seq = 0

  constructor(clock: Clock, history: History) {
    this.#clock = clock
    this.#history = history
  }

  /** The number of the last write. */
  get revision(): Seq {
    return this.#revision
  }

  /** Watches and exact reads from before this number are answered with 410 Gone. */
  get compacted(): Seq {
    this.#compactWhatIsDue()
    return this.#compacted
  }

  /** Forgets what was written over or deleted until that write. */
  compact(before: Seq): void {
    this.#compacted = Math.max(this.#compacted, before)
    for (const shelf of this.#shelves.values()) forget(shelf, before)
  }

  /** Needs no alarm: nobody can tell whether it was done in time, or before the next look. */
  #compactWhatIsDue(): void {
    const passed = Math.floor(this.#clock.now / COMPACTION_MS) - this.#period
    if (passed === 0) return
    this.compact(passed === 1 ? this.#periodBegan : this.#revision)
    this.#period += passed
    this.#periodBegan = this.#revision
  }

  get(resource: string, key: string): ApiObject | undefined {
    return this.#shelves.get(resource)?.live.get(key)
  }

  list(resource: string, namespace = ''): readonly ApiObject[] {
    const shelf = this.#shelves.get(resource)
    if (shelf === undefined) return []
    shelf.sorted ??= [...shelf.live].sort(byKey).map(([, object]) => object)
    return inNamespace(shelf.sorted, namespace)
  }

  /** The store as it stood after the write with this number. */
  at(seq: Seq): StoreView {
    const versionAt = (versions: readonly Version[] | undefined) =>
      versions?.findLast((version) => version.seq <= seq)?.object ?? undefined
    return {
      revision: Math.min(seq, this.#revision),
      get: (resource, key) => versionAt(this.#shelves.get(resource)?.versions.get(key)),
      list: (resource, namespace = '') => {
        const all = [...(this.#shelves.get(resource)?.versions ?? [])].sort(byKey)
        const found = all.flatMap(([, versions]) => versionAt(versions) ?? [])
        return inNamespace(found, namespace)
      },
    }
  }

  create<T extends ApiObject>(resource: string, object: T): T {
    return this.#write(resource, 'ADDED', object)
  }

  update<T extends ApiObject>(resource: string, object: T): T {
    return this.#write(resource, 'MODIFIED', object)
  }

  /** Takes the object away; what is returned is its last state. */
  delete<T extends ApiObject>(resource: string, object: T): T {
    return this.#write(resource, 'DELETED', object)
  }

  /** The place after the write with this number, or `now`; what comes later is reached from it. */
  bookmark(resource: string, after: Seq | 'now'): Bookmark {
    const { oldest, newest } = this.#shelf(resource)
    if (after === 'now') return newest
    let place = oldest
    while (place.next !== undefined && seqOf(place.next) <= after) place = place.next
    return place
  }

  /** Tells that the resource's changes have grown; a listener must only take a note. */
  onChange(resource: string, listener: () => void): () => void {
    const { listeners } = this.#shelf(resource)
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  #write<T extends ApiObject>(resource: string, type: Change['type'], given: T): T {
    this.#compactWhatIsDue()
    const shelf = this.#shelf(resource)
    const object = withMetadata(given, { resourceVersion: `${this.#clock.seq + 1}` })
    const key = keyOf(object)
    const before = shelf.live.get(key)
    const data = type === 'MODIFIED' ? { object, before } : { object }
    const seq = this.#history.record(FACTS[type], `${resource}/${key}`, data)
    this.#revision = seq
    shelf.sorted = undefined
    if (type === 'DELETED') shelf.live.delete(key)
    else shelf.live.set(key, object)
    const versions = shelf.versions.get(key)
    const version = { seq, object: type === 'DELETED' ? null : object }
    if (versions === undefined) shelf.versions.set(key, [version])
    else versions.push(version)
    const change = { seq, type, object, ...(before === undefined ? {} : { before }) }
    shelf.newest = shelf.newest.next = { change }
    for (const listener of shelf.listeners) listener()
    return object
  }

  #shelf(resource: string): Shelf {
    const known = this.#shelves.get(resource)
    if (known !== undefined) return known
    const start: Bookmark = { change: null }
    const shelf: Shelf = {
      live: new Map(),
      versions: new Map(),
      oldest: start,
      newest: start,
      listeners: new Set(),
      sorted: undefined,
    }
    this.#shelves.set(resource, shelf)
    return shelf
  }
}

function seqOf({ change }: Bookmark): Seq {
  return change?.seq ?? 0
}

function forget(shelf: Shelf, before: Seq): void {
  while (shelf.oldest.next !== undefined && seqOf(shelf.oldest.next) <= before)
    shelf.oldest = shelf.oldest.next
  for (const [key, versions] of shelf.versions) {
    const current = versions.findLastIndex(({ seq }) => seq <= before)
    const isGone = versions[current]?.object === null
    if (current > 0 || isGone) versions.splice(0, isGone ? current + 1 : current)
    if (versions.length === 0) shelf.versions.delete(key)
  }
}

function byKey(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : 1
}

function inNamespace(objects: readonly ApiObject[], namespace: string): readonly ApiObject[] {
  if (namespace === '') return objects
  return objects.filter((object) => object.metadata.namespace === namespace)
}
