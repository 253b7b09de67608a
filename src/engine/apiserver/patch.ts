import { apply } from './apply.ts'
import { type Body, bodyOf, type Patched, readPatched } from './body.ts'
import type { Call, Decision } from './call.ts'
import { JsonPatchMistake, jsonPatch } from './json-patch.ts'
import { isObject, mergePatch } from './merge-patch.ts'
import { existing } from './read.ts'
import { badRequest, rejected, unsupportedMediaType } from './refusals.ts'
import { goMap, strategicMergePatch } from './strategic-merge-patch.ts'
import { decideUpdate } from './update.ts'

interface Patch {
  readonly change: (target: unknown, patch: unknown, typeName: string) => unknown
  /** How it is shown when what it came to is refused. */
  readonly shown: (patch: unknown, patched: unknown) => string
}

const patchedJson = (_: unknown, patched: unknown) => JSON.stringify(patched)

const PATCHES = new Map<string, Patch>([
  ['application/json-patch+json', { change: applyJsonPatch, shown: patchedJson }],
  ['application/merge-patch+json', { change: applyMergePatch, shown: patchedJson }],
  ['application/strategic-merge-patch+json', { change: applyStrategic, shown: goMap }],
])
const APPLY = 'application/apply-patch+yaml'

/** PATCH of an object or of one of its subresources. */
export function patch(call: Call): Decision {
  const type = (call.request.headers['content-type'] ?? '').split(';')[0] ?? ''
  if (type === APPLY) return apply(call)
  const before = existing(call)
  const { patched, shown } = changeOf(call, before, call.resource.type)
  const { object, warnings } = readPatched(call, { patched, shown })
  return decideUpdate(call, { object, before, warnings, isTracked: false })
}

/** What a patch of another kind than apply makes of an object. */
export function changeOf(call: Call, before: object, typeName: string): Patched {
  const type = (call.request.headers['content-type'] ?? '').split(';')[0] ?? ''
  const kind = PATCHES.get(type)
  if (kind === undefined) throw unsupportedMediaType([...PATCHES.keys(), APPLY])
  const { value } = readPatch(bodyOf(call.request))
  const patched = kind.change(before, value, typeName)
  return { patched, shown: kind.shown(value, patched) }
}

function readPatch(body: Body | undefined): Body {
  if (body === undefined) throw badRequest('error decoding patch: unexpected end of JSON input')
  if (body.error !== undefined) throw badRequest(`error decoding patch: ${body.error}`)
  return body
}

function applyStrategic(target: unknown, change: unknown, typeName: string): unknown {
  if (!isObject(change))
    throw badRequest('json: cannot unmarshal array into Go value of type map[string]interface {}')
  return strategicMergePatch(target, change, typeName)
}

function applyMergePatch(target: unknown, change: unknown): unknown {
  if (!isObject(change)) throw badRequest('Invalid JSON Patch')
  return mergePatch(target, change)
}

function applyJsonPatch(target: unknown, operations: unknown): unknown {
  try {
    return jsonPatch(target, operations)
  } catch (mistake) {
    if (!(mistake instanceof JsonPatchMistake)) throw mistake
    throw Array.isArray(operations) ? rejected() : badRequest(mistake.message)
  }
}
