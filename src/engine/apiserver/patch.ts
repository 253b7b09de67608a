import { jsonOf, readResource } from './body.ts'
import type { Call, Decision } from './call.ts'
import { mergePatch } from './merge-patch.ts'
import { existing } from './read.ts'
import { unsupportedMediaType } from './refusals.ts'
import { decideUpdate } from './update.ts'

const MEDIA_TYPES = [
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
]

/** PATCH of an object or of its status. */
export function patch(call: Call): Decision {
  const before = existing(call)
  const body = jsonOf(call.request)
  const type = (call.request.headers['content-type'] ?? '').split(';')[0]
  if (type !== 'application/merge-patch+json') throw unsupportedMediaType(MEDIA_TYPES)
  const { object, warnings } = readResource(call, mergePatch(before, body))
  return decideUpdate(call, { object, before, warnings })
}
