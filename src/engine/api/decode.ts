import { valueWhenAbsent, zeroOf } from './empty.ts'
import { jsonType, readNamedString, type ScalarResult, scalarReaders } from './scalars.ts'
import { typeSchema } from './schema.ts'
import type { FieldSchema, TypeRef, TypeSchema } from './schema-notation.ts'

export interface Decoded {
  /**
   * The value as the server keeps it: fields in the order of the Go struct, empty ones left out
   * where Go leaves them out, quantities and times in their canonical spelling.
   */
  readonly object: object
  /** Why it cannot be read at all, in the words of Go's decoder. */
  readonly error?: string
  /** What only a strict reader refuses: `unknown field "spec.contaners"`. */
  readonly strictErrors: readonly string[]
  /** All of the above, each with its place. */
  readonly problems: readonly DecodeProblem[]
}

export interface DecodeProblem {
  readonly reason: 'UnknownField' | 'WrongType' | 'Unreadable'
  /** Such as spec.containers[0].ports[1].containerPort. */
  readonly field: string
  readonly message: string
  /** Of a wrong type: what was given and what was wanted. */
  readonly mismatch?: Mismatch
}

export interface Mismatch {
  /** As JSON calls it, with a number that is no integer: `string`, `array`, `number 1.5`. */
  readonly given: string
  /** Such as v1.PodSpec, []string or int32. */
  readonly goType: string
  /** A struct of the API, or a scalar with a reader of its own. */
  readonly type: 'struct' | 'scalar' | 'own' | 'list' | 'map'
}

/** Values that came out of this decoder, with their type: they need not be read again. */
const decodedAs = new WeakMap<object, TypeSchema>()

/** Reads JSON, or the object of a client in memory, as a type of the API. */
export function decode(json: unknown, typeName: string): Decoded {
  const type = typeSchema(typeName)
  if (type === undefined) throw new Error(`${typeName} is no type of the API`)
  const reading: Reading = { path: [], struct: null, problems: [] }
  try {
    const object = readStruct(json, type, reading) ?? zeroOf({ shape: 'named', name: typeName })
    return { object: object as object, ...sorted(reading.problems) }
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal
    const { message } = refusal
    const problem = { reason: 'Unreadable', field: placeOf(reading.path), message } as const
    return { object: {}, error: message, strictErrors: [], problems: [problem] }
  }
}

/** Go tells of the first value of a wrong type; of unknown fields, of all. */
function sorted(problems: readonly DecodeProblem[]): Omit<Decoded, 'object'> {
  const error = problems.find(({ reason }) => reason === 'WrongType')?.message
  const strictErrors = problems
    .filter(({ reason }) => reason === 'UnknownField')
    .map(({ message }) => message)
  return { problems, strictErrors, ...(error === undefined ? {} : { error }) }
}

/** Says that a value is as this decoder would give it: it was made out of such values. */
export function noteDecoded(value: object, typeName: string): void {
  const type = typeSchema(typeName)
  if (type !== undefined) decodedAs.set(value, type)
}

interface Reading {
  /** Names of fields and indexes of lists, from the root to where the reader stands. */
  readonly path: (string | number)[]
  struct: TypeSchema | null
  readonly problems: DecodeProblem[]
}

/** A type's own reader objects: Go stops at once. */
class Refusal extends Error {}

function readStruct(json: unknown, type: TypeSchema, reading: Reading): object | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    noteMismatch({ given: jsonType(json), goType: `v1.${type.goName}`, type: 'struct' }, reading)
    return undefined
  }
  if (decodedAs.get(json) === type) return json
  const given = json as Readonly<Record<string, unknown>>
  const outer = reading.struct
  reading.struct = type
  const result: Record<string, unknown> = {}
  let known = 0
  for (const field of type.fields) {
    const value = given[field.name]
    if (value !== undefined) known++
    const kept = value === undefined || value === null ? undefined : read(value, field, reading)
    const written = kept === undefined || isOmitted(kept, field) ? valueWhenAbsent(field) : kept
    if (written !== undefined) result[field.name] = written
  }
  if (known < Object.keys(given).length) noteUnknown(given, type, reading)
  reading.struct = outer
  decodedAs.set(result, type)
  return result
}

