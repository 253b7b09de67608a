import { isJsonList, isJsonObject, type JsonValue } from '#manifest'
import { ConfigError } from './config-error.ts'
import { JsonText } from './json-text.ts'
import { Message, type Value } from './message.ts'
import { BOOTSTRAP, MESSAGES, type MessageSchema } from './schema.ts'

interface Place {
  readonly json: JsonText
  readonly path: string
  /** The type of what stands there, in the words of protobuf. */
  readonly what: string
}

/** Reads a whole configuration as protobuf's JSON reader does, strictly. Throws a ConfigError. */
export function readBootstrap(value: JsonValue): Message {
  const place = { json: new JsonText(value), path: '', what: `message ${BOOTSTRAP}` }
  return readMessage(value, BOOTSTRAP, place)
}

function readMessage(value: JsonValue, type: string, place: Place): Message {
  if (!isJsonObject(value)) throw unexpected(value, '{', place)
  const schema = MESSAGES.get(type)
  if (schema === undefined) throw new Error(`no schema of ${type}`)
  const fields = new Map<string, Value>()
  for (const [key, own] of Object.entries(value)) {
    if (key === '@type') continue
    const name = key.replace(/[A-Z]/g, (it) => `_${it.toLowerCase()}`)
    const path = place.path === '' ? name : `${place.path}.${name}`
    const notation = notationOf(schema, name, { type, key, path, place })
    if (own === null) continue
    fields.set(name, readField(own, notation, { ...place, path, what: whatIs(notation) }))
  }
  return new Message(type, place.path, fields)
}

function notationOf(
  { fields, elsewhere }: MessageSchema,
  name: string,
  at: { type: string; key: string; path: string; place: Place },
): string {
  const notation = Object.hasOwn(fields, name) ? fields[name] : undefined
  if (notation !== undefined) return notation
  if (elsewhere.has(name))
    throw new ConfigError(`${at.path}: ${at.type}.${name} is not simulated by this Envoy`)
  const reason = invalid(at.place, at.path, `no such field: '${at.key}'`)
  throw new ConfigError(`Protobuf message (type ${BOOTSTRAP} reason ${reason}) has unknown fields`)
}

function readField(value: JsonValue, notation: string, place: Place): Value {
  if (!notation.startsWith('[]')) return readOne(value, notation, place)
  if (!isJsonList(value)) throw unexpected(value, '[', place)
  return value.map((item, at) =>
    readOne(item, notation.slice(2), { ...place, path: `${place.path}[${at}]` }),
  )
}

function readOne(value: JsonValue, notation: string, place: Place): Value {
  const [kind, ...values] = notation.split(' ')
  switch (kind) {
    case 'string':
      if (typeof value !== 'string') throw unexpected(value, '"', place)
      return value
    case 'bool':
      if (typeof value !== 'boolean') throw malformed(place, 'expected a boolean')
      return value
    case 'uint32':
      return numberOf(value, place, (it) => Number.isInteger(it) && it >= 0 && it < 2 ** 32)
    case 'double':
      return numberOf(value, place, () => true)
    case 'duration':
      return durationOf(value, place)
    case 'enum':
      return enumOf(value, values, place)
    case 'any':
      return readAny(value, place)
    default:
      return readMessage(value, notation, place)
  }
}

function numberOf(value: JsonValue, place: Place, isGood: (number: number) => boolean): number {
  const isText = typeof value === 'string' && /^-?[0-9]+(\.[0-9]+)?$/.test(value)
  const number = typeof value === 'number' || isText ? Number(value) : undefined
  if (number === undefined || !isGood(number)) throw malformed(place, 'expected a number')
  return number
}

/** In milliseconds: 0.25s. */
function durationOf(value: JsonValue, place: Place): number {
  const [, seconds] =
    /^([0-9]+(?:\.[0-9]{1,9})?)s$/.exec(typeof value === 'string' ? value : '') ?? []
  if (seconds === undefined) throw malformed(place, "duration must end with a single 's'")
  return Number(seconds) * 1000
}

function enumOf(value: JsonValue, values: readonly string[], place: Place): string {
  const [name] =
    typeof value === 'number' ? values.slice(value) : values.filter((it) => it === value)
  if (name === undefined)
    throw new ConfigError(
      `${place.path}: ${JSON.stringify(value)} is none of the values that this Envoy simulates: ${values.join(', ')}`,
    )
  return name
}

function readAny(value: JsonValue, place: Place): Message {
  if (!isJsonObject(value)) throw unexpected(value, '{', place)
  const type = value['@type']
  if (typeof type !== 'string') throw malformed(place, 'missing @type in Any')
  const name = type.slice(type.lastIndexOf('/') + 1)
  if (!MESSAGES.has(name))
    throw new ConfigError(`${place.path}: ${name} is not simulated by this Envoy`)
  return readMessage(value, name, place)
}

function whatIs(notation: string): string {
  const [kind = ''] = notation.replace(/^\[\]/, '').split(' ')
  if (kind === 'duration') return 'message google.protobuf.Duration'
  if (kind === 'any') return 'message google.protobuf.Any'
  return kind.includes('.') ? `message ${kind}` : kind
}

function unexpected(value: JsonValue, wanted: string, place: Place): ConfigError {
  const first = JSON.stringify(value).charAt(0)
  return malformed(place, `unexpected character: '${first}'; expected '${wanted}'`)
}

function malformed(place: Place, fault: string): ConfigError {
  const status = invalid(place, place.path, fault)
  return new ConfigError(`Unable to parse JSON as proto (${status}): ${place.json.text}`)
}

/** The status of protobuf's reader; a field that is not there is told with its message. */
function invalid(place: Place, path: string, fault: string): string {
  const offset = place.json.offsetOf(path)
  const where = place.path === '' ? '' : ` @ ${place.path}: ${place.what}`
  return `INVALID_ARGUMENT: invalid JSON in ${BOOTSTRAP}${where}, near 1:${offset + 1} (offset ${offset}): ${fault}`
}
