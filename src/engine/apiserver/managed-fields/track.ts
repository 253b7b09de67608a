import { zeroOf } from '../../api/empty.ts'
import { nowTime } from '../backend.ts'
import { type Call, queryOf } from '../call.ts'
import { type ApiObject, withMetadata } from '../object.ts'
import { groupVersionOf } from '../resource.ts'
import { compare, type Comparison, fieldsOf } from './compare.ts'
import { afterApply, afterUpdate, type Entries, type Manager, only } from './managers.ts'

/** Notes that everything in a new object is of whoever creates it, beside what is always there. */
export function trackCreate(call: Call, object: ApiObject, before = nothing(call)): ApiObject {
  return tracked(call, object, { before, entries: [] })
}

/** Notes that who applied a new object owns what it said, and not what was filled in. */
export function trackApply(call: Call, object: ApiObject, wish: ApiObject): ApiObject {
  const { changed } = written(call, {
    changed: fieldsOf(wish, call.resource.type),
    removed: undefined,
  })
  const managedFields = afterApply(
    [],
    { applied: changed ?? {}, changed: undefined, removed: undefined },
    { who: managerOf(call, 'Apply'), now: nowTime(call.backend) },
  )
  return withMetadata(object, {
    managedFields: managedFields.length === 0 ? undefined : managedFields,
  })
}

/** Notes what an update changes as the own of whoever updates; what was forgotten stays so. */
export function trackUpdate(call: Call, object: ApiObject, before: ApiObject): ApiObject {
  const entries = entriesOf(object, before)
  if (entries.length === 0) return withMetadata(object, { managedFields: undefined })
  return tracked(call, object, { before, entries })
}

/** What was sent without its managers is managed as it stands; `[{}]` forgets them all. */
function entriesOf({ metadata }: ApiObject, before: ApiObject): Entries {
  const given = metadata.managedFields ?? []
  if (given.length === 1 && Object.keys(given[0] ?? {}).length === 0) return []
  return given.length > 0 && given.every(isEntry) ? given : (before.metadata.managedFields ?? [])
}

/** Entries of which one is malformed are passed over. */
function isEntry({ operation, apiVersion = '', fieldsType }: Entries[number]): boolean {
  const isKnown = operation === 'Apply' || operation === 'Update'
  return isKnown && apiVersion !== '' && fieldsType === 'FieldsV1'
}

/**
 * Who manages what before somebody applies: what nobody was noted for is of whoever was there
 * before. Source: managedfields/internal/skipnonapplied.go.
 */
export function entriesBeforeApply(call: Call, live: ApiObject): Entries {
  const entries = live.metadata.managedFields ?? []
  if (entries.length > 0) return entries
  const comparison = written(call, compare(nothing(call), live, call.resource.type))
  const who = { ...managerOf(call, 'Update'), manager: 'before-first-apply' }
  return afterUpdate([], comparison, { who, now: nowTime(call.backend) })
}

function nothing({ resource }: Call): ApiObject {
  return zeroOf({ shape: 'named', name: resource.type }) as ApiObject
}

function tracked(
  call: Call,
  object: ApiObject,
  { before, entries }: { readonly before: ApiObject; readonly entries: Entries },
): ApiObject {
  const comparison = written(call, compare(before, object, call.resource.type))
  const next = afterUpdate(entries, comparison, {
    who: managerOf(call, 'Update'),
    now: nowTime(call.backend),
  })
  return withMetadata(object, { managedFields: next.length === 0 ? undefined : next })
}

/** What this way of writing can change at all. */
export function written({ resource, route }: Call, comparison: Comparison): Comparison {
  const fields = fieldsWritten(
    resource.subresources.some(({ name }) => name === 'status'),
    route,
  )
  if (fields === undefined) return comparison
  return { changed: only(comparison.changed, fields), removed: only(comparison.removed, fields) }
}

function fieldsWritten(
  hasStatus: boolean,
  { subresource }: Call['route'],
): readonly string[] | undefined {
  if (subresource === 'token') return undefined
  if (subresource === 'status') return ['metadata', 'status']
  if (subresource !== '') return ['metadata', 'spec']
  return hasStatus ? ['metadata', 'spec'] : undefined
}

/** By its own word, or by the name of its program. */
export function managerOf(
  { request, resource, route }: Call,
  operation: 'Apply' | 'Update',
): Manager {
  const agent = (request.headers['user-agent'] ?? '').split('/')[0] ?? ''
  const named = queryOf(request, 'fieldManager')
  return {
    manager: named === '' ? (agent === '' ? 'unknown' : agent) : named,
    operation,
    apiVersion: groupVersionOf(resource),
    subresource: route.subresource,
  }
}
