import { typeSchema } from '../../api/schema.ts'
import type { FieldSchema, TypeRef, TypeSchema } from '../../api/schema-notation.ts'
import { isObject } from '../merge-patch.ts'
import { goMap } from '../strategic-merge-patch.ts'
import { keysOf } from './entry-key.ts'

interface TypedError {
  readonly path: string
  readonly message: string
}

/** A value, and how the schema says that it is made. */
interface Typed {
  readonly value: unknown
  readonly type: TypeRef
  readonly field: FieldSchema | undefined
}

/**
 * Why what somebody applies does not fit the schema of its type, in the words of the library that
 * Kubernetes uses; undefined when it fits. Source: structured-merge-diff, typed/validate.go.
 */
export function misfitOf(applied: object, typeName: string): string | undefined {
  const isOfType = ([key]: [string, unknown]) => key !== 'kind' && key !== 'apiVersion'
  const value = Object.fromEntries(Object.entries(applied).filter(isOfType))
  const type = { shape: 'named', name: typeName } as const
  const errors = validate({ value, type, field: undefined })
  const texts = errors.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
  if (texts.length < 2) return texts[0]
  return ['errors:', ...texts.map((text) => `  ${text}`)].join('\n')
}

function validate(typed: Typed): readonly TypedError[] {
  const { value, type } = typed
  if (value === null || value === undefined) return []
  if (type.shape === 'list') return validateList(typed, type.of)
  if (type.shape === 'map') return validateMap(value, type.of)
  const schema = typeSchema(type.name)
  return schema === undefined ? validateScalar(value, type.name) : validateStruct(value, schema)
}

function validateStruct(value: unknown, schema: TypeSchema): readonly TypedError[] {
  if (!isObject(value)) return oneError(`expected map, got &{${goMap(value)}}`)
  const errors: TypedError[] = []
  for (const [name, member] of Object.entries(value)) {
    const field = schema.field.get(name)
    // Nothing after an unknown field is looked at.
    if (field === undefined)
      return [...errors, { path: `.${name}`, message: 'field not declared in schema' }]
    errors.push(...under(`.${name}`, validate({ value: member, type: field.type, field })))
  }
  return errors
}

function validateMap(value: unknown, of: TypeRef): readonly TypedError[] {
  if (!isObject(value)) return oneError(`expected map, got &{${goMap(value)}}`)
  return Object.entries(value).flatMap(([key, member]) =>
    under(`.${key}`, validate({ value: member, type: of, field: undefined })),
  )
}

function validateList({ value, field }: Typed, of: TypeRef): readonly TypedError[] {
  if (!Array.isArray(value)) return oneError(`expected list, got &{${goMap(value)}}`)
  const errors: TypedError[] = []
  const seen = new Set<string>()
  for (const [index, item] of (value as unknown[]).entries()) {
    const step = stepTo(item, index, { field, of })
    if (typeof step === 'object')
      return [...errors, ...oneError(`element ${index}: ${step.refused}`)]
    if (seen.has(step)) errors.push(...oneError(`duplicate entries for key ${step}`))
    seen.add(step)
    errors.push(...under(step, validate({ value: item, type: of, field: undefined })))
  }
  return errors
}

/** How an entry is told apart from its neighbours: by keys, by its value, or by its place. */
function stepTo(
  item: unknown,
  index: number,
  { field, of }: { readonly field: FieldSchema | undefined; readonly of: TypeRef },
): string | { readonly refused: string } {
  if (field === undefined || field.isAtomic) return `[${index}]`
  if (field.listKeys !== undefined) {
    if (item === null) return { refused: 'associative list with keys may not have a null element' }
    if (!isObject(item))
      return { refused: 'associative list with keys may not have non-map elements' }
    const keys = keysOf(item, field.listKeys, of)
    return `[${keys.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(',')}]`
  }
  return field.isSet ? stepInSet(item) : `[${index}]`
}

function stepInSet(item: unknown): string | { readonly refused: string } {
  if (item === null)
    return { refused: "associative list without keys has an element that's an explicit null" }
  if (Array.isArray(item))
    return { refused: 'not supported: associative list with lists as elements' }
  if (isObject(item))
    return { refused: "associative list without keys has an element that's a map type" }
  return `[=${JSON.stringify(item)}]`
}

const NUMBERS = ['int32', 'int64']
/** Of any scalar type. */
const UNTYPED = ['Quantity', 'IntOrString']
/** Of any type at all. */
const FREE = ['RawExtension', 'FieldsV1']

function validateScalar(value: unknown, name: string): readonly TypedError[] {
  if (FREE.includes(name)) return []
  if (UNTYPED.includes(name))
    return typeof value === 'object' ? oneError(`expected any scalar, got &{${goMap(value)}}`) : []
  if (NUMBERS.includes(name))
    return typeof value === 'number'
      ? []
      : oneError(`expected numeric (int or float), got ${goType(value)}`)
  if (name === 'bool')
    return typeof value === 'boolean' ? [] : oneError(`expected boolean, got &{${goMap(value)}}`)
  if (typeof value === 'string') return []
  return oneError(`expected string, got &value.valueUnstructured{Value:${goSyntax(value)}}`)
}

function goType(value: unknown): string {
  if (Array.isArray(value)) return '[]interface {}'
  return typeof value === 'object' ? 'map[string]interface {}' : jsonScalar(value)
}

function jsonScalar(value: unknown): string {
  return typeof value === 'boolean' ? 'bool' : typeof value
}

/** A value as Go's %#v prints it. */
function goSyntax(value: unknown): string {
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`
  if (value === null) return 'interface {}(nil)'
  if (!isObject(value)) return JSON.stringify(value)
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  const texts = members.map(([key, member]) => `${JSON.stringify(key)}:${goSyntax(member)}`)
  return `map[string]interface {}{${texts.join(', ')}}`
}

function oneError(message: string): readonly TypedError[] {
  return [{ path: '', message }]
}

function under(step: string, errors: readonly TypedError[]): readonly TypedError[] {
  return errors.map(({ path, message }) => ({ path: step + path, message }))
}
