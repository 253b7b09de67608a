import { setDefaults } from '../api/defaults.ts'
import { invalidValue, quoteGo } from '../api/field-error.ts'
import { validateAnyUpdate, validateObjectMetaUpdate } from '../api/validation/meta.ts'
import { admitUpdate } from './admission.ts'
import { readResource } from './body.ts'
import { isDryRun, type Call, type Decision } from './call.ts'
import { decideCreate, inNamespaceOf } from './create.ts'
import { trackUpdate } from './managed-fields/track.ts'
import { type ApiObject, objectKey, withMetadata } from './object.ts'
import { withOwnersOnce } from './owners.ts'
import { existing } from './read.ts'
import {
  badRequest,
  conflict,
  invalid,
  methodNotAllowed,
  MODIFIED,
  serverError,
  telling,
} from './refusals.ts'
import type { Resource } from './resource.ts'
import { isSame } from './same.ts'

/** PUT of an object or of its status. */
export function update(call: Call): Decision {
  const { object, warnings } = readResource(call)
  checkName(call, object)
  return telling(warnings, () =>
    isToBeCreated(call)
      ? decideCreate(call, { object, warnings, operation: 'Update' })
      : decideUpdate(call, { object, before: existing(call), warnings, isTracked: false }),
  )
}

/** Of some kinds a PUT creates what is not there. */
function isToBeCreated({ backend, route, resource }: Call): boolean {
  const key = objectKey(route.namespace, route.name)
  const isMissing = backend.store.get(resource.resource, key) === undefined
  return resource.strategy.createsOnUpdate === true && route.subresource === '' && isMissing
}

/** The object must have the name under which it is written. */
export function checkName({ route }: Call, { metadata }: ApiObject): void {
  if (metadata.name === route.name) return
  const given = (metadata as { readonly name?: string }).name ?? ''
  if (given === '')
    throw badRequest(
      `the name of the object (${route.name} based on URL) was undeterminable: name must be provided`,
    )
  throw badRequest(
    `the name of the object (${given}) does not match the name on the URL (${route.name})`,
  )
}

/** The rules of the kind for the object itself; for a view of it, only those of its metadata. */
function validateUpdate({ resource, route }: Call, object: ApiObject, before: ApiObject) {
  const way = resource.strategy.updates[route.subresource]
  if (way?.validate !== undefined) return way.validate(object, before)
  return route.subresource === ''
    ? resource.rules.validateUpdate(object, before)
    : validateObjectMetaUpdate(object.metadata, before.metadata)
}

function warningsOf({ resource, route }: Call, object: ApiObject, before: ApiObject) {
  const way = resource.strategy.updates[route.subresource]
  if (way?.warnings !== undefined) return way.warnings(object)
  return route.subresource === '' ? resource.rules.warnings(object, before) : []
}

export interface Update {
  readonly object: ApiObject
  readonly before: ApiObject
  readonly warnings: readonly string[]
  /** Whether it is noted already who manages what. */
  readonly isTracked: boolean
}

/** Replacing an object: by PUT, or as what a patch came to. */
export function decideUpdate(call: Call, update: Update): Decision {
  const { before, isTracked } = update
  const { object, warnings } = withOwnersOnce(call, update.object)
  const { backend, resource, route } = call
  const way = resource.strategy.updates[route.subresource]
  if (way === undefined) throw methodNotAllowed()
  checkPreconditions(call, object, before)
  const wished = kept(inNamespaceOf(call, setDefaults(object, resource.type)), before)
  const next = isTracked ? wished : trackUpdate(call, wished, before)
  const prepared = way.prepare(admitUpdate(call, next, before), before)
  const errors = [
    ...validateAnyUpdate(prepared.metadata, before.metadata),
    ...validateUpdate(call, prepared, before),
  ]
  if (errors.length > 0) throw invalid({ ...resource, name: route.name }, errors)
  const isChanged = !isSame(prepared, before)
  const isFinished = isChanged && isReleased(call, prepared)
  return {
    code: 200,
    warnings: [...update.warnings, ...warnings, ...warningsOf(call, prepared, before)],
    carryOut: () => {
      if (!isChanged) return before
      if (isDryRun(call.request)) return prepared
      const { store } = backend
      return isFinished
        ? store.delete(resource.resource, prepared)
        : store.update(resource.resource, prepared)
    },
  }
}

/** The last finalizer is gone from an object that was deleted, and no grace is left. */
function isReleased({ resource }: Call, object: ApiObject): boolean {
  const { metadata } = object
  return (
    !resource.strategy.isHeld(object) &&
    metadata.deletionTimestamp !== undefined &&
    (metadata.finalizers ?? []).length === 0 &&
    (metadata.deletionGracePeriodSeconds ?? 0) === 0
  )
}

/** Source: registry/store.go, Update, and etcd3/store.go, GuaranteedUpdate. */
function checkPreconditions(
  { request, resource, route }: Call,
  object: ApiObject,
  before: ApiObject,
): void {
  const { resourceVersion = '', uid = '' } = object.metadata as Partial<ApiObject['metadata']>
  if (!/^\d*$/.test(resourceVersion))
    throw serverError(`strconv.ParseUint: parsing ${quoteGo(resourceVersion)}: invalid syntax`)
  if (request.method === 'PUT' && uid !== '' && uid !== before.metadata.uid) {
    const why = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${before.metadata.uid}`
    const key = storageKey(resource, before)
    throw conflict(
      resource,
      route.name,
      `StorageError: invalid object, Code: 4, Key: ${key}, ResourceVersion: 0, AdditionalErrorMsg: ${why}`,
    )
  }
  if (Number(resourceVersion) === 0) checkUnconditional(resource, route.name)
  else if (resourceVersion !== before.metadata.resourceVersion)
    throw conflict(resource, route.name, MODIFIED)
}

/** Some kinds are written over only by who says which version he has read. */
function checkUnconditional({ strategy, group, resource }: Resource, name: string): void {
  if (strategy.demandsVersion !== true) return
  const words = 'must be specified for an update'
  throw invalid({ group, kind: resource, name }, [
    invalidValue('metadata.resourceVersion', 0, words),
  ])
}

/** Kinds that a real server keeps elsewhere than under their own name. */
const KEPT_AS = new Map([
  ['nodes', 'minions'],
  ['services', 'services/specs'],
])

/** Where a real server keeps an object in etcd. */
function storageKey({ resource }: Call['resource'], { metadata }: ApiObject): string {
  const { namespace = '', name } = metadata
  const place = namespace === '' ? name : `${namespace}/${name}`
  return `/registry/${KEPT_AS.get(resource) ?? resource}/${place}`
}

/** What no client can change; that an object is being deleted, no client can take back. */
function kept(object: ApiObject, { metadata }: ApiObject): ApiObject {
  const { deletionTimestamp, deletionGracePeriodSeconds } = metadata
  const { uid = '' } = object.metadata as Partial<ApiObject['metadata']>
  return withMetadata(object, {
    ...(deletionTimestamp === undefined ? {} : { deletionTimestamp }),
    ...(deletionGracePeriodSeconds === undefined ? {} : { deletionGracePeriodSeconds }),
    uid: uid === '' ? metadata.uid : uid,
    creationTimestamp: metadata.creationTimestamp,
    generation: metadata.generation,
    generateName: metadata.generateName,
    resourceVersion: metadata.resourceVersion,
    selfLink: undefined,
  })
}
