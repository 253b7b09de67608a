import { isJsonList, isJsonObject, type JsonValue } from '#manifest'
import { fieldRules, type FieldRules, itemType, type KnownType } from './merge-rules.ts'

export type JsonObject = { readonly [key: string]: JsonValue }

/** Which half of a difference is wanted: what is new or other, or what is gone. */
export type Wanted = 'changes' | 'deletions'

export interface DiffPlace {
  readonly type: KnownType
  readonly wanted: Wanted
  /** The keys that stay must be listed: `$retainKeys`. */
  readonly retainsKeys: boolean
}

/** The strategic merge patch that makes `modified` out of `original`, or one half of it. */
export function diffObjects(
  original: JsonObject,
  modified: JsonObject,
  place: DiffPlace,
): JsonObject {
  const patch = new Map<string, JsonValue>()
  const wantsDeletions = place.wanted === 'deletions'
  for (const [key, value] of Object.entries(original)) {
    const other = Object.hasOwn(modified, key) ? modified[key] : undefined
    if (other === undefined) {
      if (wantsDeletions) patch.set(key, null)
    } else diffField({ key, original: value, modified: other }, place, patch)
  }
  if (!wantsDeletions)
    for (const [key, value] of Object.entries(modified))
      if (!Object.hasOwn(original, key)) patch.set(key, value)
  if (place.retainsKeys && patch.size > 0) patch.set('$retainKeys', Object.keys(modified).sort())
  return Object.fromEntries(patch)
}

interface Field {
  readonly key: string
  readonly original: JsonValue
  readonly modified: JsonValue
}

function diffField(field: Field, place: DiffPlace, patch: Map<string, JsonValue>): void {
  const { key, original, modified } = field
  const rules = fieldRules(place.type, key)
  if (isJsonObject(original) && isJsonObject(modified)) {
    if (rules.strategies.includes('replace')) replaceIfOther(field, place, patch)
    else {
      const retainsKeys = rules.strategies.includes('retainKeys')
      const inner = { type: rules.type, wanted: place.wanted, retainsKeys }
      const difference = diffObjects(original, modified, inner)
      if (Object.keys(difference).length > 0) patch.set(key, difference)
    }
  } else if (isJsonList(original) && isJsonList(modified) && rules.strategies.includes('merge'))
    diffLists({ key, original, modified }, { rules, wanted: place.wanted }, patch)
  else replaceIfOther(field, place, patch)
}

function replaceIfOther(field: Field, place: DiffPlace, patch: Map<string, JsonValue>): void {
  if (place.wanted === 'changes' && !isSame(field.original, field.modified))
    patch.set(field.key, field.modified)
}

interface Lists {
  readonly key: string
  readonly original: readonly JsonValue[]
  readonly modified: readonly JsonValue[]
}

interface ListPlace {
  readonly rules: FieldRules
  readonly wanted: Wanted
}

function diffLists(lists: Lists, place: ListPlace, patch: Map<string, JsonValue>): void {
  const { key, original, modified } = lists
  if (original.length === 0) {
    if (modified.length > 0 && place.wanted === 'changes') patch.set(key, modified)
  } else if (original.every(isJsonObject) && modified.every(isJsonObject))
    diffObjectLists({ key, original, modified }, place, patch)
  else diffScalarLists(lists, place, patch)
}

function diffScalarLists(
  { key, original, modified }: Lists,
  { wanted }: ListPlace,
  patch: Map<string, JsonValue>,
): void {
  if (wanted === 'changes') {
    const added = modified.filter((item) => !original.includes(item))
    if (added.length > 0) patch.set(key, added)
    if (!isSame(original, modified)) patch.set(`$setElementOrder/${key}`, modified)
    return
  }
  const removed = original.filter((item) => !modified.includes(item))
  if (removed.length === 0) return
  patch.set(`$deleteFromPrimitiveList/${key}`, removed)
  patch.set(`$setElementOrder/${key}`, modified)
}

interface ObjectLists {
  readonly key: string
  readonly original: readonly JsonObject[]
  readonly modified: readonly JsonObject[]
}

function diffObjectLists(
  { key, original, modified }: ObjectLists,
  { rules, wanted }: ListPlace,
  patch: Map<string, JsonValue>,
): void {
  const { mergeKey } = rules
  const keyOf = (item: JsonObject) => item[mergeKey] ?? null
  const find = (items: readonly JsonObject[], value: JsonValue) =>
    items.find((item) => keyOf(item) === value)
  const inner = {
    type: itemType(rules.type),
    wanted,
    retainsKeys: rules.strategies.includes('retainKeys'),
  }
  const changed = modified.flatMap((item): readonly JsonObject[] => {
    const before = find(original, keyOf(item))
    if (before === undefined) return wanted === 'changes' ? [item] : []
    const difference = diffObjects(before, item, inner)
    if (Object.keys(difference).length === 0) return []
    return [{ ...difference, [mergeKey]: keyOf(item) }]
  })
  const gone = original.filter((item) => find(modified, keyOf(item)) === undefined)
  const deleted =
    wanted === 'deletions'
      ? gone.map((item) => ({ $patch: 'delete', [mergeKey]: keyOf(item) }))
      : []
  const patches = [...changed, ...deleted]
  if (patches.length > 0) patch.set(key, patches)
  const isReordered = wanted === 'changes' && !isSameOrder(original, modified, keyOf)
  if (patches.length > 0 || isReordered)
    patch.set(
      `$setElementOrder/${key}`,
      modified.map((item) => ({ [mergeKey]: keyOf(item) })),
    )
}

function isSameOrder(
  original: readonly JsonObject[],
  modified: readonly JsonObject[],
  keyOf: (item: JsonObject) => JsonValue,
): boolean {
  const keys = modified.map(keyOf)
  const kept = original.map(keyOf).filter((key) => keys.includes(key))
  return isSame(
    kept,
    keys.filter((key) => kept.includes(key)),
  )
}

export function isSame(left: JsonValue, right: JsonValue): boolean {
  if (left === right) return true
  if (isJsonList(left) && isJsonList(right))
    return left.length === right.length && left.every((item, at) => isSame(item, right[at] ?? null))
  if (!isJsonObject(left) || !isJsonObject(right)) return false
  const keys = Object.keys(left)
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && isSame(left[key] ?? null, right[key] ?? null))
  )
}
