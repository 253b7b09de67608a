import type { ApiObject } from '../apiserver/object.ts'
import type { Client, Informer } from '../apiserver/client.ts'
import type { Clock, Ms } from '../clock/clock.ts'
import type { Task } from './task.ts'

/** So long a first read waits for its watch. */
const PATIENCE_MS: Ms = 1000
/** What nobody has read for so long is no longer watched: five times the period of the syncs. */
const IDLE_MS: Ms = 300_000

/** An object that could not be read in time, in the kubelet's words. */
export class Unsynced extends Error {}

interface Item<T> {
  readonly informer: Informer<T>
  /** Pods that have read it, by uid. */
  readonly users: Set<string>
  readonly waiting: Set<() => void>
  isSynced: boolean
  /** Kept for ever, and watched no more, once it was seen to be immutable. */
  frozen: T | undefined
  readAt: Ms
}

type CachedObject = ApiObject & { readonly immutable?: boolean }

/**
 * What a node knows of the ConfigMaps, or the Secrets, that its Pods name: each is followed by a
 * watch of its own from the first read until the last of these Pods is gone, so that a node that is
 * cut off goes on with what it saw last. Source: pkg/kubelet/util/manager/watch_based_manager.go.
 */
export class ObjectCache<T extends CachedObject> {
  readonly #clock: Clock
  readonly #client: Client
  readonly #resource: string
  readonly #items = new Map<string, Item<T>>()

  /** `resource`: configmaps or secrets. */
  constructor(clock: Clock, client: Client, resource: string) {
    this.#clock = clock
    this.#client = client
    this.#resource = resource
  }

  /** For a Pod, the object of that name beside it; undefined when there is none; or throws Unsynced. */
  *read({ metadata }: ApiObject, name: string): Task<T | undefined> {
    const { namespace = '', uid } = metadata
    const item = this.#itemOf(namespace, name)
    item.users.add(uid)
    item.readAt = this.#clock.now
    if (item.frozen !== undefined) return item.frozen
    if (!item.isSynced) yield* this.#syncOf(item)
    if (!item.isSynced) {
      const kind = this.#resource.replace(/s$/, '')
      throw new Unsynced(`failed to sync ${kind} cache: timed out waiting for the condition`)
    }
    const object = item.informer.get(namespace, name)
    if (object?.immutable === true) {
      item.frozen = object
      item.informer.stop()
    }
    return object
  }

  /** A Pod is gone: what only it has read is watched no more. */
  release(uid: string): void {
    for (const [key, { users, informer }] of this.#items) {
      users.delete(uid)
      if (users.size > 0) continue
      informer.stop()
      this.#items.delete(key)
    }
  }

  /** The kubelet begins anew: it has seen nothing. */
  clear(): void {
    for (const { informer } of this.#items.values()) informer.stop()
    this.#items.clear()
  }

  #itemOf(namespace: string, name: string): Item<T> {
    const key = `${namespace}/${name}`
    const known = this.#items.get(key)
    if (known?.frozen !== undefined) return known
    // Nothing tells when it was given up: to whoever reads it again it is as if it was just then.
    if (known !== undefined && this.#clock.now - known.readAt <= IDLE_MS) return known
    known?.informer.stop()
    const path = `/api/v1/namespaces/${namespace}/${this.#resource}`
    const item: Item<T> = {
      informer: this.#client.informer<T>(path, { fieldSelector: `metadata.name=${name}` }, () => {
        item.isSynced = true
        for (const resume of item.waiting) resume()
      }),
      users: new Set(known?.users),
      waiting: new Set(),
      isSynced: false,
      frozen: undefined,
      readAt: this.#clock.now,
    }
    this.#items.set(key, item)
    return item
  }

  *#syncOf({ waiting }: Item<T>): Task {
    yield (resume) => {
      const go = (): void => {
        waiting.delete(go)
        timeout.cancel()
        resume()
      }
      const timeout = this.#clock.after(PATIENCE_MS, go)
      waiting.add(go)
    }
  }
}
