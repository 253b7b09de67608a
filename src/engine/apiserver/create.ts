import { isDryRun, type Call, type Decision } from './call.ts'
import { readResource } from './body.ts'
import { decode } from '../api/decode.ts'
import { setDefaults } from '../api/defaults.ts'
import { admit, judge } from './admission.ts'
import { newUid, nowTime } from './backend.ts'
import { trackApply, trackCreate } from './managed-fields/track.ts'
import { type ApiObject, keyOf, withMetadata } from './object.ts'
import { withOwnersOnce } from './owners.ts'
import { alreadyExists, badRequest, invalid, serverError, telling } from './refusals.ts'

/** POST to a collection. */
export function create(call: Call): Decision {
  const { object, warnings } = readResource(call)
  return telling(warnings, () => decideCreate(call, { object, warnings, operation: 'Update' }))
}

export interface Wish {
  readonly object: ApiObject
  readonly warnings: readonly string[]
  /** How it is noted who manages its fields. */
  readonly operation: 'Apply' | 'Update'
}

/** Creating an object that was read before: also how a server-side apply begins. */
export function decideCreate(call: Call, wish: Wish): Decision {
  const { backend, resource } = call
  const { object: given, warnings: doubled } = withOwnersOnce(call, wish.object)
  const admitted = withIdentity(call, admit(call, placedOf(call, given, wish)))
  const early = [...doubled, ...resource.rules.corrections(admitted)]
  const object = telling(early, () => prepare(call, admitted))
  const told = [...early, ...resource.rules.warnings(object)]
  telling(told, () => {
    judge(call, object)
    checkStorable(call, object, wish)
  })
  return {
    code: 201,
    warnings: [...wish.warnings, ...told],
    carryOut: () =>
      isDryRun(call.request) ? object : backend.store.create(resource.resource, object),
  }
}

/** The object with what is filled in, and who manages its fields. */
function placedOf(call: Call, given: ApiObject, { operation }: Wish): ApiObject {
  const { type } = call.resource
  const read = decode(given, type).object as ApiObject
  const defaulted = inNamespaceOf(call, setDefaults(read, type))
  return operation === 'Apply' ? trackApply(call, defaulted, given) : trackCreate(call, defaulted)
}

/** The object as it will be kept, if the rules of its kind allow it. */
function prepare({ resource }: Call, admitted: ApiObject): ApiObject {
  const prepared = resource.strategy.prepareForCreate(admitted)
  // What was added on the way in stands where the API writes it.
  const object = decode(prepared, resource.type).object as ApiObject
  const errors = resource.rules.validate(object)
  if (errors.length > 0) throw invalid({ ...resource, name: object.metadata.name }, errors)
  return object
}

/** What the store itself refuses. */
function checkStorable(
  { backend, request, resource }: Call,
  object: ApiObject,
  { object: given, operation }: Wish,
): void {
  const { resourceVersion = '' } = given.metadata
  // Whoever only tries it out may name a version.
  const isStored = operation === 'Update' && !isDryRun(request)
  if (isStored && /^0*[1-9]\d*$/.test(resourceVersion))
    throw serverError('resourceVersion should not be set on objects to be created')
  const other = backend.store.get(resource.resource, keyOf(object))
  if (other === undefined) return
  const isGoing = other.metadata.deletionTimestamp !== undefined
  throw alreadyExists(resource, object.metadata.name, isGoing)
}

/** The namespace of the path holds; one in the object must be the same. */
export function inNamespaceOf({ route, resource }: Call, object: ApiObject): ApiObject {
  const { namespace = '' } = object.metadata
  if (!resource.isNamespaced) return withMetadata(object, { namespace: undefined })
  if (namespace === '') return withMetadata(object, { namespace: route.namespace })
  if (namespace !== route.namespace)
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    )
  return object
}

const SUFFIX_ALPHABET = 'bcdfghjklmnpqrstvwxz2456789'
const LONGEST_GENERATED = 63 - 5

/** What the server alone gives: a name that was left open, the uid and the time. */
function withIdentity({ backend }: Call, object: ApiObject): ApiObject {
  const { generateName = '' } = object.metadata
  const given = (object.metadata as { readonly name?: string }).name ?? ''
  const isGenerated = given === '' && generateName !== ''
  const generated =
    generateName.slice(0, LONGEST_GENERATED) + backend.random.text(5, SUFFIX_ALPHABET)
  return withMetadata(object, {
    name: isGenerated ? generated : given,
    uid: newUid(backend.random),
    creationTimestamp: nowTime(backend),
    resourceVersion: undefined,
    generation: undefined,
    deletionTimestamp: undefined,
    deletionGracePeriodSeconds: undefined,
    selfLink: undefined,
  })
}
