import type { Call } from './call.ts'
import { type ApiObject, objectKey } from './object.ts'
import { notFound } from './refusals.ts'

/** The object that the path names. */
export function existing({ backend, route, resource }: Call): ApiObject {
  const object = backend.store.get(resource.resource, objectKey(route.namespace, route.name))
  if (object === undefined) throw notFound(resource, route.name)
  return object
}
