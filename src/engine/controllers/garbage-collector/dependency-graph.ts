import type { ObjectMeta, OwnerReference } from '../../api/generated/types.ts'

/** An object as the garbage collector thinks of it. */
export interface Item {
  readonly uid: string
  /** Where the API has it. */
  readonly path: string
  readonly metadata: ObjectMeta
}

/** Who owns whom, by uid, as far as objects were seen. */
export class DependencyGraph {
  readonly #items = new Map<string, Item>()
  readonly #dependents = new Map<string, Set<string>>()

  get(uid: string): Item | undefined {
    return this.#items.get(uid)
  }

  put(item: Item): void {
    this.#unlink(item.uid)
    this.#items.set(item.uid, item)
    for (const { uid } of ownersOf(item)) {
      const dependents = this.#dependents.get(uid) ?? new Set()
      this.#dependents.set(uid, dependents.add(item.uid))
    }
  }

  remove(uid: string): void {
    this.#unlink(uid)
    this.#items.delete(uid)
  }

  /** In the order in which they were seen. */
  dependentsOf(uid: string): readonly Item[] {
    const dependents = this.#dependents.get(uid) ?? []
    return [...dependents].flatMap((it) => this.#items.get(it) ?? [])
  }

  /** Whether somebody is named as an owner who was never seen, or is gone. */
  hasUnknownOwner(item: Item): boolean {
    return ownersOf(item).some(({ uid }) => !this.#items.has(uid))
  }

  #unlink(uid: string): void {
    const item = this.#items.get(uid)
    if (item === undefined) return
    for (const owner of ownersOf(item)) {
      const dependents = this.#dependents.get(owner.uid)
      dependents?.delete(uid)
      if (dependents?.size === 0) this.#dependents.delete(owner.uid)
    }
  }
}

export function ownersOf({ metadata }: Item): readonly OwnerReference[] {
  return metadata.ownerReferences ?? []
}

/** It is deleted in the foreground: it goes when its dependents have gone. */
export function waitsForDependents({ metadata }: Item): boolean {
  return isGoingWith(metadata, 'foregroundDeletion')
}

/** It is deleted without its dependents: it goes when they are let go. */
export function orphansDependents({ metadata }: Item): boolean {
  return isGoingWith(metadata, 'orphan')
}

function isGoingWith(metadata: ObjectMeta, finalizer: string): boolean {
  const { deletionTimestamp, finalizers = [] } = metadata
  return deletionTimestamp !== undefined && finalizers.includes(finalizer)
}

/** What is to be known of an owner: it is there, it waits for its dependents, or it is gone. */
export type OwnerState = 'there' | 'waits' | 'gone'

/** What becomes of an object by the states of its owners. */
export type Verdict =
  | { readonly do: 'nothing' }
  /** Some owners remain: those that do not are forgotten. */
  | { readonly do: 'forget'; readonly uids: readonly string[] }
  | { readonly do: 'delete'; readonly policy: 'Background' | 'Foreground' | 'Orphan' }

/** Source: garbagecollector.go, attemptToDeleteItem. */
export function verdictOn(
  item: Item,
  owners: ReadonlyMap<string, OwnerState>,
  hasDependents: boolean,
): Verdict {
  const references = ownersOf(item)
  const isNow = (state: OwnerState) =>
    references.filter(({ uid }) => owners.get(uid) === state).map(({ uid }) => uid)
  const lost = [...isNow('gone'), ...isNow('waits')]
  if (lost.length === 0) return { do: 'nothing' }
  if (isNow('there').length > 0) return { do: 'forget', uids: lost }
  if (isNow('waits').length > 0 && hasDependents) return { do: 'delete', policy: 'Foreground' }
  const { finalizers = [] } = item.metadata
  if (finalizers.includes('orphan')) return { do: 'delete', policy: 'Orphan' }
  const isForeground = finalizers.includes('foregroundDeletion')
  return { do: 'delete', policy: isForeground ? 'Foreground' : 'Background' }
}
