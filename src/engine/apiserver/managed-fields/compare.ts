import { typeSchema } from '../../api/schema.ts'
import type { FieldSchema, TypeRef, TypeSchema } from '../../api/schema-notation.ts'
import { isSame } from '../same.ts'
import { keyOf } from './entry-key.ts'
import { type FieldSet, MEMBER, node } from './field-set.ts'

/** Where two objects differ. */
export interface Comparison {
  /** What the second has and the first has not, or has otherwise. */
  readonly changed: FieldSet | undefined
  readonly removed: FieldSet | undefined
}

const SAME: Comparison = { changed: undefined, removed: undefined }

type Json = Readonly<Record<string, unknown>>

/** How a value is owned: by its parts, or as a whole. */
interface Owned {
  readonly type: TypeRef
  readonly field: FieldSchema | undefined
}

/** Compares two objects of a type, part by part; shared parts are not looked into. */
export function compare(before: object, after: object, typeName: string): Comparison {
  return compareValues(before, after, {
    type: { shape: 'named', name: typeName },
    field: undefined,
  })
}

/** What an object says: its leaves, and the entries of its lists. */
export function fieldsOf(object: object, typeName: string): FieldSet {
  const owned = { type: { shape: 'named', name: typeName }, field: undefined } as const
  return said({ value: object, owned }, false)
}

function said({ value, owned }: Part, isEntry: boolean): FieldSet {
  const edges = (partsOf(value, owned) ?? []).map(
    ([edge, part]) => [edge, said(part, edge.startsWith('k:'))] as const,
  )
  return node(edges, isEntry) ?? MEMBER
}

function compareValues(before: unknown, after: unknown, owned: Owned): Comparison {
  if (before === after) return SAME
  if (before === undefined) return { changed: whole({ value: after, owned }), removed: undefined }
  if (after === undefined) return { changed: undefined, removed: whole({ value: before, owned }) }
  const schema = structOf(before, after, owned)
  if (schema !== undefined) return compareStructs(before as Json, after as Json, schema)
  const left = partsOf(before, owned)
  const right = partsOf(after, owned)
  if (left === undefined || right === undefined)
    return isSame(before, after) ? SAME : { changed: MEMBER, removed: undefined }
  return compareParts(new Map(left), new Map(right))
}

/** The type of two values that are structs, and owned by their fields. */
function structOf(before: unknown, after: unknown, { type, field }: Owned): TypeSchema | undefined {
  if (type.shape !== 'named' || field?.isAtomic === true) return undefined
  if (typeof before !== 'object' || typeof after !== 'object') return undefined
  if (before === null || after === null) return undefined
  const schema = typeSchema(type.name)
  return schema?.isAtomic === true ? undefined : schema
}

function compareStructs(before: Json, after: Json, schema: TypeSchema): Comparison {
  const changed: (readonly [string, FieldSet])[] = []
  const removed: (readonly [string, FieldSet])[] = []
  for (const field of schema.fields) {
    const { name, type } = field
    if (before[name] === after[name]) continue
    const result = compareValues(before[name], after[name], { type, field })
    if (result.changed !== undefined) changed.push([`f:${name}`, result.changed])
    if (result.removed !== undefined) removed.push([`f:${name}`, result.removed])
  }
  return { changed: node(changed, false), removed: node(removed, false) }
}

function compareParts(
  before: ReadonlyMap<string, Part>,
  after: ReadonlyMap<string, Part>,
): Comparison {
  const changed: (readonly [string, FieldSet])[] = []
  const removed: (readonly [string, FieldSet])[] = []
  for (const [edge, part] of after) {
    const result = compareValues(before.get(edge)?.value, part.value, part.owned)
    if (result.changed !== undefined) changed.push([edge, result.changed])
    if (result.removed !== undefined) removed.push([edge, result.removed])
  }
  for (const [edge, part] of before) if (!after.has(edge)) removed.push([edge, whole(part)])
  return { changed: node(changed, false), removed: node(removed, false) }
}

export interface Part {
  readonly value: unknown
  readonly owned: Owned
}

/** A value with everything in it. */
function whole({ value, owned }: Part): FieldSet {
  const parts = partsOf(value, owned) ?? []
  return (
    node(
      parts.map(([edge, part]) => [edge, whole(part)] as const),
      true,
    ) ?? MEMBER
  )
}

/** The parts of a value by their edges; undefined when it is owned as a whole. */
function partsOf(
  value: unknown,
  { type, field }: Owned,
): readonly (readonly [edge: string, part: Part])[] | undefined {
  if (typeof value !== 'object' || value === null || field?.isAtomic === true) return undefined
  switch (type.shape) {
    case 'list':
      return partsOfList(value as readonly unknown[], type.of, field)
    case 'map':
      return Object.entries(value).map(([key, member]) => [
        `f:${key}`,
        { value: member as unknown, owned: { type: type.of, field: undefined } },
      ])
    case 'named':
      return partsOfStruct(value as Json, type.name)
  }
}

function partsOfStruct(value: Json, typeName: string) {
  const schema = typeSchema(typeName)
  if (schema === undefined || schema.isAtomic) return undefined
  return schema.fields.flatMap((field) => {
    const member = value[field.name]
    if (member === undefined) return []
    return [[`f:${field.name}`, { value: member, owned: { type: field.type, field } }] as const]
  })
}

function partsOfList(list: readonly unknown[], of: TypeRef, field: FieldSchema | undefined) {
  const keys = field?.listKeys
  if (keys !== undefined)
    return list.map((item) => {
      const edge = `k:${keyOf(item as Json, keys, of)}`
      return [edge, { value: item, owned: { type: of, field: undefined } }] as const
    })
  if (field?.isSet !== true) return undefined
  return list.map((item) => {
    const part = { value: item, owned: { type: of, field: undefined } }
    return [`v:${JSON.stringify(item)}`, part] as const
  })
}
