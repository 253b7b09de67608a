import { decode } from '../api/decode.ts'
import { parseJson } from '../api/json.ts'
import { jsonType } from '../api/scalars.ts'
import { typeSchema } from '../api/schema.ts'
import { type Call, queryOf } from './call.ts'
import type { ApiObject } from './object.ts'
import { badRequest, type Refused, unsupportedMediaType } from './refusals.ts'
import { groupVersionOf } from './resource.ts'
import type { ApiRequest } from './transport.ts'

const MEDIA_TYPES = ['application/json', 'application/yaml', 'application/vnd.kubernetes.protobuf']
const JSON_TYPES = /^application\/(json|[a-z-]+\+json|apply-patch\+yaml)$/

export interface Body {
  readonly value: unknown
  /** Members that stand twice in the text. */
  readonly duplicates: readonly string[]
  /** Why it is no JSON. */
  readonly error?: string
  /** The text, as far as there is one. */
  readonly text: string
}

/** The JSON of a request; undefined when it has no body. */
export function bodyOf(request: ApiRequest): Body | undefined {
  const { body } = request
  if (body === undefined) return undefined
  if (!(body instanceof Uint8Array)) return { value: body, duplicates: [], text: '' }
  if (body.length === 0) return undefined
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim() ?? ''
  if (type !== '' && !JSON_TYPES.test(type)) throw unsupportedMediaType(MEDIA_TYPES)
  const text = new TextDecoder('utf-8').decode(body)
  const parsed = parseJson(text)
  return 'error' in parsed
    ? { value: undefined, duplicates: [], error: parsed.error, text }
    : { ...parsed, text }
}

export interface Read<T> {
  readonly object: T
  readonly warnings: readonly string[]
}

export interface Expected {
  readonly kind: string
  readonly type: string
  readonly groupVersion: string
}

/** Reads the body as an object of a kind, as strictly as the request asks. */
export function readObject<T extends ApiObject>(
  call: Pick<Call, 'request'>,
  expected: Expected,
): Read<T> {
  const body = bodyOf(call.request) ?? EMPTY
  checkShape(body, expected)
  const value = body.value ?? {}
  checkKind(value as Readonly<Record<string, unknown>>, expected)
  const { kind, groupVersion } = expected
  const refuse = (why: string) => unhandled({ kind, groupVersion }, kind, why)
  const { object, error, strictErrors } = decode(value, expected.type)
  if (error !== undefined) throw refuse(error)
  const strict = [...body.duplicates.map(duplicateWords), ...strictErrors]
  const warnings = settleStrict(call, strict, (words) => refuse(words))
  return { object: { ...object, kind, apiVersion: groupVersion } as T, warnings }
}

export function readResource(call: Call): Read<ApiObject> {
  const { kind, type } = call.resource
  return readObject(call, { kind, type, groupVersion: groupVersionOf(call.resource) })
}

const EMPTY: Body = {
  value: undefined,
  duplicates: [],
  error: 'unexpected end of JSON input',
  text: '',
}

export function duplicateWords(field: string): string {
  return `duplicate field ${JSON.stringify(field)}`
}

/** What a strict reader finds is refused, told of as a warning, or passed over: as is asked. */
export function settleStrict(
  { request }: Pick<Call, 'request'>,
  errors: readonly string[],
  refuse: (words: string) => Refused,
): readonly string[] {
  const mode = queryOf(request, 'fieldValidation')
  if (mode === 'Strict' && errors.length > 0)
    throw refuse(`strict decoding error: ${errors.join(', ')}`)
  return mode === 'Ignore' ? [] : errors
}

/** Go takes null for an object of which nothing was said. */
function checkShape({ value, error, text }: Body, { kind }: Expected): void {
  const isObject = typeof value === 'object' && !Array.isArray(value)
  if (error === undefined && isObject) return
  const header =
    'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }'
  const why = error ?? `json: cannot unmarshal ${jsonType(value)} into Go value of type ${header}`
  throw badRequest(
    `the object provided is unrecognized (must be of type ${kind}): couldn't get version/kind; json parse error: ${why} (${summary(text)})`,
  )
}

const SUMMARY = 30

/** The beginning of a body: as text when it looks like JSON, in hexadecimal otherwise. */
function summary(text: string): string {
  if (text === '') return '<empty>'
  if (text.startsWith('{')) return text.length > SUMMARY ? `${text.slice(0, SUMMARY)} ...` : text
  const bytes = new TextEncoder().encode(text)
  const hex = Array.from(bytes.subarray(0, SUMMARY), (byte) => byte.toString(16).padStart(2, '0'))
  return hex.join('') + (bytes.length > SUMMARY ? ' ...' : '')
}

/** Where Kubernetes keeps a group's own form of its objects. */
const INTERNAL: Readonly<Record<string, string>> = {
  v1: 'core',
  'events.k8s.io/v1': 'core',
  'coordination.k8s.io/v1': 'coordination',
  'discovery.k8s.io/v1': 'discovery',
  'policy/v1': 'policy',
  'authentication.k8s.io/v1': 'authentication',
  'authorization.k8s.io/v1': 'authorization',
}

/** The kind that the body names must be the one of the place; it may be left out. */
function checkKind(value: Readonly<Record<string, unknown>>, expected: Expected): void {
  const other = otherKind(value, expected)
  if (other !== undefined) throw unhandled(other.given, expected.kind, other.why)
}

interface OtherKind {
  readonly given: { readonly kind: string; readonly groupVersion: string }
  readonly why: string
}

/** Why an object of the kind that it names cannot be taken for the one of the place. */
export function otherKind(
  value: Readonly<Record<string, unknown>>,
  expected: Expected,
): OtherKind | undefined {
  const given = (field: 'kind' | 'apiVersion', otherwise: string) => {
    const text = value[field]
    return typeof text === 'string' && text !== '' ? text : otherwise
  }
  const kind = given('kind', expected.kind)
  const groupVersion = given('apiVersion', expected.groupVersion)
  if (kind === expected.kind && groupVersion === expected.groupVersion) return undefined
  const isKnown = typeSchema(kind)?.groupVersion === groupVersion
  const internal = INTERNAL[expected.groupVersion] ?? expected.groupVersion.replace(/\/.*/, '')
  const why = isKnown
    ? `converting (v1.${kind}) to (${internal}.${expected.kind}): unknown conversion`
    : noKind(kind, groupVersion)
  return { given: { kind, groupVersion }, why }
}

/** In Go's words: nothing of the name is known. */
export function noKind(kind: string, groupVersion: string): string {
  return `no kind "${kind}" is registered for version "${groupVersion}" in scheme "pkg/api/legacyscheme/scheme.go:30"`
}

function unhandled(
  given: { readonly kind: string; readonly groupVersion: string },
  as: string,
  why: string,
): Refused {
  const version = given.groupVersion.split('/').at(-1) ?? ''
  return badRequest(`${given.kind} in version "${version}" cannot be handled as a ${as}: ${why}`)
}
