import type { FailureStatus } from '../api/status.ts'

/** What a client is told: the object, or the Status that refused it. */
export type Reply<T> =
  | { readonly ok: true; readonly object: T }
  /** `isLost`: nobody answered, and the status is what the client makes of that. */
  | { readonly ok: false; readonly status: FailureStatus; readonly isLost: boolean }

export interface WatchChange<T> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  readonly object: T
  /** What the cache held before; absent for ADDED. */
  readonly before?: T
}

/** A cache of one resource, kept current by list and watch: what controllers read. */
export interface Informer<T> {
  get(namespace: string, name: string): T | undefined
  list(): readonly T[]
  onChange(listener: (change: WatchChange<T>) => void): void
  stop(): void
}

/**
 * How the parts of a cluster speak to the API server: the same requests as anyone's. Answers come
 * by an alarm, after the call has returned.
 */
export interface Client {
  get<T>(path: string, done: (reply: Reply<T>) => void): void
  create<T>(path: string, object: object, done?: (reply: Reply<T>) => void): void
  replace<T>(path: string, object: object, done?: (reply: Reply<T>) => void): void
  /** `type`: merge, strategic merge or json patch. */
  patch<T>(
    path: string,
    patch: { readonly type: 'merge' | 'strategic-merge' | 'json'; readonly body: object },
    done?: (reply: Reply<T>) => void,
  ): void
  delete(path: string, options: object, done?: (reply: Reply<object>) => void): void
  /**
   * `path` is a collection, such as /api/v1/pods; `query` such as fieldSelector. `onSynced` is told
   * once all that there was at the beginning is in the cache.
   */
  informer<T>(
    path: string,
    query?: Readonly<Record<string, string>>,
    onSynced?: () => void,
  ): Informer<T>
}
