import { typeSchema } from '../../api/schema.ts'
import type { FieldSchema, TypeRef } from '../../api/schema-notation.ts'
import type { Dialect, OpenApiSchema } from './dialect.ts'
import { modelName } from './model-names.ts'

/** The schema of one field, with what patches and server-side apply must know of it. */
export function fieldModel(
  field: FieldSchema,
  description: string | undefined,
  dialect: Dialect,
): OpenApiSchema {
  const { patchStrategies, patchMergeKey, listKeys } = field
  return {
    ...valueModel(field, { description, dialect }),
    ...(field.oneOf === undefined ? {} : { enum: field.oneOf }),
    ...(listKeys === undefined ? {} : { 'x-kubernetes-list-map-keys': listKeys }),
    ...listType(field),
    ...(patchMergeKey === undefined ? {} : { 'x-kubernetes-patch-merge-key': patchMergeKey }),
    ...(patchStrategies.length === 0
      ? {}
      : { 'x-kubernetes-patch-strategy': patchStrategies.join(',') }),
  }
}

function listType({ type, listKeys, isSet, isAtomic }: FieldSchema): OpenApiSchema {
  if (type.shape !== 'list') return isAtomic ? { 'x-kubernetes-map-type': 'atomic' } : {}
  if (listKeys !== undefined) return { 'x-kubernetes-list-type': 'map' }
  if (isSet) return { 'x-kubernetes-list-type': 'set' }
  return isAtomic ? { 'x-kubernetes-list-type': 'atomic' } : {}
}

interface Place {
  readonly description: string | undefined
  readonly dialect: Dialect
}

function valueModel(
  { type, isPointer, isAlwaysWritten }: FieldSchema,
  place: Place,
): OpenApiSchema {
  const { description, dialect } = place
  if (type.shape !== 'named') return { ...described(description), ...containerModel(type, dialect) }
  if (modelName(type.name) !== undefined)
    return isPointer ? ref(type.name, place, {}) : structRef(type.name, place)
  const scalar = SCALARS[type.name] ?? STRING
  const isDefaulted = dialect.hasDefaults && isAlwaysWritten && !isPointer
  return {
    ...(isDefaulted ? { default: scalar.zero } : {}),
    ...described(description),
    ...scalar.schema,
  }
}

function containerModel(type: TypeRef, dialect: Dialect): OpenApiSchema {
  if (type.shape === 'list') return { items: itemModel(type.of, dialect), type: 'array' }
  if (type.shape === 'map')
    return { additionalProperties: itemModel(type.of, dialect), type: 'object' }
  return itemModel(type, dialect)
}

function itemModel(type: TypeRef, dialect: Dialect): OpenApiSchema {
  if (type.shape !== 'named') return containerModel(type, dialect)
  if (modelName(type.name) !== undefined)
    return structRef(type.name, { description: undefined, dialect })
  const scalar = SCALARS[type.name] ?? STRING
  const isDefaulted = dialect.hasDefaults && type.name !== 'bytes'
  return { ...(isDefaulted ? { default: scalar.zero } : {}), ...scalar.schema }
}

/** A struct that stands in a struct is `{}` when it is left out; what is written as a value is not. */
export function structRef(name: string, place: Place): OpenApiSchema {
  const isStruct = typeSchema(name) !== undefined
  return ref(name, place, isStruct && place.dialect.hasDefaults ? { default: {} } : {})
}

/** Beside a reference nothing may stand in version 3: then it is one of a list. */
function ref(name: string, { description, dialect }: Place, more: OpenApiSchema): OpenApiSchema {
  const $ref = { $ref: `${dialect.refs}${modelName(name) ?? name}` }
  const rest = { ...more, ...described(description) }
  if (Object.keys(rest).length === 0) return $ref
  return dialect.hasDefaults ? { allOf: [$ref], ...rest } : { ...rest, ...$ref }
}

export function described(description: string | undefined): OpenApiSchema {
  return description === undefined || description === '' ? {} : { description }
}

interface Scalar {
  readonly schema: OpenApiSchema
  readonly zero: unknown
}

const STRING: Scalar = { schema: { type: 'string' }, zero: '' }

const SCALARS: Readonly<Record<string, Scalar>> = {
  bool: { schema: { type: 'boolean' }, zero: false },
  int32: { schema: { format: 'int32', type: 'integer' }, zero: 0 },
  int64: { schema: { format: 'int64', type: 'integer' }, zero: 0 },
  bytes: { schema: { format: 'byte', type: 'string' }, zero: '' },
}
