import { JsonPatchMistake, jsonPatch, mergePatch, strategicMergePatch } from '#engine'
import type { KubeObject } from '../api/objects.ts'
import { CommandError } from '../failure.ts'

export type PatchType = 'json' | 'merge' | 'strategic'

/** What a patch makes of an object when no server is asked. Throws a CommandError. */
export function patchLocally(object: KubeObject, patch: unknown, type: PatchType): KubeObject {
  const patched = applied(object, patch, type)
  if (isKubeObject(patched)) return patched
  throw new CommandError(
    'json: cannot unmarshal array into Go value of type map[string]interface {}',
  )
}

function applied(object: KubeObject, patch: unknown, type: PatchType): unknown {
  switch (type) {
    case 'strategic':
      return strategicMergePatch(object, patch, object.kind ?? '')
    case 'merge':
      return mergePatch(object, patch)
    case 'json':
      return byJsonPatch(object, patch)
  }
}

function byJsonPatch(object: KubeObject, patch: unknown): unknown {
  try {
    return jsonPatch(object, patch)
  } catch (error) {
    if (!(error instanceof JsonPatchMistake)) throw error
    const [, key] = /doc is missing key: (.*)$/.exec(error.message) ?? []
    throw new CommandError(
      key === undefined ? error.message : `Object to be patched is missing field (${key})`,
    )
  }
}

function isKubeObject(value: unknown): value is KubeObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
