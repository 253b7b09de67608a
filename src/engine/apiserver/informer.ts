import type { Status } from '../api/status.ts'
import type { Stream } from '../streams/stream.ts'
import type { Informer, WatchChange } from './client.ts'
import { type ApiObject, keyOf, objectKey } from './object.ts'
import type { ApiMessage, ApiRequest, ApiTransport } from './transport.ts'

interface Event {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR'
  readonly object: ApiObject
}

const ANEW = [
  ['sendInitialEvents', 'true'],
  ['resourceVersionMatch', 'NotOlderThan'],
  ['allowWatchBookmarks', 'true'],
] as const

/**
 * Keeps a cache of a collection, by a watch that is begun again wherever it breaks off. Who wants to
 * hear when it is complete for the first time asks for the mark that says so.
 */
export function followResource<T>(
  transport: ApiTransport,
  list: ApiRequest,
  onSynced?: () => void,
): Informer<T> {
  const cache = new Cache()
  let stream: Stream<ApiMessage, ApiMessage> | undefined
  let revision = ''
  let isStopped = false
  /** Too much time has passed: what there is comes anew, and what does not come is gone. */
  let isStale = onSynced !== undefined
  let isSynced = false
  follow()

  function follow(): void {
    const from = isStale ? ANEW : ([['resourceVersion', revision]] as const)
    const query = [...list.query, ['watch', 'true'] as const, ...from]
    let code = 0
    stream = transport.open({ ...list, query }, (answer) => (code = answer.code))
    stream.listen({
      message: (message) => {
        if (message.kind !== 'object') return
        if (code < 400) take(message.object as Event)
        else if ((message.object as Status).code === 410) forget()
        else isStopped = true
      },
      end: () => {
        if (!isStopped) follow()
      },
    })
  }

  function forget(): void {
    isStale = true
    cache.markStale()
  }

  function take(event: Event): void {
    if (event.type === 'ERROR') {
      forget()
      return
    }
    revision = event.object.metadata.resourceVersion ?? revision
    if (event.type === 'BOOKMARK') {
      if (event.object.metadata.annotations?.['k8s.io/initial-events-end'] !== 'true') return
      isStale = false
      cache.dropStale()
      if (!isSynced) onSynced?.()
      isSynced = true
      return
    }
    cache.take(event.type, event.object)
  }

  return {
    get: (namespace, name) => cache.get(objectKey(namespace, name)) as T | undefined,
    // A cache of one resource holds objects of one kind, the caller's T.
    list: () => cache.list() as unknown as readonly T[],
    onChange: (listener) => {
      cache.onChange(listener as (change: WatchChange<ApiObject>) => void)
    },
    stop: () => {
      isStopped = true
      stream?.cancel('stopped')
    },
  }
}

class Cache {
  readonly #objects = new Map<string, ApiObject>()
  readonly #listeners: ((change: WatchChange<ApiObject>) => void)[] = []
  #stale = new Map<string, ApiObject>()
  #list: readonly ApiObject[] | undefined

  get(key: string): ApiObject | undefined {
    return this.#objects.get(key)
  }

  list(): readonly ApiObject[] {
    return (this.#list ??= [...this.#objects.values()])
  }

  onChange(listener: (change: WatchChange<ApiObject>) => void): void {
    this.#listeners.push(listener)
  }

  take(type: 'ADDED' | 'MODIFIED' | 'DELETED', object: ApiObject): void {
    const key = keyOf(object)
    this.#stale.delete(key)
    const before = this.#objects.get(key)
    if (before?.metadata.resourceVersion !== object.metadata.resourceVersion)
      this.#settle(type, object)
  }

  #settle(type: 'ADDED' | 'MODIFIED' | 'DELETED', object: ApiObject): void {
    const key = keyOf(object)
    const before = this.#objects.get(key)
    this.#list = undefined
    if (type === 'DELETED') this.#objects.delete(key)
    else this.#objects.set(key, object)
    const change: WatchChange<ApiObject> = {
      type: type === 'DELETED' ? type : before === undefined ? 'ADDED' : 'MODIFIED',
      object,
      ...(before === undefined ? {} : { before }),
    }
    for (const listener of this.#listeners) listener(change)
  }

  markStale(): void {
    this.#stale = new Map(this.#objects)
  }

  dropStale(): void {
    const gone = [...this.#stale.values()]
    this.#stale.clear()
    for (const object of gone) this.#settle('DELETED', object)
  }
}
