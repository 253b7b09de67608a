import type { Stream } from '../streams/stream.ts'
import type { Call } from './call.ts'
import { chooserOf, type Chooser } from './list.ts'
import { checkListOptions, type ListOptions, readListOptions } from './list-options.ts'
import { type ApiObject, withMetadata } from './object.ts'
import { expired } from './refusals.ts'
import { groupVersionOf } from './resource.ts'
import { revisionOf, tooLarge } from './revision.ts'
import type { Bookmark, Change } from './store.ts'
import type { ApiMessage } from './transport.ts'

export type WatchEvent =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: ApiObject }
  | { readonly type: 'BOOKMARK' | 'ERROR'; readonly object: object }

/** Bookmarks come about once a minute. */
const BOOKMARK_MS = 60_000

/** Checks what a watch asks for; what is returned begins to send. */
export function watch(call: Call, shape: (event: WatchEvent) => object): (to: Sink) => void {
  const { backend, resource } = call
  const { store } = backend
  const options = readListOptions(call.request)
  const isChosen = chooserOf(call)
  checkListOptions(options)
  const start = startOf(options, store.revision)
  if (options.sendsInitialEvents === true && isToCome(options, store.revision))
    return failing(tooLarge(revisionOf(options.resourceVersion), store.revision).status)
  if (start !== 'now' && start < store.compacted)
    return failing(expired(`too old resource version: ${start} (${store.compacted})`).status)
  return (to) => {
    const from = store.bookmark(resource.resource, start)
    const watcher = new Watcher({ call, options, isChosen, shape, to }, from)
    if (start === 'now') watcher.sendAll(store.list(resource.resource, call.route.namespace))
    watcher.begin()
  }
}

type Sink = Stream<ApiMessage, ApiMessage>

/** A watch that ends with what is wrong. */
function failing(status: object): (to: Sink) => void {
  return (to) => {
    to.send({ kind: 'object', object: { type: 'ERROR', object: status } })
    to.end()
  }
}

/** After which write the watch begins; `now` sends what there is first. */
function startOf(options: ListOptions, newest: number): number | 'now' {
  const { sendsInitialEvents, resourceVersion } = options
  const revision = revisionOf(resourceVersion)
  if (sendsInitialEvents === true) return 'now'
  if (revision !== 0) return revision
  return sendsInitialEvents === false ? newest : 'now'
}

function isToCome({ resourceVersion }: ListOptions, newest: number): boolean {
  return revisionOf(resourceVersion) > newest
}

interface Watching {
  readonly call: Call
  readonly options: ListOptions
  readonly isChosen: Chooser
  readonly shape: (event: WatchEvent) => object
  readonly to: Sink
}

/** A reader that follows the changes of a resource at its own pace. */
class Watcher {
  readonly #watching: Watching
  /** What comes after it has not been sent. */
  #read: Bookmark
  #isFull = false

  constructor(watching: Watching, from: Bookmark) {
    this.#watching = watching
    this.#read = from
  }

  sendAll(objects: readonly ApiObject[]): void {
    const { isChosen, call, options } = this.#watching
    const { clock } = call.backend
    for (const object of objects) {
      if (!isChosen(object)) continue
      const write = Number(object.metadata.resourceVersion)
      clock.because(write, () => this.#send({ type: 'ADDED', object }))
    }
    if (options.sendsInitialEvents === true && options.allowsBookmarks)
      this.#send(bookmark(call, { 'k8s.io/initial-events-end': 'true' }))
  }

  begin(): void {
    const { call, to } = this.#watching
    const { backend, resource } = call
    const stop = backend.store.onChange(resource.resource, () => this.#pump())
    const stopBookmarks = this.#sendBookmarks()
    to.listen({
      message: () => undefined,
      drain: () => {
        this.#isFull = false
        this.#pump()
      },
      end: () => {
        stop()
        stopBookmarks()
      },
    })
    this.#endAfterTimeout()
    this.#pump()
  }

  #pump(): void {
    const { call, isChosen } = this.#watching
    while (this.#read.next !== undefined && !this.#isFull) {
      this.#read = this.#read.next
      const { change } = this.#read
      const event = change === null ? undefined : eventOf(change, call, isChosen)
      if (change !== null && event !== undefined)
        call.backend.clock.because(change.seq, () => this.#send(event))
    }
  }

  #send(event: WatchEvent): void {
    const { to, shape } = this.#watching
    if (!to.send({ kind: 'object', object: shape(event) })) this.#isFull = true
  }

  #sendBookmarks(): () => void {
    const { call, options } = this.#watching
    if (!options.allowsBookmarks) return () => undefined
    const { clock } = call.backend
    const ring = () => {
      this.#send(bookmark(call))
      alarm = clock.because(null, () => clock.after(BOOKMARK_MS, ring))
    }
    let alarm = clock.because(null, () => clock.after(BOOKMARK_MS, ring))
    return () => alarm.cancel()
  }

  #endAfterTimeout(): void {
    const { call, options, to } = this.#watching
    const { timeoutSeconds } = options
    if (timeoutSeconds === 0) return
    call.backend.clock.after(timeoutSeconds * 1000, () => to.end())
  }
}

/** What a change is for a watcher who sees only chosen objects. */
function eventOf(change: Change, call: Call, isChosen: Chooser): WatchEvent | undefined {
  const { namespace } = call.route
  const { object, before, type } = change
  if (namespace !== '' && object.metadata.namespace !== namespace) return undefined
  const was = before !== undefined && type !== 'ADDED' && isChosen(before)
  const is = type !== 'DELETED' && isChosen(object)
  if (is) return { type: was ? 'MODIFIED' : 'ADDED', object }
  if (!was) return undefined
  if (type === 'DELETED') return { type: 'DELETED', object }
  const { resourceVersion } = object.metadata
  return { type: 'DELETED', object: withMetadata(before, { resourceVersion }) }
}

function bookmark(call: Call, annotations?: Readonly<Record<string, string>>): WatchEvent {
  const { resource, backend } = call
  return {
    type: 'BOOKMARK',
    object: {
      kind: resource.kind,
      apiVersion: groupVersionOf(resource),
      metadata: {
        resourceVersion: `${backend.store.revision}`,
        ...(annotations === undefined ? {} : { annotations }),
      },
    },
  }
}
