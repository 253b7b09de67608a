import type { Clock, Seq } from '../clock/clock.ts'
import type { FactKind } from '../history/fact-kinds.ts'
import type { History } from '../history/history.ts'
import { type ApiObject, keyOf, withMetadata } from './object.ts'

export interface Change {
  /** The number of the fact, and the object's resourceVersion. */
  readonly seq: Seq
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  readonly object: ApiObject
  readonly before?: ApiObject
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

/** All that was ever written of one resource. */
interface Shelf {
  readonly live: Map<string, ApiObject>
  readonly versions: Map<string, Version[]>
  readonly changes: Change[]
  readonly listeners: Set<() => void>
  sorted: readonly ApiObject[] | undefined
}

const FACTS: Readonly<Record<Change['type'], FactKind>> = {
  ADDED: 'object.added',
  MODIFIED: 'object.modified',
  DELETED: 'object.deleted',
}

/**
 * The objects of the cluster, every version of them. A write is a fact; its number is the object's
 * new resourceVersion.
 */
export class Store implements StoreView {
  readonly #clock: Clock
  readonly #history: History
  readonly #shelves = new Map<string, Shelf>()
  #revision: Seq = 0
  #compacted: Seq = 0

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
    return this.#compacted
  }

  compact(before: Seq): void {
    this.#compacted = Math.max(this.#compacted, before)
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

  /** Every change of a resource, oldest first: a list that only grows. */
  changes(resource: string): readonly Change[] {
    return this.#shelf(resource).changes
  }

  /** Tells that the resource's changes have grown; a listener must only take a note. */
  onChange(resource: string, listener: () => void): () => void {
    const { listeners } = this.#shelf(resource)
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  #write<T extends ApiObject>(resource: string, type: Change['type'], given: T): T {
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
    shelf.changes.push({ seq, type, object, ...(before === undefined ? {} : { before }) })
    for (const listener of shelf.listeners) listener()
    return object
  }

  #shelf(resource: string): Shelf {
    const known = this.#shelves.get(resource)
    if (known !== undefined) return known
    const shelf: Shelf = {
      live: new Map(),
      versions: new Map(),
      changes: [],
      listeners: new Set(),
      sorted: undefined,
    }
    this.#shelves.set(resource, shelf)
    return shelf
  }
}

function byKey(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : 1
}

function inNamespace(objects: readonly ApiObject[], namespace: string): readonly ApiObject[] {
  if (namespace === '') return objects
  return objects.filter((object) => object.metadata.namespace === namespace)
}
