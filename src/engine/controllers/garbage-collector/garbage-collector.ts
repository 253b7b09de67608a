import type { OwnerReference } from '../../api/generated/types.ts'
import type { ControllerOptions } from '../node-lifecycle.ts'
import type { Owned } from '../owners.ts'
import { asking, deletion, reading, runTask, strategicPatch, type Task } from '../task.ts'
import { type Outcome, WorkQueue } from '../work-queue.ts'
import {
  DependencyGraph,
  type Item,
  orphansDependents,
  ownersOf,
  type OwnerState,
  verdictOn,
  waitsForDependents,
} from './dependency-graph.ts'

/** A kind of object that may own others, or be owned. */
export interface Collectable {
  readonly apiVersion: string
  readonly kind: string
  /** The path of its API group: /api/v1, /apis/apps/v1 … */
  readonly root: string
  readonly resource: string
  readonly isNamespaced: boolean
}

/** Deletes what nobody owns any more. See [C30] to [C32]. */
export class GarbageCollector {
  readonly #kinds: readonly Collectable[]
  readonly #graph = new DependencyGraph()
  readonly #queue: WorkQueue

  constructor({ client, clock }: ControllerOptions, kinds: readonly Collectable[]) {
    this.#kinds = kinds
    this.#queue = new WorkQueue(clock, (uid, done) => {
      runTask(client, this.#attend(uid), done)
    })
    for (const kind of kinds)
      client.informer<Owned>(`${kind.root}/${kind.resource}`).onChange(({ type, object }) => {
        const { metadata } = object
        const item = { uid: metadata.uid, path: pathOf(kind, metadata), metadata }
        if (type === 'DELETED') this.#lose(item)
        else this.#see(item)
      })
  }

  #see(item: Item): void {
    const before = this.#graph.get(item.uid)
    this.#graph.put(item)
    const isWaiting = waitsForDependents(item)
    if (isWaiting && (before === undefined || !waitsForDependents(before)))
      for (const dependent of this.#graph.dependentsOf(item.uid)) this.#queue.add(dependent.uid)
    const isDue = isWaiting || orphansDependents(item) || this.#graph.hasUnknownOwner(item)
    if (isDue) this.#queue.add(item.uid)
  }

  #lose(item: Item): void {
    this.#graph.remove(item.uid)
    for (const dependent of this.#graph.dependentsOf(item.uid)) this.#queue.add(dependent.uid)
    for (const { uid } of ownersOf(item)) {
      const owner = this.#graph.get(uid)
      if (owner !== undefined && waitsForDependents(owner)) this.#queue.add(uid)
    }
  }

  *#attend(uid: string): Task<Outcome> {
    const item = this.#graph.get(uid)
    if (item === undefined) return 'done'
    if (orphansDependents(item)) return yield* this.#orphan(item)
    if (waitsForDependents(item)) return yield* this.#finish(item)
    if (item.metadata.deletionTimestamp !== undefined) return 'done'
    return yield* this.#judge(item)
  }

  *#judge(item: Item): Task<Outcome> {
    const states = new Map<string, OwnerState>()
    for (const owner of ownersOf(item)) {
      const state = yield* this.#stateOf(owner, item.metadata.namespace)
      if (state === null) return 'done'
      states.set(owner.uid, state)
    }
    const hasDependents = this.#graph.dependentsOf(item.uid).length > 0
    const verdict = verdictOn(item, states, hasDependents)
    switch (verdict.do) {
      case 'nothing':
        return 'done'
      case 'forget':
        return yield* this.#release(item, verdict.uids)
      case 'delete': {
        const options = { preconditions: { uid: item.uid }, propagationPolicy: verdict.policy }
        const reply = yield* asking(deletion(item.path, options))
        return reply.ok || [404, 409].includes(reply.status.code) ? 'done' : 'failed'
      }
    }
  }

  /** Asked of the API when it was not seen; null: it is of a kind that is not looked after. */
  *#stateOf(owner: OwnerReference, namespace: string | undefined): Task<OwnerState | null> {
    const seen = this.#graph.get(owner.uid)
    if (seen !== undefined) return waitsForDependents(seen) ? 'waits' : 'there'
    const kind = this.#kinds.find(
      (it) => it.kind === owner.kind && groupOf(it.apiVersion) === groupOf(owner.apiVersion),
    )
    if (kind === undefined) return null
    const { name } = owner
    const reply = yield* asking<Owned>(reading(pathOf(kind, { name, namespace })))
    if (reply.ok && reply.object.metadata.uid === owner.uid) return 'there'
    return reply.ok || reply.status.code === 404 ? 'gone' : null
  }

  /** What is deleted in the foreground goes when nothing that blocks it is left. */
  *#finish(item: Item): Task<Outcome> {
    const blocking = this.#graph
      .dependentsOf(item.uid)
      .filter((dependent) =>
        ownersOf(dependent).some((it) => it.uid === item.uid && it.blockOwnerDeletion === true),
      )
    if (blocking.length === 0) return yield* this.#unfinalize(item, 'foregroundDeletion')
    for (const { uid, metadata } of blocking)
      if (metadata.deletionTimestamp === undefined) this.#queue.add(uid)
    return 'done'
  }

  *#orphan(item: Item): Task<Outcome> {
    for (const dependent of this.#graph.dependentsOf(item.uid)) {
      const outcome = yield* this.#release(dependent, [item.uid])
      if (outcome === 'failed') return outcome
    }
    return yield* this.#unfinalize(item, 'orphan')
  }

  /** The object forgets these owners. */
  *#release({ uid, path }: Item, owners: readonly string[]): Task<Outcome> {
    const ownerReferences = owners.map((owner) => ({ $patch: 'delete', uid: owner }))
    const patch = strategicPatch(path, { metadata: { uid, ownerReferences } })
    const reply = yield* asking(patch)
    return reply.ok || reply.status.code === 404 ? 'done' : 'failed'
  }

  *#unfinalize({ path, metadata }: Item, finalizer: string): Task<Outcome> {
    const { uid, resourceVersion, finalizers = [] } = metadata
    const others = finalizers.filter((it) => it !== finalizer)
    const body = { metadata: { uid, resourceVersion, finalizers: others } }
    const reply = yield* asking((client, done) => {
      client.patch(path, { type: 'merge', body }, done)
    })
    return reply.ok || reply.status.code === 404 ? 'done' : 'failed'
  }
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : ''
}

function pathOf(
  { root, resource, isNamespaced }: Collectable,
  { name, namespace = '' }: { readonly name: string; readonly namespace?: string | undefined },
): string {
  return isNamespaced
    ? `${root}/namespaces/${namespace}/${resource}/${name}`
    : `${root}/${resource}/${name}`
}
