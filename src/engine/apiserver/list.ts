import { quoteGo } from '../api/field-error.ts'
import { matchesLabels, parseLabelSelector } from '../api/label-selector.ts'
import { queryOf, type Call } from './call.ts'
import { readContinue, writeContinue } from './continue.ts'
import { matchesFields, parseFieldSelector } from './field-selector.ts'
import { type ApiObject, keyOf } from './object.ts'
import { badRequest, expired } from './refusals.ts'
import type { StoreView } from './store.ts'

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
  const isChosen = chooserOf(call)
  const token = queryOf(request, 'continue')
  const from = token === '' ? undefined : readContinue(token)
  const view = viewOf(call, from?.revision)
  const all = view.list(resource.resource, route.namespace).filter(isChosen)
  const rest = from === undefined ? all : all.filter((object) => keyOf(object) > from.after)
  const limit = limitOf(call)
  const objects = limit === 0 ? rest : rest.slice(0, limit)
  const remaining = rest.length - objects.length
  const revision =
    from?.revision ?? (view === backend.store ? backend.store.revision : view.revision)
  const resourceVersion = `${revision}`
  const last = objects.at(-1)
  if (remaining === 0 || last === undefined) return { objects, metadata: { resourceVersion } }
  const next = writeContinue({ revision, after: keyOf(last) })
  const hasSelector =
    queryOf(request, 'labelSelector') !== '' || queryOf(request, 'fieldSelector') !== ''
  const count = hasSelector ? {} : { remainingItemCount: remaining }
  return { objects, metadata: { resourceVersion, continue: next, ...count } }
}

/** What there must be of a call to choose by it. */
export interface ChooserCall extends Pick<Call, 'request' | 'route'> {
  readonly resource: {
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
  { selectable }: ChooserCall['resource'],
  terms: readonly { readonly field: string }[],
): void {
  const known = ['metadata.name', 'metadata.namespace', ...selectable]
  const unknown = terms.find(({ field }) => !known.includes(field))
  if (unknown !== undefined) throw badRequest(`field label not supported: ${unknown.field}`)
}

function viewOf({ backend, request }: Call, revision: number | undefined): StoreView {
  const { store } = backend
  const isExact = queryOf(request, 'resourceVersionMatch') === 'Exact'
  const asked =
    revision ?? (isExact ? readRevision(queryOf(request, 'resourceVersion')) : undefined)
  if (asked === undefined || asked === store.revision) return store
  if (asked < store.compacted)
    throw expired(
      'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.',
    )
  return store.at(asked)
}

export function readRevision(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw badRequest(`invalid resource version "${text}"`)
  return Number(text)
}

function limitOf({ request }: Call): number {
  const text = queryOf(request, 'limit')
  if (!/^[-+]?\d{1,18}$|^$/.test(text))
    throw badRequest(`strconv.ParseInt: parsing ${quoteGo(text)}: invalid syntax`)
  return Math.max(0, Number(text))
}
