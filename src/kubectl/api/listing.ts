import { quote } from '../flags/quote.ts'
import type { Query } from './api.ts'
import type { ResourceMapping } from './discovery.ts'
import type { KubeObject } from './objects.ts'

/** Which objects of a type are asked for, and in pieces of which size. */
export interface Selection {
  readonly selector?: string
  readonly fieldSelector?: string
  readonly chunkSize?: number
  readonly query?: Query
}

/** What was asked for stands before what the server says to it. */
export function unlistable(
  { group, version, resource }: ResourceMapping,
  { selector = '', fieldSelector = '' }: Selection,
  message: string,
): string {
  const what = quote(`${group}/${version}, Resource=${resource}`)
  if (selector === '' && fieldSelector === '') return `Unable to list ${what}: ${message}`
  const selectors = `label selector ${quote(selector)}, field selector ${quote(fieldSelector)}`
  return `Unable to find ${what} that match ${selectors}: ${message}`
}

export function listQuery(options: Selection, next: string): Query {
  const { selector = '', fieldSelector = '', chunkSize = 0, query = [] } = options
  return [
    ...(fieldSelector.trim() === '' ? [] : [['fieldSelector', fieldSelector.trim()] as const]),
    ...(selector.trim() === '' ? [] : [['labelSelector', selector.trim()] as const]),
    ...(chunkSize > 0 ? [['limit', String(chunkSize)] as const] : []),
    ...(next === '' ? [] : [['continue', next] as const]),
    ...query,
  ]
}

export function continueOf(list: KubeObject): string {
  const { continue: next = '' } = (list.metadata ?? {}) as { readonly continue?: string }
  return next
}
