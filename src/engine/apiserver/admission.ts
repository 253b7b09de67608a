import type { Namespace } from '../api/generated/types.ts'
import type { Call } from './call.ts'
import { inject } from './injection.ts'
import { taintNewNode } from './nodes.ts'
import { type ApiObject, wishedName } from './object.ts'
import {
  checkOverhead,
  defaultTolerations,
  keptPriority,
  priority,
  runtimeClass,
} from './pod-admission.ts'
import { forbiddenBecause, notFound } from './refusals.ts'
import { serviceAccount } from './service-account-admission.ts'
import { allocate, reallocate } from './services/allocation.ts'

/** Looks at an object that is about to be created: changes it, or refuses it. */
export type Admission = (call: Call, object: ApiObject) => ApiObject

/** In the order of the real server. */
const PLUGINS: readonly Admission[] = [
  namespaceLifecycle,
  // In truth the last of them, after which the others are asked once more.
  inject,
  serviceAccount,
  taintNewNode,
  priority,
  defaultTolerations,
  runtimeClass,
  allocate,
]

/** What becomes of an object that is about to take the place of another. */
export function admitUpdate(call: Call, object: ApiObject, before: ApiObject): ApiObject {
  if (call.route.subresource !== '') return object
  return reallocate(call, defaultTolerations(call, keptPriority(call, object, before)), before)
}

/** What becomes of an object on its way in. */
export function admit(call: Call, object: ApiObject): ApiObject {
  return PLUGINS.reduce((admitted, plugin) => plugin(call, admitted), object)
}

/** What may still refuse an object that is about to be created, when its kind allows it. */
export function judge(call: Call, object: ApiObject): void {
  checkOverhead(call, object)
}

/** Nothing is created in a namespace that is not there, or that is going. */
function namespaceLifecycle({ backend, route, resource }: Call, object: ApiObject): ApiObject {
  const name = route.namespace
  if (name === '') return object
  const namespace = backend.store.get('namespaces', name) as Namespace | undefined
  if (namespace === undefined) throw notFound({ group: '', resource: 'namespaces' }, name)
  if (namespace.metadata.deletionTimestamp === undefined) return object
  throw forbiddenBecause(resource, wishedName(object), {
    why: `unable to create new content in namespace ${name} because it is being terminated`,
    cause: {
      reason: 'NamespaceTerminating',
      message: `namespace ${name} is being terminated`,
      field: 'metadata.namespace',
    },
  })
}
