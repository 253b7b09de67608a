import { toBase64 } from './base64.ts'
import { typeSchema } from './schema.ts'
import type { FieldSchema, TypeRef, TypeSchema } from './schema-notation.ts'
import { microTimeAt, timeAt } from './times.ts'
import { readWire, WireError, type WireField } from './wire-reader.ts'

/** A list or a map may be built up over several fields of the message. */
type Values = Record<string, unknown>

/**
 * The JSON of an object that a client wrote as protobuf, in the envelope of Kubernetes; `error`
 * when it is none. What the schema does not know is passed over, as protobuf demands.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#protobuf-encoding
 */
export function readProtobuf(
  bytes: Uint8Array,
): { readonly value: object } | { readonly error: string } {
  if (!PREFIX.every((byte, index) => bytes[index] === byte))
    return { error: 'provided data does not appear to be a protobuf message' }
  try {
    return { value: readEnvelope(bytes.subarray(PREFIX.length)) }
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    return { error: error.message }
  }
}

/** `k8s` and a zero: what runtime.Unknown begins with. */
const PREFIX = [0x6b, 0x38, 0x73, 0x00]

function readEnvelope(bytes: Uint8Array): object {
  const fields = readWire(bytes)
  const header = readWire(lastBytes(fields, 1))
  const [apiVersion, kind] = [textOf(lastBytes(header, 1)), textOf(lastBytes(header, 2))]
  const raw = lastBytes(fields, 2)
  const type = typeOf(apiVersion, kind)
  return { apiVersion, kind, ...(type === undefined ? {} : readMessage(raw, type)) }
}

function typeOf(groupVersion: string, kind: string): TypeSchema | undefined {
  const inGroup = groupVersion === 'events.k8s.io/v1' ? `EventsV1${kind}` : kind
  return typeSchema(inGroup)
}

function readMessage(bytes: Uint8Array, type: TypeSchema): Values {
  const result: Values = {}
  readInto(result, { bytes, fields: type.fields, depth: 0 })
  return result
}

interface Message {
  readonly bytes: Uint8Array
  readonly fields: readonly FieldSchema[]
  /** In how many embedded messages it stands, of which JSON knows nothing. */
  readonly depth: number
}

function readInto(result: Values, { bytes, fields, depth }: Message): void {
  for (const { number, value } of readWire(bytes)) {
    const here = fields.filter(({ numbers }) => numbers[depth] === number)
    const field = here.find(({ numbers }) => numbers.length === depth + 1)
    if (field !== undefined) result[field.name] = add(result[field.name], field.type, value)
    else if (here.length > 0 && value instanceof Uint8Array)
      readInto(result, { bytes: value, fields: here, depth: depth + 1 })
  }
}

function add(before: unknown, type: TypeRef, value: WireField['value']): unknown {
  switch (type.shape) {
    case 'list':
      return [...((before ?? []) as readonly unknown[]), readValue(type.of, value)]
    case 'map':
      return { ...((before ?? {}) as object), ...readEntry(type.of, value) }
    case 'named':
      return readValue(type, value)
  }
}

function readEntry(of: TypeRef, value: WireField['value']): object {
  const fields = readWire(bytesOf(value))
  const found = fields.findLast(({ number }) => number === 2)?.value ?? new Uint8Array()
  return Object.fromEntries([[textOf(lastBytes(fields, 1)), readValue(of, found)]])
}

function readValue(type: TypeRef, value: WireField['value']): unknown {
  // A list in a list or in a map is a message with that list as its field 1.
  if (type.shape === 'list')
    return readWire(bytesOf(value)).map((item) => readValue(type.of, item.value))
  if (type.shape === 'map') throw new WireError('proto: a map of maps')
  const scalar = SCALARS[type.name]
  if (scalar !== undefined) return scalar(value)
  const struct = typeSchema(type.name)
  return struct === undefined ? textOf(bytesOf(value)) : readMessage(bytesOf(value), struct)
}

const SCALARS: Readonly<Record<string, (value: WireField['value']) => unknown>> = {
  bool: (value) => numberOf(value) !== 0,
  int32: numberOf,
  int64: numberOf,
  bytes: (value) => toBase64(bytesOf(value)),
  Time: (value) => readTime(value, timeAt),
  MicroTime: (value) => readTime(value, microTimeAt),
  Quantity: (value) => textOf(lastBytes(readWire(bytesOf(value)), 1)),
  IntOrString: readIntOrString,
  FieldsV1: readJson,
  RawExtension: readJson,
}

function readTime(value: WireField['value'], write: (epochMs: number) => string): string | null {
  const fields = readWire(bytesOf(value))
  if (fields.length === 0) return null
  const seconds = lastNumber(fields, 1)
  if (Math.abs(seconds) > MOST_SECONDS) throw new WireError('year outside of range [0,9999]')
  return write(seconds * 1000 + lastNumber(fields, 2) / 1_000_000)
}

/** The end of the year 9999, which is the last one that can be written. */
const MOST_SECONDS = 253_402_300_799

const IS_STRING = 1

function readIntOrString(value: WireField['value']): number | string {
  const fields = readWire(bytesOf(value))
  return lastNumber(fields, 1) === IS_STRING ? textOf(lastBytes(fields, 3)) : lastNumber(fields, 2)
}

function readJson(value: WireField['value']): unknown {
  const text = textOf(lastBytes(readWire(bytesOf(value)), 1))
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

function lastBytes(fields: readonly WireField[], wanted: number): Uint8Array {
  const value = fields.findLast(({ number }) => number === wanted)?.value
  return value === undefined ? new Uint8Array() : bytesOf(value)
}

function lastNumber(fields: readonly WireField[], wanted: number): number {
  const value = fields.findLast(({ number }) => number === wanted)?.value
  return value === undefined ? 0 : numberOf(value)
}

function bytesOf(value: WireField['value']): Uint8Array {
  if (value instanceof Uint8Array) return value
  throw new WireError('proto: wrong wireType')
}

/** Numbers are signed, in 64 bits. */
function numberOf(value: WireField['value']): number {
  if (value instanceof Uint8Array) throw new WireError('proto: wrong wireType')
  return Number(BigInt.asIntN(64, value))
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}
