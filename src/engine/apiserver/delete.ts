import type { DeleteOptions } from '../api/generated/types.ts'
import { epochMsOf, timeAt } from '../api/times.ts'
import { success, type Status } from '../api/status.ts'
import { nowMs } from './backend.ts'
import { isDryRun, type Call, type Decision } from './call.ts'
import { selectObjects } from './list.ts'
import { optionsOf } from './delete-options.ts'
import { withoutKind } from './negotiate.ts'
import { type ApiObject, withMetadata } from './object.ts'
import { existing } from './read.ts'
import { conflict, forbidden } from './refusals.ts'
import { isSame } from './same.ts'

/** DELETE of one object. */
export function deleteOne(call: Call): Decision {
  const options = optionsOf(call)
  const object = existing(call)
  const removal = decideRemoval(call, object, options)
  const isDry = isDryRun(call.request) || options.dryRun !== undefined
  return {
    code: 200,
    warnings: [],
    carryOut: () => {
      const { isGone, last } = isDry ? removal.foreseen : removal.carryOut()
      return isGone && !call.resource.returnsDeleted ? deletedStatus(call, object) : last
    },
  }
}

/** DELETE of a collection: the list of what was deleted. */
export function deleteCollection(call: Call): Decision {
  const options = optionsOf(call)
  const { objects } = selectObjects(call)
  const isDry = isDryRun(call.request) || options.dryRun !== undefined
  const removals = objects.map((object) => decideRemoval(call, object, options))
  return {
    code: 200,
    warnings: [],
    carryOut: () => {
      const { kind, version, group } = call.resource
      const items = isDry ? objects : removals.map((removal) => removal.carryOut().last)
      return {
        kind: `${kind}List`,
        apiVersion: group === '' ? version : `${group}/${version}`,
        metadata: { resourceVersion: `${call.backend.store.revision}` },
        items: items.map(withoutKind),
      }
    },
  }
}

interface Removed {
  /** Taken away; not only marked as going. */
  readonly isGone: boolean
  readonly last: ApiObject
}

interface Removal {
  readonly foreseen: Removed
  readonly carryOut: () => Removed
}

/** Checks the preconditions; carried out, it deletes the object or marks it as being deleted. */
export function decideRemoval(
  call: Call,
  object: ApiObject,
  options: Partial<DeleteOptions>,
): Removal {
  checkPreconditions(call, object, options)
  const why = call.resource.strategy.undeletable(object)
  if (why !== undefined) throw forbidden(call.resource, object.metadata.name, why)
  const { store } = call.backend
  const { resource, strategy } = call.resource
  const grace = strategy.gracePeriod(object, options.gracePeriodSeconds)
  const finalizers = finalizersOf(call, object, options)
  const isHeld = finalizers.length > 0 || strategy.isHeld(object)
  if (grace === null && !isHeld)
    return {
      foreseen: { isGone: true, last: object },
      carryOut: () => ({ isGone: true, last: store.delete(resource, object) }),
    }
  const finalized = isSame(finalizers, object.metadata.finalizers ?? [])
    ? object
    : withMetadata(object, { finalizers: finalizers.length === 0 ? undefined : finalizers })
  const marked = strategy.going(markedAsGoing(call, finalized, grace))
  const waits = isHeld || (marked.metadata.deletionGracePeriodSeconds ?? 0) > 0
  return {
    foreseen: { isGone: !waits, last: marked },
    carryOut: () => {
      const last = marked === object ? object : store.update(resource, marked)
      return waits ? { isGone: false, last } : { isGone: true, last: store.delete(resource, last) }
    },
  }
}

const ORPHAN = 'orphan'
const FOREGROUND = 'foregroundDeletion'

/**
 * What holds an object until the garbage collector has seen to its dependents, beside the
 * finalizers that it has. Source: registry/store.go, deletionFinalizersForGarbageCollection.
 */
function finalizersOf(
  { resource }: Call,
  { metadata }: ApiObject,
  { propagationPolicy, orphanDependents }: Partial<DeleteOptions>,
): readonly string[] {
  const before = metadata.finalizers ?? []
  const others = before.filter((it) => it !== ORPHAN && it !== FOREGROUND)
  const isOrphaning = orphanDependents ?? (propagationPolicy === undefined ? null : false)
  if (isOrphaning === true || propagationPolicy === 'Orphan') return [...others, ORPHAN]
  if (propagationPolicy === 'Foreground') return [...others, FOREGROUND]
  if (isOrphaning === false) return others
  if (before.includes(ORPHAN) || before.includes(FOREGROUND)) return before
  return resource.strategy.orphansDependents === true ? [...others, ORPHAN] : before
}

/** Whoever is going already can only be hurried. */
function markedAsGoing(
  { backend, resource }: Call,
  object: ApiObject,
  grace: number | null,
): ApiObject {
  const { deletionTimestamp, deletionGracePeriodSeconds: before = 0, generation } = object.metadata
  const seconds = grace ?? 0
  if (deletionTimestamp === undefined)
    return withMetadata(object, {
      deletionTimestamp: timeAt(nowMs(backend) + seconds * 1000),
      deletionGracePeriodSeconds: resource.kind === 'Namespace' ? undefined : seconds,
      generation: generation === undefined ? undefined : generation + 1,
    })
  if (grace === null || seconds >= before) return object
  const requestedAt = (epochMsOf(deletionTimestamp) ?? 0) - before * 1000
  return withMetadata(object, {
    deletionTimestamp: timeAt(requestedAt + seconds * 1000),
    deletionGracePeriodSeconds: seconds,
  })
}

/** Source: registry/rest/delete.go, BeforeDelete, which names the kind and not the resource. */
function checkPreconditions(
  { resource: { group, kind } }: Call,
  { metadata }: ApiObject,
  { preconditions }: Partial<DeleteOptions>,
): void {
  const { uid, resourceVersion } = preconditions ?? {}
  const refuse = (why: string) => conflict({ group, resource: kind }, metadata.name, why)
  if (uid !== undefined && uid !== metadata.uid)
    throw refuse(
      `the UID in the precondition (${uid}) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`,
    )
  if (resourceVersion !== undefined && resourceVersion !== metadata.resourceVersion)
    throw refuse(
      `the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record (${metadata.resourceVersion ?? ''}). The object might have been modified`,
    )
}

function deletedStatus({ resource }: Call, { metadata }: ApiObject): Status {
  return success({
    name: metadata.name,
    ...(resource.group === '' ? {} : { group: resource.group }),
    kind: resource.resource,
    uid: metadata.uid,
  })
}
