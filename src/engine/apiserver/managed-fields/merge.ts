import { typeSchema } from '../../api/schema.ts'
import type { FieldSchema, TypeRef } from '../../api/schema-notation.ts'
import { isObject } from '../merge-patch.ts'
import { keyOf } from './entry-key.ts'
import { children, type FieldSet, isMember } from './field-set.ts'

type Json = Readonly<Record<string, unknown>>

/** What stands, with what somebody wants put over it: lists entry by entry, by their keys. */
export function mergeApplied(live: object, wanted: object, typeName: string): object {
  return mergeStruct(live as Json, wanted as Json, typeName)
}

function mergeStruct(live: Json, wanted: Json, typeName: string): Json {
  const schema = typeSchema(typeName)
  const merged = new Map(Object.entries(live))
  for (const [name, value] of Object.entries(wanted)) {
    const field = schema?.field.get(name)
    merged.set(name, field === undefined ? value : mergeField(live[name], value, field))
  }
  return Object.fromEntries(merged)
}

function mergeField(live: unknown, wanted: unknown, field: FieldSchema): unknown {
  const { type, isAtomic, listKeys, isSet } = field
  if (live === undefined || live === null || isAtomic) return wanted
  if (Array.isArray(live) && Array.isArray(wanted)) {
    if (isSet) return [...new Set([...(live as unknown[]), ...(wanted as unknown[])])]
    if (listKeys === undefined || type.shape !== 'list') return wanted
    return mergeList(live as Json[], wanted as Json[], { keys: listKeys, of: type.of })
  }
  if (!isObject(live) || !isObject(wanted)) return wanted
  if (type.shape === 'map')
    return Object.fromEntries([...Object.entries(live), ...Object.entries(wanted)])
  if (type.shape !== 'named' || typeSchema(type.name)?.isAtomic !== false) return wanted
  return mergeStruct(live, wanted, type.name)
}

function mergeList(
  live: readonly Json[],
  wanted: readonly Json[],
  { keys, of }: { readonly keys: readonly string[]; readonly of: TypeRef },
): readonly Json[] {
  const merge = (before: Json, item: Json) =>
    of.shape === 'named' ? mergeStruct(before, item, of.name) : item
  const byKey = new Map(live.map((item) => [keyOf(item, keys, of), item]))
  for (const item of wanted) {
    const key = keyOf(item, keys, of)
    byKey.set(key, merge(byKey.get(key) ?? {}, item))
  }
  return [...byKey.values()]
}

/** An object without the fields of a set; entries of lists go when they are members themselves. */
export function withoutFields(object: object, set: FieldSet | undefined, typeName: string): object {
  if (set === undefined) return object
  return removeFromStruct(object as Json, set, typeName)
}

function removeFromStruct(object: Json, set: FieldSet, typeName: string | undefined): Json {
  const schema = typeName === undefined ? undefined : typeSchema(typeName)
  const merged = new Map(Object.entries(object))
  for (const [edge, child] of children(set)) {
    const name = edge.slice(2)
    const value = merged.get(name)
    if (value === undefined) continue
    const left = isMember(child) ? undefined : removeFrom(value, child, schema?.field.get(name))
    if (left === undefined) merged.delete(name)
    else merged.set(name, left)
  }
  return Object.fromEntries(merged)
}

function removeFrom(value: unknown, set: FieldSet, field: FieldSchema | undefined): unknown {
  if (Array.isArray(value)) return removeFromList(value, set, field)
  if (!isObject(value)) return value
  return removeFromStruct(value, set, field?.type.shape === 'named' ? field.type.name : undefined)
}

function removeFromList(
  list: readonly unknown[],
  set: FieldSet,
  field: FieldSchema | undefined,
): unknown {
  const keys = field?.listKeys
  const of = field?.type.shape === 'list' ? field.type.of : undefined
  const left = list.flatMap((item) => {
    const edge =
      keys === undefined || of === undefined
        ? `v:${JSON.stringify(item)}`
        : `k:${keyOf(item as Json, keys, of)}`
    const child = set[edge]
    if (child === undefined) return [item]
    if (isMember(child)) return []
    return [removeFromStruct(item as Json, child, of?.shape === 'named' ? of.name : undefined)]
  })
  return left.length === 0 ? undefined : left
}
