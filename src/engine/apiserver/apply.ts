import type { ManagedFieldsEntry, ObjectMeta } from '../api/generated/types.ts'
import { decode } from '../api/decode.ts'
import { jsonType } from '../api/scalars.ts'
import { failure } from '../api/status.ts'
import { nowTime } from './backend.ts'
import { bodyOf, type Read } from './body.ts'
import { type Call, type Decision, flagOf, queryOf } from './call.ts'
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
import { entriesBeforeApply, managerOf, written } from './managed-fields/track.ts'
import { misfitOf } from './managed-fields/typed.ts'
import { type ApiObject, objectKey, withMetadata } from './object.ts'
import { badRequest, notFound, Refused, serverError } from './refusals.ts'
import { groupVersionOf } from './resource.ts'
import { checkName, decideUpdate } from './update.ts'

/** Server-side apply: says all that a manager wants of an object; creates what is not there. */
export function apply(call: Call): Decision {
  const { backend, resource, route } = call
  const { object, warnings } = readWish(call)
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

/** What is applied must fit the schema. Source: managedfields/internal/structuredmerge.go. */
function readWish(call: Call): Read<ApiObject> {
  const { type } = call.resource
  const { applied, warnings } = appliedBy(call)
  const { metadata } = applied
  if (isObject(metadata) && Array.isArray(metadata['managedFields']))
    throw badRequest('metadata.managedFields must be nil')
  const misfit = misfitOf(applied, type)
  if (misfit !== undefined)
    throw serverError(`failed to create typed patch object (${whatIs(applied)}): ${misfit}`)
  const { object, error } = decode(applied, type)
  if (error !== undefined)
    throw serverError(`failed to convert new typed object (${whatIs(applied)}) to object: ${error}`)
  const { kind } = call.resource
  const said = onlyGiven(object, { ...applied, metadata: metadata ?? {} }) as ApiObject
  const { name = call.route.name } = said.metadata as Partial<ObjectMeta>
  const given = { ...said, kind, apiVersion: groupVersionOf(call.resource) }
  const named = { ...given, metadata: { ...said.metadata, name } }
  checkName(call, named)
  return { object: named, warnings }
}

type Applied = Readonly<Record<string, unknown>>

function appliedBy(call: Call): {
  readonly applied: Applied
  readonly warnings: readonly string[]
} {
  const { value, error, duplicates = [] } = bodyOf(call.request) ?? {}
  if (error !== undefined)
    throw badRequest(`error decoding YAML: error converting YAML to JSON: ${error}`)
  const applied = value ?? {}
  if (!isObject(applied))
    throw badRequest(
      `error decoding YAML: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${jsonType(applied)} into Go value of type map[string]interface {}`,
    )
  if (
    kindOf(applied) !==
    kindOf({ kind: call.resource.kind, apiVersion: groupVersionOf(call.resource) })
  )
    throw badRequest(`invalid object type: ${kindOf(applied)}`)
  return { applied, warnings: settleDuplicates(call, duplicates) }
}

/** Keys that stand twice, in the words of the YAML library: they are told of, or refused. */
function settleDuplicates({ request }: Call, duplicates: readonly string[]): readonly string[] {
  const mode = queryOf(request, 'fieldValidation')
  if (duplicates.length === 0 || (mode !== 'Strict' && mode !== 'Warn')) return []
  const lines = duplicates.map(
    (path) => `line 1: key ${JSON.stringify(path.split('.').at(-1))} already set in map`,
  )
  if (mode === 'Warn') return lines
  const why = ['yaml: unmarshal errors:', ...lines.map((line) => `  ${line}`)].join('\n')
  throw badRequest(`error strict decoding YAML: error converting YAML to JSON: ${why}`)
}

/** Group, version and kind as Go prints them: `apps/v1, Kind=Deployment`; `/v1` without a group. */
function kindOf({ kind, apiVersion }: Applied): string {
  const version = typeof apiVersion === 'string' ? apiVersion : ''
  return `${version.includes('/') ? '' : '/'}${version}, Kind=${typeof kind === 'string' ? kind : ''}`
}

function whatIs(applied: Applied): string {
  const { metadata } = applied
  const { namespace = '', name = '' } = (isObject(metadata) ? metadata : {}) as Partial<ObjectMeta>
  return `${namespace}/${name}; ${kindOf(applied)}`
}

interface Wish {
  readonly live: ApiObject
  readonly wish: ApiObject
  readonly who: Manager
  readonly warnings: readonly string[]
}

function change(call: Call, { live, wish, who, warnings }: Wish): Decision {
  const { type } = call.resource
  const entries = entriesBeforeApply(call, live)
  const wanted = written(call, { changed: fieldsOf(wish, type), removed: undefined }).changed
  const merged = mergeApplied(live, wish, type) as ApiObject
  const given = beyond(appliedSet(entries, who), union(wanted, othersSet(entries, who)))
  const pruned = decode(withoutFields(merged, given, type), type).object as ApiObject
  const comparison = written(call, compare(live, pruned, type))
  const conflicts = conflictsOf(entries, comparison.changed, who)
  if (conflicts.length > 0 && flagOf(call.request, 'force') !== true) throw refuse(conflicts)
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
