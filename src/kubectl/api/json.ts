import type { JsonValue } from '#manifest'
import type { JsonObject } from '../patch/diff.ts'
import type { KubeObject } from './objects.ts'

/** An object as the JSON that it travels as: that is all it can hold. */
export function asJson(object: KubeObject): JsonObject {
  return object as JsonValue as JsonObject
}

/** Without the list of who has set which field. */
export function withoutManagedFields(object: KubeObject): KubeObject {
  const kept = Object.entries(object.metadata ?? {}).filter(([key]) => key !== 'managedFields')
  return { ...object, metadata: Object.fromEntries(kept) }
}
