import { zeroOf } from '../../api/empty.ts'
import { typeSchema } from '../../api/schema.ts'
import type { FieldSchema, TypeRef } from '../../api/schema-notation.ts'

type Json = Readonly<Record<string, unknown>>

/**
 * The keys of an entry of a list, in the order of their names; a key that was not said counts with
 * its default. Source: structured-merge-diff, typed/helpers.go.
 */
export function keysOf(
  item: Json,
  keys: readonly string[],
  of: TypeRef,
): readonly (readonly [name: string, value: unknown])[] {
  const schema = of.shape === 'named' ? typeSchema(of.name) : undefined
  return [...keys].sort().map((key) => [key, item[key] ?? defaultOf(schema?.field.get(key))])
}

/** The same as JSON, which is how it stands in `managedFields`. */
export function keyOf(item: Json, keys: readonly string[], of: TypeRef): string {
  return JSON.stringify(Object.fromEntries(keysOf(item, keys, of)))
}

/** What the API documents as default of a key. */
function defaultOf(field: FieldSchema | undefined): unknown {
  if (field === undefined) return ''
  return field.name === 'protocol' ? 'TCP' : zeroOf(field.type)
}
