import { isJsonObject, type JsonValue } from '#manifest'
import { CommandError } from '../failure.ts'
import type { KubeObject } from './objects.ts'
import { goJson } from '../printers/json.ts'

/** What kubectl demands of an object in a file before it goes to the server. */
export interface DecodeOptions {
  /** File name, for messages. */
  readonly source: string
  /** Unless --validate=false: kind and apiVersion must be there. */
  readonly isValidated: boolean
}

/** The object of a document, or a CommandError in kubectl's words. */
export function decodeObject(value: JsonValue, { source, isValidated }: DecodeOptions): KubeObject {
  if (isValidated) requireKind(value, source)
  const reason = undecodable(value)
  if (reason !== undefined) throw new CommandError(`unable to decode "${source}": ${reason}`)
  return value as KubeObject
}

function requireKind(value: JsonValue, source: string): void {
  const problems = isJsonObject(value)
    ? [fieldProblem(value, 'apiVersion'), fieldProblem(value, 'kind')].filter(isText)
    : ['invalid object to validate']
  if (problems.length === 0) return
  const listed = problems.length === 1 ? problems.join('') : `[${problems.join(', ')}]`
  throw new CommandError(
    `error validating "${source}": error validating data: ${listed}; ` +
      'if you choose to ignore these errors, turn validation off with --validate=false',
  )
}

function fieldProblem(
  object: Readonly<Record<string, JsonValue>>,
  field: string,
): string | undefined {
  const value = object[field] ?? null
  if (value === null) return `${field} not set`
  return typeof value === 'string' ? undefined : `${field} isn't string type`
}

function isText(text: string | undefined): text is string {
  return text !== undefined
}

function undecodable(value: JsonValue): string | undefined {
  if (!isJsonObject(value))
    return `json: cannot unmarshal ${jsonKind(value)} into Go value of type unstructured.detector`
  if ((value['kind'] ?? '') === '') return `Object 'Kind' is missing in '${goJson(value)}'`
  return mismatch(value, HEAD, 'metadataOnlyObject.') ?? metadataMismatch(value['metadata'] ?? null)
}

type GoType = 'string' | 'map[string]string' | '[]string' | 'int64' | 'v1.ObjectMeta'

const HEAD: ReadonlyMap<string, GoType> = new Map([
  ['apiVersion', 'string'],
  ['kind', 'string'],
  ['metadata', 'v1.ObjectMeta'],
])

const METADATA: ReadonlyMap<string, GoType> = new Map<string, GoType>([
  ['annotations', 'map[string]string'],
  ['creationTimestamp', 'string'],
  ['deletionGracePeriodSeconds', 'int64'],
  ['finalizers', '[]string'],
  ['generateName', 'string'],
  ['generation', 'int64'],
  ['labels', 'map[string]string'],
  ['name', 'string'],
  ['namespace', 'string'],
  ['resourceVersion', 'string'],
  ['selfLink', 'string'],
  ['uid', 'string'],
])

function metadataMismatch(metadata: JsonValue): string | undefined {
  return isJsonObject(metadata) ? mismatch(metadata, METADATA, 'ObjectMeta.metadata.') : undefined
}

/** The first field, by name, whose value Go's decoder would not take. */
function mismatch(
  object: Readonly<Record<string, JsonValue>>,
  types: ReadonlyMap<string, GoType>,
  prefix: string,
): string | undefined {
  for (const [field, type] of types) {
    const problem = misfit(object[field] ?? null, type)
    if (problem !== undefined)
      return `json: cannot unmarshal ${problem.found} into Go struct field ${prefix}${field} of type ${problem.type}`
  }
  return undefined
}

function misfit(value: JsonValue, type: GoType): { found: string; type: string } | undefined {
  const found = jsonKind(value)
  if (value === null) return undefined
  switch (type) {
    case 'string':
      return found === 'string' ? undefined : { found, type }
    case 'int64':
      return found === 'number' ? undefined : { found, type }
    case 'v1.ObjectMeta':
      return found === 'object' ? undefined : { found, type }
    case '[]string':
      return Array.isArray(value) ? inner(value) : { found, type }
    case 'map[string]string':
      return isJsonObject(value) ? inner(Object.values(value)) : { found, type }
  }
}

function inner(values: readonly JsonValue[]): { found: string; type: string } | undefined {
  const wrong = values.find((value) => value !== null && typeof value !== 'string')
  return wrong === undefined ? undefined : { found: jsonKind(wrong), type: 'string' }
}

function jsonKind(value: JsonValue): string {
  if (typeof value === 'boolean') return 'bool'
  if (Array.isArray(value)) return 'array'
  return value === null ? 'null' : typeof value
}
