import { typeSchema, type TypeRef } from '#engine'

/** How strategic merge patch treats one field of an object. */
export interface FieldRules {
  readonly type: TypeRef | undefined
  readonly strategies: readonly string[]
  readonly mergeKey: string
}

/** What is known of a value's type; undefined where nothing is: then lists are replaced whole. */
export type KnownType = TypeRef | undefined

export function rootType(kind: string): KnownType {
  return typeSchema(kind) === undefined ? undefined : { shape: 'named', name: kind }
}

export function fieldRules(type: KnownType, field: string): FieldRules {
  if (type?.shape === 'map') return { type: type.of, strategies: [], mergeKey: '' }
  const schema = type?.shape === 'named' ? typeSchema(type.name)?.field.get(field) : undefined
  return {
    type: schema?.type,
    strategies: schema?.patchStrategies ?? [],
    mergeKey: schema?.patchMergeKey ?? '',
  }
}

export function itemType(type: KnownType): KnownType {
  return type?.shape === 'list' ? type.of : undefined
}
