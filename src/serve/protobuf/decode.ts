import { fieldsOf, WireError, type WireField } from './reader.ts'
import { type Field, messageNamed } from './messages.ts'

const MAGIC = [0x6b, 0x38, 0x73, 0x00]
const decoder = new TextDecoder('utf-8', { fatal: true })

/** Kinds of the API's own machinery, which travel under any group. */
const MACHINERY = ['DeleteOptions', 'PatchOptions', 'CreateOptions', 'UpdateOptions']

/**
 * The object in a body of the type application/vnd.kubernetes.protobuf, as its JSON would have it:
 * a magic number, then runtime.Unknown with the kind and the object itself. Undefined when the magic
 * number is missing or the kind is none that is known here; a WireError when the rest is broken.
 * Source: k8s.io/apimachinery, pkg/runtime/serializer/protobuf.
 */
export function fromProtobuf(body: Uint8Array): object | undefined {
  if (MAGIC.some((byte, index) => body[index] !== byte)) return undefined
  const unknown = fieldsOf(body.subarray(MAGIC.length))
  const type = fieldsOf(bytesIn(unknown, 1))
  const apiVersion = decoder.decode(bytesIn(type, 1))
  const kind = decoder.decode(bytesIn(type, 2))
  const [group = ''] = apiVersion.includes('/') ? apiVersion.split('.', 1) : ['core']
  const folder = MACHINERY.includes(kind) ? 'meta' : (group.split('/')[0] ?? '')
  const name = `${folder}.${kind}`
  if (messageNamed(name) === undefined) return undefined
  return { kind, apiVersion, ...message(name, bytesIn(unknown, 2)) }
}

function bytesIn(fields: readonly WireField[], number: number): Uint8Array {
  const value = fields.find((field) => field.number === number)?.value
  return value instanceof Uint8Array ? value : new Uint8Array()
}

function message(name: string, bytes: Uint8Array): object {
  const known = messageNamed(name)
  const object = new Map<string, unknown>()
  for (const wire of fieldsOf(bytes)) {
    const field = known?.get(wire.number)
    if (field === undefined) continue
    if (field.name === '') {
      for (const [key, value] of Object.entries(message(field.kind, asBytes(wire))))
        object.set(key, value)
    } else put(object, field, wire)
  }
  return Object.fromEntries(object)
}

function put(object: Map<string, unknown>, field: Field, wire: WireField): void {
  const before = object.get(field.name)
  if (field.form === 'list') {
    const list = Array.isArray(before) ? (before as unknown[]) : []
    object.set(field.name, [...list, valueOf(field.kind, wire)])
  } else if (field.form === 'map') {
    const entry = fieldsOf(asBytes(wire))
    const key = decoder.decode(bytesIn(entry, 1))
    const value = entry.find(({ number }) => number === 2) ?? { number: 2, value: new Uint8Array() }
    object.set(field.name, { ...(before ?? {}), [key]: valueOf(field.kind, value) })
  } else {
    const value = valueOf(field.kind, wire)
    // Go writes out zero values of fields that cannot be absent; in JSON they would be left out.
    const isZero = value === '' || value === 0 || value === false
    if (field.form === 'pointer' || !isZero) object.set(field.name, value)
  }
}

function valueOf(kind: string, wire: WireField): unknown {
  switch (kind) {
    case 'string':
      return decoder.decode(asBytes(wire))
    case 'bytes':
      return Buffer.from(asBytes(wire)).toString('base64')
    case 'int':
      return Number(BigInt.asIntN(64, asNumber(wire)))
    case 'bool':
      return asNumber(wire) !== 0n
    case 'time':
      return timeIn(asBytes(wire), 'seconds')
    case 'micro':
      return timeIn(asBytes(wire), 'micros')
    case 'quantity':
      return decoder.decode(bytesIn(fieldsOf(asBytes(wire)), 1))
    case 'intstr':
      return intOrString(fieldsOf(asBytes(wire)))
    case 'json':
      return JSON.parse(decoder.decode(bytesIn(fieldsOf(asBytes(wire)), 1))) as unknown
    default:
      return message(kind, asBytes(wire))
  }
}

/** meta/v1.Time: seconds and nanoseconds since 1970; nothing at all is no time. */
function timeIn(bytes: Uint8Array, precision: 'seconds' | 'micros'): string | null {
  const fields = fieldsOf(bytes)
  if (fields.length === 0) return null
  const number = (at: number): bigint => {
    const field = fields.find((it) => it.number === at)
    return field === undefined ? 0n : BigInt.asIntN(64, asNumber(field))
  }
  const text = new Date(Number(number(1)) * 1000).toISOString().slice(0, 19)
  const micros = String(number(2) / 1000n).padStart(6, '0')
  return precision === 'seconds' ? `${text}Z` : `${text}.${micros}Z`
}

function intOrString(fields: readonly WireField[]): number | string {
  const isString = fields.some(({ number, value }) => number === 1 && value === 1n)
  if (isString) return decoder.decode(bytesIn(fields, 3))
  const number = fields.find((field) => field.number === 2)
  return number === undefined ? 0 : Number(BigInt.asIntN(64, asNumber(number)))
}

function asBytes({ value }: WireField): Uint8Array {
  if (value instanceof Uint8Array) return value
  throw new WireError('wrong wireType')
}

function asNumber({ value }: WireField): bigint {
  if (typeof value === 'bigint') return value
  throw new WireError('wrong wireType')
}
