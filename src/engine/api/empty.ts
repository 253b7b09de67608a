import { typeSchema } from './schema.ts'
import type { FieldSchema, TypeRef } from './schema-notation.ts'

const SCALARS: Readonly<Record<string, unknown>> = {
  bool: false,
  int32: 0,
  int64: 0,
  IntOrString: 0,
  Quantity: '0',
  Time: null,
  MicroTime: null,
}

/** What Go writes for a value that was never set. A list is written as empty, not as null. */
export function zeroOf(type: TypeRef): unknown {
  if (type.shape === 'list') return []
  if (type.shape === 'map') return {}
  if (type.name in SCALARS) return SCALARS[type.name]
  return typeSchema(type.name) === undefined ? '' : emptyStruct(type.name)
}

function emptyStruct(name: string): object {
  const values = (typeSchema(name)?.fields ?? []).map(
    (field) => [field.name, valueWhenAbsent(field)] as const,
  )
  return Object.fromEntries(values.filter(([, value]) => value !== undefined))
}

/** What stands in a field that was not given: mostly nothing. */
export function valueWhenAbsent(field: FieldSchema): unknown {
  if (field.isPointer || field.isLeftOutWhenZero) return undefined
  return field.isAlwaysWritten || isStruct(field.type) ? zeroOf(field.type) : undefined
}

/** Times and quantities are structs in Go too: `omitempty` does not leave them out. */
function isStruct(type: TypeRef): boolean {
  if (type.shape !== 'named') return false
  const areStructs = ['Time', 'MicroTime', 'Quantity']
  return areStructs.includes(type.name) || typeSchema(type.name) !== undefined
}
