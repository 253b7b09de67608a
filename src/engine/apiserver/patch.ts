import { apply } from './apply.ts'
import { jsonOf, readResource } from './body.ts'
import type { Call, Decision } from './call.ts'
import { JsonPatchMistake, jsonPatch } from './json-patch.ts'
import { mergePatch } from './merge-patch.ts'
import { existing } from './read.ts'
import { badRequest, rejected, unsupportedMediaType } from './refusals.ts'
import { strategicMergePatch } from './strategic-merge-patch.ts'
import { decideUpdate } from './update.ts'

type Patch = (target: unknown, patch: unknown, typeName: string) => unknown

const PATCHES = new Map<string, Patch>([
  ['application/json-patch+json', applyJsonPatch],
  ['application/merge-patch+json', mergePatch],
  ['application/strategic-merge-patch+json', strategicMergePatch],
])

const APPLY = 'application/apply-patch+yaml'

/** PATCH of an object or of one of its subresources. */
export function patch(call: Call): Decision {
  const type = (call.request.headers['content-type'] ?? '').split(';')[0] ?? ''
  if (type === APPLY) return apply(call)
  const change = PATCHES.get(type)
  if (change === undefined) throw unsupportedMediaType([...PATCHES.keys(), APPLY])
  const before = existing(call)
  const patched = change(before, jsonOf(call.request), call.resource.type)
  const { object, warnings } = readResource(call, patched)
  return decideUpdate(call, { object, before, warnings, isTracked: false })
}

function applyJsonPatch(target: unknown, operations: unknown): unknown {
  try {
    return jsonPatch(target, operations)
  } catch (mistake) {
    if (!(mistake instanceof JsonPatchMistake)) throw mistake
    throw Array.isArray(operations) ? rejected() : badRequest(mistake.message)
  }
}
