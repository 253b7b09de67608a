import { isJsonList, isJsonObject, type JsonValue } from '#manifest'
import { diffObjects, type JsonObject } from './diff.ts'
import { fieldRules, type FieldRules, itemType, type KnownType, rootType } from './merge-rules.ts'

export interface ThreeWay {
  readonly kind: string
  /** What was applied last; undefined: never. */
  readonly original: JsonObject | undefined
  /** What is to be applied now. */
  readonly modified: JsonObject
  /** What the server has. */
  readonly current: JsonObject
}

/**
 * The patch of `kubectl apply`: what is new or other than on the server, and away with what was
 * applied before and is not in the manifest any more. Everything else is left alone.
 */
export function threeWayPatch({ kind, original = {}, modified, current }: ThreeWay): JsonObject {
  const type = rootType(kind)
  const place = { type, retainsKeys: false }
  const changes = diffObjects(current, modified, { ...place, wanted: 'changes' })
  const deletions = diffObjects(original, modified, { ...place, wanted: 'deletions' })
  return combine(deletions, changes, type)
}

function combine(deletions: JsonObject, changes: JsonObject, type: KnownType): JsonObject {
  const both = new Map(Object.entries(deletions))
  for (const [key, change] of Object.entries(changes)) {
    const deletion = both.get(key)
    both.set(
      key,
      deletion === undefined ? change : combineValues(deletion, change, fieldRules(type, key)),
    )
  }
  return Object.fromEntries(both)
}

function combineValues(deletion: JsonValue, change: JsonValue, rules: FieldRules): JsonValue {
  if (isJsonObject(deletion) && isJsonObject(change)) return combine(deletion, change, rules.type)
  if (!isJsonList(deletion) || !isJsonList(change) || rules.mergeKey === '') return change
  return combineLists(deletion, change, rules)
}

/** Both change entries of one list: entries with the same key become one. */
function combineLists(
  deletions: readonly JsonValue[],
  changes: readonly JsonValue[],
  { mergeKey, type }: FieldRules,
): readonly JsonValue[] {
  const keyOf = (item: JsonValue) => (isJsonObject(item) ? (item[mergeKey] ?? null) : item)
  const changed = changes.map((change) => {
    const deletion = deletions.find((item) => keyOf(item) === keyOf(change))
    return isJsonObject(deletion) && isJsonObject(change)
      ? combine(deletion, change, itemType(type))
      : change
  })
  const others = deletions.filter(
    (item) => !changes.some((change) => keyOf(change) === keyOf(item)),
  )
  return [...changed, ...others]
}
