import { parseQuantity, printQuantity } from './quantity.ts'
import { epochMsOf, microTimeAt, timeAt } from './times.ts'

/**
 * What reading a scalar gives: the value as the server keeps it; `mismatch` when the JSON is of
 * another type (with what it is, as Go says it); `refused` when the type's own reader objects.
 */
export type ScalarResult =
  | { readonly value: unknown }
  | { readonly mismatch: string; readonly goType: string }
  | { readonly refused: string }

type ReadScalar = (json: unknown) => ScalarResult

const INT32 = 2 ** 31
const INT64 = 2 ** 63

export const scalarReaders: Readonly<Record<string, ReadScalar>> = {
  string: readString('string'),
  bool: (json) =>
    typeof json === 'boolean' ? { value: json } : { mismatch: jsonType(json), goType: 'bool' },
  int32: readInteger('int32', INT32),
  int64: readInteger('int64', INT64),
  bytes: readBytes,
  Quantity: readQuantity,
  IntOrString: (json) =>
    typeof json === 'string' ? { value: json } : readInteger('int32', INT32)(json),
  Time: (json) => readTime(json, timeAt, /^.{19}Z$/),
  MicroTime: (json) => readTime(json, microTimeAt, /^.{19}\.\d{6}Z$/),
  FieldsV1: (json) => ({ value: json }),
  RawExtension: (json) => ({ value: json }),
}

/** A named string of the API, such as v1.PullPolicy. */
export function readNamedString(json: unknown, goType: string): ScalarResult {
  return typeof json === 'string' ? { value: json } : { mismatch: jsonType(json), goType }
}

/** What a JSON value is called in Go's messages. */
export function jsonType(json: unknown): string {
  if (json === null) return 'null'
  if (Array.isArray(json)) return 'array'
  return typeof json === 'boolean' ? 'bool' : typeof json
}

function readString(goType: string): ReadScalar {
  return (json) => readNamedString(json, goType)
}

function readInteger(goType: string, bound: number): ReadScalar {
  return (json) => {
    if (typeof json !== 'number') return { mismatch: jsonType(json), goType }
    const fits = Number.isInteger(json) && json >= -bound && json < bound
    return fits ? { value: json } : { mismatch: `number ${json}`, goType }
  }
}

function readQuantity(json: unknown): ScalarResult {
  const text = typeof json === 'string' ? json.trim() : JSON.stringify(json)
  const amount = parseQuantity(text)
  return 'error' in amount ? { refused: amount.error } : { value: printQuantity(amount) }
}

function readTime(
  json: unknown,
  print: (epochMs: number) => string,
  isCanonical: RegExp,
): ScalarResult {
  if (typeof json !== 'string') return { mismatch: jsonType(json), goType: 'string' }
  const epochMs = epochMsOf(json)
  if (epochMs !== undefined) return { value: isCanonical.test(json) ? json : print(epochMs) }
  const text = JSON.stringify(json)
  return {
    refused: `parsing time ${text} as "2006-01-02T15:04:05Z07:00": cannot parse ${text} as "2006"`,
  }
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

function readBytes(json: unknown): ScalarResult {
  if (typeof json !== 'string') return { mismatch: jsonType(json), goType: '[]uint8' }
  const text = json.replace(/[\r\n]/g, '')
  if (BASE64.test(text)) return { value: text }
  const wrong = /[^A-Za-z0-9+/]/.exec(text)?.index ?? Math.floor(text.length / 4) * 4
  return { refused: `illegal base64 data at input byte ${wrong}` }
}
