import type { ApiRequest } from '#engine'
import { type JsonValue, readDocuments, writeYaml } from '#manifest'
import { badRequest, Refusal } from './refusals.ts'

const YAML = 'application/yaml'
const APPLY = 'application/apply-patch+yaml'

type Headers = ApiRequest['headers']

/** A body of YAML as one of JSON; of what is no YAML nothing is changed. */
export function withoutYaml(
  body: Uint8Array,
  headers: Headers,
): { readonly body: Uint8Array; readonly headers: Headers } {
  const type = headers['content-type']?.split(';')[0]?.trim()
  const text = type === YAML || type === APPLY ? new TextDecoder().decode(body) : ''
  if (text.trim() === '' || text.startsWith('{')) return { body, headers: asJson(headers, type) }
  const [document] = readDocuments(text)
  if (document?.ok === false) throw unreadable(document.problem.message, type === APPLY)
  const json = JSON.stringify(document?.value ?? null)
  return { body: new TextEncoder().encode(json), headers: asJson(headers, type) }
}

function asJson(headers: Headers, type: string | undefined): Headers {
  return type === YAML ? { ...headers, 'content-type': 'application/json' } : headers
}

function unreadable(why: string, isApplied: boolean): Refusal {
  const yaml = why.replace(/^error converting YAML to JSON: /, '')
  const words = isApplied
    ? `error decoding YAML: ${why}`
    : `the object provided is unrecognized: ${yaml}`
  return new Refusal(badRequest(words))
}

/** Whether an answer is to be YAML: it is the first form that the client names. */
export function wantsYaml({ headers, query }: ApiRequest): boolean {
  const isWatch = query.some(([name]) => name === 'watch')
  return !isWatch && /^\s*application\/yaml\s*([,;]|$)/.test(headers['accept'] ?? '')
}

/** The same request for one who reads only JSON. */
export function askingForJson(request: ApiRequest): ApiRequest {
  return { ...request, headers: { ...request.headers, accept: 'application/json' } }
}

/** An answer as YAML, its keys in their order. */
export function wireYaml(value: object): string {
  return writeYaml(value as JsonValue)
}