function read(value: unknown, field: FieldSchema, reading: Reading): unknown {
  reading.path.push(field.name)
  const result = readValue(value, field.type, reading)
  reading.path.pop()
  return result
}

function readValue(json: unknown, type: TypeRef, reading: Reading): unknown {
  if (json === null || json === undefined) return zeroOf(type)
  switch (type.shape) {
    case 'list':
      return readList(json, type.of, reading)
    case 'map':
      return readMap(json, type.of, reading)
    case 'named':
      return readNamed(json, type.name, reading)
  }
}

function readList(json: unknown, of: TypeRef, reading: Reading): unknown {
  if (!Array.isArray(json)) {
    noteMismatch({ given: jsonType(json), goType: `[]${goTypeOf(of)}`, type: 'list' }, reading)
    return undefined
  }
  return json.map((item: unknown, index) => {
    reading.path.push(index)
    const value = readValue(item, of, reading)
    reading.path.pop()
    return value
  })
}

/** Keys come from outside, so they are never assigned one by one: `__proto__` is a legal label. */
function readMap(json: unknown, of: TypeRef, reading: Reading): unknown {
  if (typeof json !== 'object' || Array.isArray(json)) {
    const goType = goTypeOf({ shape: 'map', of })
    noteMismatch({ given: jsonType(json), goType, type: 'map' }, reading)
    return undefined
  }
  const entries = Object.entries(json as object).map(
    ([key, value]) => [key, readValue(value, of, reading)] as const,
  )
  // Go writes maps in the order of their keys.
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

function readNamed(json: unknown, name: string, reading: Reading): unknown {
  const readScalar = scalarReaders[name]
  const kind = OWN_READERS.includes(name) ? 'own' : 'scalar'
  if (readScalar !== undefined) return settle(readScalar(json), kind, reading)
  const type = typeSchema(name)
  if (type !== undefined) return readStruct(json, type, reading)
  const goType = name.includes('.') ? name : `v1.${name}`
  return settle(readNamedString(json, goType), 'scalar', reading)
}

/** Scalars that Go reads with a method of their type. */
const OWN_READERS = ['Quantity', 'IntOrString', 'Time', 'MicroTime']

function settle(result: ScalarResult, type: Mismatch['type'], reading: Reading): unknown {
  if ('value' in result) return result.value
  if ('refused' in result) throw new Refusal(result.refused)
  noteMismatch({ given: result.mismatch, goType: result.goType, type }, reading)
  return undefined
}

function noteMismatch(mismatch: Mismatch, reading: Reading): void {
  const { given, goType } = mismatch
  const fields = reading.path.filter((step) => typeof step === 'string')
  const where =
    reading.struct === null
      ? `value of type ${goType}`
      : `struct field ${reading.struct.goName}.${fields.join('.')} of type ${goType}`
  const message = `json: cannot unmarshal ${given} into Go ${where}`
  const field = placeOf(reading.path)
  reading.problems.push({ reason: 'WrongType', field, message, mismatch })
}

function goTypeOf(type: TypeRef): string {
  if (type.shape === 'list') return `[]${goTypeOf(type.of)}`
  if (type.shape === 'map')
    return type.of.shape === 'named' && type.of.name === 'Quantity'
      ? 'v1.ResourceList'
      : `map[string]${goTypeOf(type.of)}`
  const schema = typeSchema(type.name)
  if (schema !== undefined) return `v1.${schema.goName}`
  return /^[A-Z]/.test(type.name) ? `v1.${type.name}` : type.name
}

/** `omitempty`: nothing that Go would not write is kept. */
function isOmitted(value: unknown, field: FieldSchema): boolean {
  if (field.isPointer || field.isAlwaysWritten) return false
  if (Array.isArray(value)) return value.length === 0
  if (typeof value === 'object' && value !== null)
    return field.type.shape === 'map' && Object.keys(value).length === 0
  return value === '' || value === 0 || value === false
}

function noteUnknown(given: object, type: TypeSchema, reading: Reading): void {
  for (const [key, value] of Object.entries(given)) {
    if (type.field.has(key) || value === undefined) continue
    const field = placeOf([...reading.path, key])
    const message = `unknown field ${JSON.stringify(field)}`
    reading.problems.push({ reason: 'UnknownField', field, message })
  }
}

function placeOf(path: Reading['path']): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
  return steps.join('').replace(/^\./, '')
}
