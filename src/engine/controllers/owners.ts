import type { ObjectMeta, ObjectReference, OwnerReference } from '../api/generated/types.ts'

/** Any object of the API, as far as owning goes. */
export interface Owned {
  readonly metadata: ObjectMeta
}

export interface Owner extends Owned {
  readonly apiVersion: string
  readonly kind: string
}

/** The one owner that manages an object; undefined when nobody does. */
export function controllerOf({ metadata }: Owned): OwnerReference | undefined {
  return metadata.ownerReferences?.find(({ controller }) => controller === true)
}

export function isControlledBy(object: Owned, owner: Owned): boolean {
  return controllerOf(object)?.uid === owner.metadata.uid
}

export function controllerReference({ apiVersion, kind, metadata }: Owner): OwnerReference {
  const { name, uid } = metadata
  return { apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true }
}

/** The object, as events name it. */
export function referenceToOwner({ apiVersion, kind, metadata }: Owner): ObjectReference {
  const { namespace = '', name, uid, resourceVersion = '' } = metadata
  return { kind, namespace, name, uid, apiVersion, resourceVersion }
}

/** NAMESPACE/NAME: the key under which controllers think of an object. */
export function keyOf({ metadata }: Owned): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`
}

/** The two parts of a key. */
export function partsOf(key: string): readonly [namespace: string, name: string] {
  const [namespace = '', name = ''] = key.split('/')
  return [namespace, name]
}
