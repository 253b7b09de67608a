import type { Dialect, OpenApiSchema } from './dialect.ts'
import { V3 } from './dialect.ts'

type Type = 'string' | 'integer' | 'boolean'

/** What a request may say in its query: the type, and what it means. */
const QUERY: Readonly<Record<string, readonly [Type, string]>> = {
  allowWatchBookmarks: ['boolean', 'Whether a watch may send events of type BOOKMARK.'],
  continue: ['string', 'Where the list before this one ended, as it said itself.'],
  dryRun: ['string', 'With All, everything is checked and nothing is kept.'],
  fieldManager: ['string', 'Who the fields belong to that this request sets.'],
  fieldSelector: ['string', 'Only objects whose fields are so.'],
  fieldValidation: ['string', 'Unknown and repeated fields: Ignore, Warn or Strict.'],
  force: ['boolean', 'Server-side apply takes fields over from other managers.'],
  gracePeriodSeconds: ['integer', 'Seconds before the object is deleted.'],
  labelSelector: ['string', 'Only objects whose labels are so.'],
  limit: ['integer', 'The most objects in one answer.'],
  propagationPolicy: ['string', 'What becomes of dependents: Orphan, Background or Foreground.'],
  resourceVersion: ['string', 'The version to read or to watch from.'],
  resourceVersionMatch: ['string', 'How the version is meant: Exact or NotOlderThan.'],
  sendInitialEvents: ['boolean', 'Whether a watch begins with what there is.'],
  timeoutSeconds: ['integer', 'After so many seconds the list or the watch ends.'],
  watch: ['boolean', 'Whether what changes is sent as a stream of events.'],
}

const SELECTING = [
  ...['allowWatchBookmarks', 'continue', 'fieldSelector', 'labelSelector', 'limit'],
  ...['resourceVersion', 'resourceVersionMatch', 'sendInitialEvents', 'timeoutSeconds', 'watch'],
]
const WRITING = ['dryRun', 'fieldManager', 'fieldValidation']

/** The names in the query by what is done. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  list: SELECTING,
  create: WRITING,
  update: WRITING,
  patch: [...WRITING, 'force'],
  delete: ['dryRun', 'gracePeriodSeconds', 'propagationPolicy'],
  deletecollection: ['dryRun', 'gracePeriodSeconds', 'propagationPolicy', ...SELECTING],
}

export function queryParameters(verb: string, dialect: Dialect): readonly OpenApiSchema[] {
  return (NAMES[verb] ?? []).map((name) => {
    const [type, description] = QUERY[name] ?? ['string', '']
    return { description, in: 'query', name, ...valueOf(type, dialect) }
  })
}

/** The names in braces that a path has. */
export function pathParameters(path: string, dialect: Dialect): readonly OpenApiSchema[] {
  const parameters = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => ({
    description: name === 'namespace' ? 'The namespace of the object.' : 'The name of the object.',
    in: 'path',
    name,
    required: true,
    ...valueOf('string', dialect),
  }))
  return [
    ...parameters,
    {
      description: 'With true, the answer is indented.',
      in: 'query',
      name: 'pretty',
      ...valueOf('string', dialect),
    },
  ]
}

function valueOf(type: Type, dialect: Dialect): OpenApiSchema {
  const value = { type, uniqueItems: true }
  return dialect === V3 ? { schema: value } : value
}
