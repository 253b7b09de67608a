import { typeSchema } from '../api/schema.ts'
import type { FieldSchema, TypeRef } from '../api/schema-notation.ts'
import { isObject } from './merge-patch.ts'
import { badRequest, type Refused, serverError } from './refusals.ts'

type Json = Readonly<Record<string, unknown>>

/**
 * Kubernetes' own patch: like a merge patch, but lists whose entries have a merge key are merged
 * entry by entry. Directives: `$patch`, `$retainKeys`, `$setElementOrder/…` and
 * `$deleteFromPrimitiveList/…`.
 */
export function strategicMergePatch(target: unknown, patch: unknown, typeName: string): unknown {
  return mergeValue(target, patch, { shape: 'named', name: typeName })
}

function mergeValue(target: unknown, patch: unknown, type: TypeRef | undefined): unknown {
  if (!isObject(patch)) return withoutDirectives(patch)
  return mergeObject(isObject(target) ? target : {}, patch, type)
}

function mergeObject(target: Json, patch: Json, type: TypeRef | undefined): Json {
  const directive = patch['$patch']
  if (directive === 'delete') return {}
  if (directive === 'replace') return withoutDirectives(patch) as Json
  if (directive !== undefined) throw badDirective(directive, patch)
  for (const key of Object.keys(patch)) checkOrder(key, { patch, type })
  const merged = new Map(Object.entries(retained(target, patch)))
  for (const [key, value] of Object.entries(patch)) {
    if (DIRECTIVE.test(key)) continue
    if (value === null) merged.delete(key)
    else merged.set(key, mergeField(merged.get(key), value, { key, patch, type }))
  }
  for (const key of Object.keys(patch)) applyListDirective(merged, key, { patch, type })
  return Object.fromEntries(merged)
}

const DIRECTIVE = /^\$(patch|retainKeys|(setElementOrder|deleteFromPrimitiveList)\/.*)$/s

interface At {
  readonly patch: Json
  readonly type: TypeRef | undefined
}

function mergeField(current: unknown, value: unknown, at: At & { readonly key: string }): unknown {
  const field = fieldOf(at.type, at.key)
  if (!Array.isArray(value) || !Array.isArray(current) || !isMerged(field))
    return mergeValue(current, value, memberType(at.type, at.key))
  return mergeList(current, value, listOf(field))
}

/** `$retainKeys`: of a union only the named members stay. */
function retained(target: Json, patch: Json): Json {
  const keys = patch['$retainKeys']
  if (keys === undefined) return target
  const said = Object.entries(patch).filter(([key, value]) => value !== null && key[0] !== '$')
  if (!Array.isArray(keys) || !said.every(([key]) => keys.includes(key)))
    throw badRequest('invalid patch format of retainKeys')
  return Object.fromEntries(Object.entries(target).filter(([key]) => keys.includes(key)))
}

function badDirective(directive: unknown, patch: Json): Refused {
  const type = typeof directive === 'number' ? 'int64=' : ''
  const shown = typeof directive === 'string' ? directive : `%!s(${type}${goMap(directive)})`
  return serverError(`unknown patch type: ${shown} in map: ${goMap(patch)}`)
}

/** What is patched must stand in the order that is asked for. */
function checkOrder(key: string, { patch, type }: At): void {
  const [, name = ''] = /^\$setElementOrder\/(.+)$/s.exec(key) ?? []
  const [list, order] = [patch[name], patch[key]]
  if (name === '' || !Array.isArray(list)) return
  if (!Array.isArray(order))
    throw serverError(`expected a []interface {}, but received a ${typeof order}`)
  const { mergeKey } = listOf(fieldOf(type, name))
  const id = (item: unknown) => (mergeKey === undefined ? item : identity(item, mergeKey))
  const wanted = list.filter((item) => !isObject(item) || item['$patch'] === undefined).map(id)
  let next = 0
  for (const item of order) if (next < wanted.length && id(item) === wanted[next]) next++
  if (order.length === 0 || next === wanted.length) return
  throw serverError(
    `The order in patch list:\n${goMap(list)}\n doesn't match $setElementOrder list:\n${goMap(order)}\n`,
  )
}

/** Directives about a list that stand beside it. */
function applyListDirective(merged: Map<string, unknown>, key: string, at: At): void {
  const [, directive, name = ''] = /^\$(\w+)\/(.+)$/s.exec(key) ?? []
  const list = merged.get(name)
  const named = at.patch[key]
  if (!Array.isArray(list) || !Array.isArray(named)) return
  if (directive === 'deleteFromPrimitiveList')
    merged.set(
      name,
      list.filter((item) => !named.includes(item)),
    )
  if (directive === 'setElementOrder') {
    const { mergeKey } = listOf(fieldOf(at.type, name))
    merged.set(name, ordered(list, { order: named, before: list, mergeKey }))
  }
}

