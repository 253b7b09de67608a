import { quoteGo } from '../api/field-error.ts'
import type { Backend } from './backend.ts'
import { badRequest } from './refusals.ts'
import type { Resource } from './resource.ts'
import type { ResourceRoute } from './paths.ts'
import type { ApiRequest } from './transport.ts'

/** One request to a resource, on its way through the server. */
export interface Call {
  readonly backend: Backend
  readonly request: ApiRequest
  readonly route: ResourceRoute
  readonly resource: Resource
}

/** What a verb decided: the answer, and the write that it takes, if any. */
export interface Decision {
  readonly code: number
  readonly warnings: readonly string[]
  /** Carries the decision out and gives the object that answers. */
  readonly carryOut: () => object
}

export function queryOf(request: ApiRequest, name: string): string {
  return request.query.find(([key]) => key === name)?.[1] ?? ''
}

/** All values of what may be said more than once. */
export function queriesOf(request: ApiRequest, name: string): readonly string[] {
  return request.query.filter(([key]) => key === name).map(([, value]) => value)
}

export function isDryRun(request: ApiRequest): boolean {
  return queriesOf(request, 'dryRun').includes('All')
}

/**
 * A switch of the query: whatever does not deny it affirms it; undefined where it is not there.
 * Source: Convert_Slice_string_To_bool of apimachinery.
 */
export function flagOf(request: ApiRequest, name: string): boolean | undefined {
  const [value] = queriesOf(request, name)
  return value === undefined ? undefined : !['false', '0'].includes(value.toLowerCase())
}

const INT64 = 2n ** 63n

/** A number of the query; undefined where it is not there, refused where it is none. */
export function integerOf(request: ApiRequest, name: string): number | undefined {
  const [text] = queriesOf(request, name)
  if (text === undefined) return undefined
  const refuse = (why: string) => badRequest(`strconv.ParseInt: parsing ${quoteGo(text)}: ${why}`)
  if (!/^[-+]?\d+$/.test(text)) throw refuse('invalid syntax')
  const value = BigInt(text.replace('+', ''))
  if (value >= INT64 || value < -INT64) throw refuse('value out of range')
  return Number(value)
}
