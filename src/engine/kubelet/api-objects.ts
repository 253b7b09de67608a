import type { Pod } from '../api/generated/types.ts'
import type { Found } from '../volumes/payload.ts'
import type { ApiObject } from '../apiserver/object.ts'
import type { ObjectCache } from './object-cache.ts'
import type { Parts } from './parts.ts'
import type { Task } from './task.ts'

/**
 * The ConfigMaps and Secrets that a Pod needs, by name; those that are missing are left out. Throws
 * Unsynced.
 */
export function* readObjects(
  { configMaps, secrets }: Pick<Parts, 'configMaps' | 'secrets'>,
  pod: Pod,
  names: { readonly configMaps: readonly string[]; readonly secrets: readonly string[] },
): Task<Found> {
  return {
    configMaps: yield* readAll(configMaps, pod, names.configMaps),
    secrets: yield* readAll(secrets, pod, names.secrets),
  }
}

function* readAll<T extends ApiObject>(
  cache: ObjectCache<T>,
  pod: Pod,
  names: readonly string[],
): Task<ReadonlyMap<string, T>> {
  const found = new Map<string, T>()
  for (const name of new Set(names)) {
    const object = yield* cache.read(pod, name)
    if (object !== undefined) found.set(name, object)
  }
  return found
}