interface MergedList {
  readonly mergeKey: string | undefined
  readonly of: TypeRef | undefined
}

function mergeList(current: readonly unknown[], patch: readonly unknown[], list: MergedList) {
  const { mergeKey, of } = list
  checkItems(current, patch)
  const isReplaced = patch.some((item) => isObject(item) && item['$patch'] === 'replace')
  const plain = patch.filter((item) => !isObject(item) || item['$patch'] === undefined)
  if (isReplaced) return plain.map(withoutDirectives)
  if (mergeKey === undefined)
    return ordered([...new Set([...current, ...plain])], {
      order: plain,
      before: current,
      mergeKey,
    })
  const deleted = patch
    .filter((item) => isObject(item) && item['$patch'] === 'delete')
    .map((item) => identity(item, mergeKey))
  const merged = current.filter((item) => !deleted.includes(identity(item, mergeKey)))
  for (const item of plain) {
    const id = identity(item, mergeKey)
    const index = merged.findIndex((it) => identity(it, mergeKey) === id)
    if (index < 0) merged.push(mergeValue({}, item, of))
    else merged[index] = mergeValue(merged[index], item, of)
  }
  return ordered(merged, { order: plain, before: current, mergeKey })
}

/** Entries are all maps or all of one scalar type, and their directives are known. */
function checkItems(current: readonly unknown[], patch: readonly unknown[]): void {
  const types = new Set([...current, ...patch].map((item) => typeof item))
  if (types.size > 1)
    throw serverError(`list element types are not identical: [${goMap(current)} ${goMap(patch)}]`)
  for (const item of patch) {
    const directive = isObject(item) ? item['$patch'] : undefined
    if (directive === 'merge')
      throw serverError('merging lists cannot yet be specified in the patch')
    if (directive !== undefined && directive !== 'delete' && directive !== 'replace')
      throw badDirective(directive, item as Json)
  }
}

interface Order {
  readonly order: readonly unknown[]
  readonly before: readonly unknown[]
  readonly mergeKey: string | undefined
}

/** Entries named by the patch in its order, the others where they stood among them. */
function ordered(list: readonly unknown[], { order, before, mergeKey }: Order): unknown[] {
  const id = (item: unknown) => (mergeKey === undefined ? item : identity(item, mergeKey))
  const wanted = order.map(id)
  const stood = before.map(id)
  const named = list.filter((item) => wanted.includes(id(item)))
  const rest = list.filter((item) => !wanted.includes(id(item)))
  named.sort((a, b) => wanted.indexOf(id(a)) - wanted.indexOf(id(b)))
  const result: unknown[] = []
  while (named.length > 0 && rest.length > 0) {
    const [left, right] = [stood.indexOf(id(named[0])), stood.indexOf(id(rest[0]))]
    const next = left >= 0 && right >= 0 && left < right ? named : rest
    result.push(next.shift())
  }
  return [...result, ...named, ...rest]
}

function identity(item: unknown, mergeKey: string): unknown {
  if (!isObject(item) || item[mergeKey] === undefined)
    throw serverError(`map: ${goMap(item)} does not contain declared merge key: ${mergeKey}`)
  return item[mergeKey]
}

function isMerged(field: FieldSchema | undefined): field is FieldSchema {
  return field?.patchStrategies.includes('merge') ?? false
}

function listOf(field: FieldSchema | undefined): MergedList {
  const of = field?.type.shape === 'list' ? field.type.of : undefined
  return { mergeKey: field?.patchMergeKey, of }
}

function fieldOf(type: TypeRef | undefined, key: string): FieldSchema | undefined {
  return type?.shape === 'named' ? typeSchema(type.name)?.field.get(key) : undefined
}

function memberType(type: TypeRef | undefined, key: string): TypeRef | undefined {
  return type?.shape === 'map' ? type.of : fieldOf(type, key)?.type
}

function withoutDirectives(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDirectives)
  if (!isObject(value)) return value
  const kept = Object.entries(value).filter(([key]) => !key.startsWith('$'))
  return Object.fromEntries(kept.map(([key, member]) => [key, withoutDirectives(member)]))
}

/** A value as Go's %v prints it. */
export function goMap(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(goMap).join(' ')}]`
  if (typeof value === 'string') return value
  if (!isObject(value)) return value === null ? '<nil>' : JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `map[${entries.map(([key, member]) => `${key}:${goMap(member)}`).join(' ')}]`
}
