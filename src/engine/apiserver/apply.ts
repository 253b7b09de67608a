import type { ManagedFieldsEntry, ObjectMeta } from '../api/generated/types.ts'
import { required } from '../api/field-error.ts'
import { failure } from '../api/status.ts'
import { nowTime } from './backend.ts'
import { bodyOf, readResource } from './body.ts'
import { type Call, type Decision, isTrue, queryOf } from './call.ts'
import { decideCreate } from './create.ts'
import { compare, fieldsOf } from './managed-fields/compare.ts'
import { beyond, union } from './managed-fields/field-set.ts'
import {
  afterApply,
  appliedSet,
  conflictsOf,
  type Manager,
  type ManagerConflict,
  othersSet,
} from './managed-fields/managers.ts'
import { isObject } from './merge-patch.ts'
import { mergeApplied, withoutFields } from './managed-fields/merge.ts'
import { managerOf, written } from './managed-fields/track.ts'
import { type ApiObject, objectKey, withMetadata } from './object.ts'
import { badRequest, invalid, notFound, Refused } from './refusals.ts'
import { decideUpdate } from './update.ts'

/** Server-side apply: says all that a manager wants of an object; creates what is not there. */
export function apply(call: Call): Decision {
  const { backend, request, resource, route } = call
  if (queryOf(request, 'fieldManager') === '')
    throw invalid({ group: 'meta.k8s.io', kind: 'PatchOptions', name: '' }, [
      required('fieldManager', 'is required for apply patch'),
    ])
  const { object: read, warnings } = readResource(call)
  checkWish(call, read)
  const object = onlyGiven(read, bodyOf(request)?.value) as ApiObject
  const live = backend.store.get(resource.resource, objectKey(route.namespace, route.name))
  const who = managerOf(call, 'Apply')
  if (live !== undefined) return change(call, { live, wish: object, who, warnings })
  if (route.subresource !== '') throw notFound(resource, route.name)
  return decideCreate(call, { object, warnings, operation: 'Apply' })
}

/** Of what was read only what was said: nothing else is wished for. */
function onlyGiven(read: unknown, json: unknown): unknown {
  if (Array.isArray(read) && Array.isArray(json))
    return read.map((item: unknown, index) => onlyGiven(item, json[index]))
  if (!isObject(read) || !isObject(json)) return read
  const said = Object.entries(read).filter(([key]) => Object.hasOwn(json, key))
  return Object.fromEntries(said.map(([key, value]) => [key, onlyGiven(value, json[key])]))
}

function checkWish({ route }: Call, { metadata }: ApiObject): void {
  const { name = '', managedFields } = metadata as Partial<ObjectMeta>
  if (managedFields !== undefined) throw badRequest('metadata.managedFields must be nil')
  if (name !== route.name)
    throw badRequest(
      `the name of the object (${name}) does not match the name on the URL (${route.name})`,
    )
}

interface Wish {
  readonly live: ApiObject
  readonly wish: ApiObject
  readonly who: Manager
  readonly warnings: readonly string[]
}

function change(call: Call, { live, wish, who, warnings }: Wish): Decision {
  const { type } = call.resource
  const entries = live.metadata.managedFields ?? []
  const wanted = written(call, { changed: fieldsOf(wish, type), removed: undefined }).changed
  const merged = mergeApplied(live, wish, type) as ApiObject
  const given = beyond(appliedSet(entries, who), union(wanted, othersSet(entries, who)))
  const pruned = withoutFields(merged, given, type) as ApiObject
  const comparison = written(call, compare(live, pruned, type))
  const conflicts = conflictsOf(entries, comparison.changed, who)
  if (conflicts.length > 0 && !isTrue(queryOf(call.request, 'force'))) throw refuse(conflicts)
  const managedFields = afterApply(
    entries,
    { ...comparison, applied: wanted ?? {} },
    { who, now: nowTime(call.backend) },
  )
  const object = withMetadata(pruned, {
    managedFields,
    resourceVersion: (wish.metadata as Partial<ObjectMeta>).resourceVersion,
  })
  return decideUpdate(call, { object, before: live, warnings, isTracked: true })
}

function refuse(conflicts: readonly ManagerConflict[]): Refused {
  const all = conflicts.flatMap(({ entry, paths }) => paths.map((path) => ({ entry, path })))
  const causes = all.map(({ entry, path }) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with ${nameOf(entry)}`,
    field: path,
  }))
  return new Refused(
    failure({
      code: 409,
      reason: 'Conflict',
      message: messageOf(conflicts, all.length),
      details: { causes },
    }),
  )
}

function messageOf(conflicts: readonly ManagerConflict[], count: number): string {
  const [first] = conflicts
  if (count === 1 && first !== undefined)
    return `Apply failed with 1 conflict: conflict with ${nameOf(first.entry)}: ${first.paths[0] ?? ''}`
  const lines = conflicts.flatMap(({ entry, paths }) => [
    `conflicts with ${nameOf(entry)}:`,
    ...paths.map((path) => `- ${path}`),
  ])
  return `Apply failed with ${count} conflicts: ${lines.join('\n')}`
}

function nameOf(entry: ManagedFieldsEntry): string {
  const { manager = '', subresource = '', operation, apiVersion = '' } = entry
  const named = `"${manager}"${subresource === '' ? '' : ` with subresource "${subresource}"`}`
  return operation === 'Update' ? `${named} using ${apiVersion}` : named
}
