import { selectsLabels } from '../api/label-selector.ts'
import type { LabelSelector } from '../api/generated/types.ts'
import { controllerOf, controllerReference, type Owned, type Owner } from './owners.ts'
import { strategicPatch, type Task } from './task.ts'

/** Which of the objects of a namespace belong to an owner: by its selector and their controller. */
interface Claims<T extends Owned> {
  readonly owned: readonly T[]
  /** Match, and nobody controls them: they become the owner's. */
  readonly adopted: readonly T[]
  /** Are the owner's and do not match any more: they are let go. */
  readonly released: readonly T[]
}

/** Source: controller_ref_manager.go, ClaimObject. */
function claimsOf<T extends Owned>(
  owner: Owner & { readonly spec: { readonly selector: LabelSelector } },
  objects: readonly T[],
): Claims<T> {
  const owned: T[] = []
  const adopted: T[] = []
  const released: T[] = []
  const isGoing = owner.metadata.deletionTimestamp !== undefined
  for (const object of objects) {
    const { namespace, labels, deletionTimestamp } = object.metadata
    if (namespace !== owner.metadata.namespace) continue
    const controller = controllerOf(object)
    const isSelected = selectsLabels(owner.spec.selector, labels)
    if (controller?.uid === owner.metadata.uid) {
      if (isSelected) owned.push(object)
      else if (!isGoing) released.push(object)
    } else if (
      controller === undefined &&
      isSelected &&
      !isGoing &&
      deletionTimestamp === undefined
    )
      adopted.push(object)
  }
  return { owned, adopted, released }
}

/** Adopts and lets go; what is returned is the owner's from then on. `root` is their collection. */
export function* claim<T extends Owned>(
  owner: Owner & { readonly spec: { readonly selector: LabelSelector } },
  { objects, root }: { readonly objects: readonly T[]; readonly root: string },
): Task<readonly T[]> {
  const { owned, adopted, released } = claimsOf(owner, objects)
  const pathOf = ({ metadata }: T) => `${root}/${metadata.name}`
  const { uid } = owner.metadata
  const replies = yield [
    ...adopted.map((object) =>
      strategicPatch(pathOf(object), {
        metadata: { uid: object.metadata.uid, ownerReferences: [controllerReference(owner)] },
      }),
    ),
    ...released.map((object) =>
      strategicPatch(pathOf(object), {
        metadata: { uid: object.metadata.uid, ownerReferences: [{ $patch: 'delete', uid }] },
      }),
    ),
  ]
  const taken = replies.slice(0, adopted.length).flatMap((it) => (it.ok ? [it.object as T] : []))
  return [...owned, ...taken]
}
