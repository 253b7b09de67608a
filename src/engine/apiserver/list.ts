import { quoteGo } from '../api/field-error.ts'
import { matchesLabels, parseLabelSelector } from '../api/label-selector.ts'
import { queryOf, type Call } from './call.ts'
import { type Continue, readContinue, writeContinue } from './continue.ts'
import { matchesFields, parseFieldSelector } from './field-selector.ts'
import { type ApiObject, keyOf } from './object.ts'
import { checkListOptions, type ListOptions, readListOptions } from './list-options.ts'
import { badRequest, expired, Refused } from './refusals.ts'
import { listRevision, tooLarge } from './revision.ts'
import type { Store, StoreView } from './store.ts'

export type Chooser = (object: ApiObject) => boolean

export interface Selected {
  readonly objects: readonly ApiObject[]
  readonly metadata: {
    readonly resourceVersion: string
    readonly continue?: string
    readonly remainingItemCount?: number
  }
}

/** What the query of a list chooses: by selectors, page by page. */
export function selectObjects(call: Call): Selected {
  const { backend, resource, route, request } = call
  const options = readListOptions(request)
  const isChosen = chooserOf(call)
  checkListOptions(options)
  const from = startOf(options)
  const view = viewOf(backend.store, options, from)
  const all = view.list(resource.resource, route.namespace).filter(isChosen)
  const rest = from === undefined ? all : all.filter((it) => pageKey(call, it) > from.after)
  // What may be as old as one likes comes out of the cache, which knows no pages.
  const limit = options.resourceVersion === '0' ? 0 : options.limit
  const objects = limit === 0 ? rest : rest.slice(0, limit)
  const remaining = rest.length - objects.length
  const resourceVersion = `${view.revision}`
  const last = objects.at(-1)
  if (remaining === 0 || last === undefined) return { objects, metadata: { resourceVersion } }
  const next = writeContinue({ revision: view.revision, after: pageKey(call, last) })
  const hasSelector =
    queryOf(request, 'labelSelector') !== '' || queryOf(request, 'fieldSelector') !== ''
  const count = hasSelector ? {} : { remainingItemCount: remaining }
  return { objects, metadata: { resourceVersion, continue: next, ...count } }
}

/** What tells the objects of one list apart, and is their order. */
function pageKey({ route }: Call, object: ApiObject): string {
  return route.namespace === '' ? keyOf(object) : object.metadata.name
}

/** Where a page begins that is not the first. */
function startOf(options: ListOptions): Continue | undefined {
  if (options.continue === '') return undefined
  const from = readContinue(options.continue)
  if (options.resourceVersion !== '' && options.resourceVersion !== '0')
    throw badRequest('specifying resource version is not allowed when using continue')
  return from
}

/** What there must be of a call to choose by it. */
export interface ChooserCall extends Pick<Call, 'request' | 'route'> {
  readonly resource: {
    readonly kind: string
    readonly selectable: readonly string[]
    readonly strategy: Pick<Call['resource']['strategy'], 'selectableFields'>
  }
}

/** What label and field selectors of the query choose; refuses those that cannot be read. */
export function chooserOf({ request, resource, route }: ChooserCall): Chooser {
  const labels = parseLabelSelector(queryOf(request, 'labelSelector'))
  if ('error' in labels) throw badRequest(labels.error)
  const fields = parseFieldSelector(queryOf(request, 'fieldSelector'))
  if ('error' in fields) throw badRequest(fields.error)
  checkFields(resource, fields)
  return (object) =>
    (route.name === '' || object.metadata.name === route.name) &&
    matchesLabels(labels, object.metadata.labels) &&
    (fields.length === 0 || matchesFields(fields, fieldsOf(object)))

  function fieldsOf(object: ApiObject): Readonly<Record<string, string>> {
    const { name, namespace = '' } = object.metadata
    const own = resource.strategy.selectableFields(object)
    return { ...own, 'metadata.name': name, 'metadata.namespace': namespace }
  }
}

function checkFields(
  { kind, selectable }: ChooserCall['resource'],
  terms: readonly { readonly field: string }[],
): void {
  const known = ['metadata.name', 'metadata.namespace', ...selectable]
  const unknown = terms.find(({ field }) => !known.includes(field))
  if (unknown !== undefined) throw badRequest(notSelectable(unknown.field, kind, selectable))
}

/** Kinds without fields of their own share one way of saying so; so has Job a way of its own. */
function notSelectable(field: string, kind: string, selectable: readonly string[]): string {
  if (kind === 'Job') return `field label ${quoteGo(field)} not supported for Job`
  return selectable.length === 0
    ? `${quoteGo(field)} is not a known field selector: only "metadata.name", "metadata.namespace"`
    : `field label not supported: ${field}`
}

/** The state of the store that is listed. Source: k8s.io/apiserver, pkg/storage/etcd3/store.go. */
function viewOf(store: Store, options: ListOptions, from: Continue | undefined): StoreView {
  const { resourceVersion, match, limit } = options
  if (from !== undefined && from.revision > 0) return pastOf(store, from.revision, tooOldPage(from))
  if (from !== undefined || resourceVersion === '' || resourceVersion === '0') return store
  const asked = listRevision(resourceVersion)
  const isExact = match === 'Exact' || (match === '' && limit > 0)
  if (isExact) return pastOf(store, asked, expired(TOO_OLD_LIST))
  if (asked > store.revision) throw tooLarge(asked, store.revision)
  return store
}

function pastOf(store: Store, asked: number, gone: Refused): StoreView {
  if (asked > store.revision) throw tooLarge(asked, store.revision)
  if (asked < store.compacted) throw gone
  return asked === store.revision ? store : store.at(asked)
}

const TOO_OLD_LIST = 'The resourceVersion for the provided list is too old.'
const TOO_OLD_PAGE =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.'

/** Whoever does not mind goes on in the newest state. */
function tooOldPage({ after }: Continue): Refused {
  const { status } = expired(TOO_OLD_PAGE)
  const next = writeContinue({ revision: -1, after })
  return new Refused({ ...status, metadata: { continue: next } })
}
