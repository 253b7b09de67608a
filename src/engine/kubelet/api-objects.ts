import type { ConfigMap, Secret } from '../api/generated/types.ts'
import type { Client, Reply } from '../apiserver/client.ts'
import type { Found } from '../volumes/payload.ts'
import { answerTo, type Task } from './task.ts'

/** Reads the ConfigMaps and Secrets of a namespace that are needed; those that are missing are left out. */
export function* readObjects(
  client: Client,
  namespace: string,
  names: { readonly configMaps: readonly string[]; readonly secrets: readonly string[] },
): Task<Found> {
  const at = `/api/v1/namespaces/${namespace}`
  return {
    configMaps: yield* readAll<ConfigMap>(client, `${at}/configmaps`, names.configMaps),
    secrets: yield* readAll<Secret>(client, `${at}/secrets`, names.secrets),
  }
}

function* readAll<T>(
  client: Client,
  path: string,
  names: readonly string[],
): Task<ReadonlyMap<string, T>> {
  const found = new Map<string, T>()
  for (const name of new Set(names)) {
    const reply = yield* answerTo<Reply<T>>((done) => {
      client.get(`${path}/${name}`, done)
    })
    if (reply.ok) found.set(name, reply.object)
  }
  return found
}
