import { decode } from '../api/decode.ts'
import type { ApiObject } from './object.ts'
import { type Call, queryOf } from './call.ts'
import { badRequest, unsupportedMediaType } from './refusals.ts'
import { groupVersionOf } from './resource.ts'
import type { ApiRequest } from './transport.ts'

const MEDIA_TYPES = ['application/json', 'application/yaml', 'application/vnd.kubernetes.protobuf']

/** The JSON value of a body. */
export function jsonOf(request: ApiRequest): unknown {
  const { body } = request
  if (body === undefined) return undefined
  if (!(body instanceof Uint8Array)) return body
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim() ?? ''
  if (type !== '' && !/^application\/(json|[a-z-]+\+json|apply-patch\+yaml)$/.test(type))
    throw unsupportedMediaType(MEDIA_TYPES)
  return parseJson(body)
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8').decode(bytes))
  } catch (mistake) {
    throw badRequest(mistake instanceof Error ? mistake.message : String(mistake))
  }
}

export interface Read<T> {
  readonly object: T
  readonly warnings: readonly string[]
}

/** Reads a value as an object of a kind, as strictly as the request asks. */
export function readObject<T extends ApiObject>(
  call: Call,
  json: unknown,
  of: { readonly kind: string; readonly type: string; readonly groupVersion: string },
): Read<T> {
  checkKind(json, of)
  const version = of.groupVersion.split('/').at(-1) ?? ''
  const refuse = (why: string) =>
    badRequest(`${of.kind} in version "${version}" cannot be handled as a ${of.kind}: ${why}`)
  const { object, error, strictErrors } = decode(json, of.type)
  if (error !== undefined) throw refuse(error)
  const mode = queryOf(call.request, 'fieldValidation')
  if (mode === 'Strict' && strictErrors.length > 0)
    throw refuse(`strict decoding error: ${strictErrors.join(', ')}`)
  const warnings = mode === 'Ignore' ? [] : strictErrors
  return { object: { ...object, kind: of.kind, apiVersion: of.groupVersion } as T, warnings }
}

export function readResource(call: Call, json: unknown): Read<ApiObject> {
  const { kind, type } = call.resource
  return readObject(call, json, { kind, type, groupVersion: groupVersionOf(call.resource) })
}

function checkKind(
  json: unknown,
  of: { readonly kind: string; readonly groupVersion: string },
): void {
  if (typeof json !== 'object' || json === null) return
  const given = json as Readonly<Record<string, unknown>>
  const { kind, apiVersion } = given
  if (kind !== undefined && typeof kind === 'string' && kind !== '' && kind !== of.kind)
    throw mismatchedKind({ kind, apiVersion: typeof apiVersion === 'string' ? apiVersion : '' }, of)
  if (typeof apiVersion === 'string' && apiVersion !== '' && apiVersion !== of.groupVersion)
    throw mismatchedKind({ kind: of.kind, apiVersion }, of)
}

function mismatchedKind(
  given: { readonly kind: string; readonly apiVersion: string },
  of: { readonly kind: string; readonly groupVersion: string },
) {
  if (given.kind === of.kind)
    return badRequest(
      `the API version in the data (${given.apiVersion}) does not match the expected API version (${of.groupVersion})`,
    )
  const gvk = `${groupVersionWords(given.apiVersion)}, Kind=${given.kind}`
  const expected = `${groupVersionWords(of.groupVersion)}, Kind=${of.kind}`
  return badRequest(
    `the object provided is unrecognized (must be of type ${of.kind}): ${gvk} is not ${expected}`,
  )
}

function groupVersionWords(groupVersion: string): string {
  return groupVersion.includes('/') ? groupVersion : `/${groupVersion}`
}
