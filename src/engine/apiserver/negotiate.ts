import { type Call, queryOf } from './call.ts'
import type { Selected } from './list.ts'
import type { ApiObject } from './object.ts'
import { badRequest, notAcceptable, notRepresentable } from './refusals.ts'
import { groupVersionOf } from './resource.ts'
import { type IncludeObject, partialObject, tableOf, type TableOptions } from './table.ts'
import type { WatchEvent } from './watch.ts'

/** In which form a client wants to be answered. */
export interface Shape {
  readonly contentType: string
  readonly one: (object: ApiObject) => object
  readonly list: (selected: Selected) => object
  /** Events of one watch, in their order. */
  readonly event: (event: WatchEvent) => object
}

const MEDIA_TYPES = ['application/json', 'application/yaml', 'application/vnd.kubernetes.protobuf']

const REPRESENTATIONS = [
  ...MEDIA_TYPES,
  'application/json;stream=watch',
  'application/vnd.kubernetes.protobuf;stream=watch',
]

/** The first form in the Accept header that the server knows. */
export function shapeOf(call: Call): Shape {
  const accept = call.request.headers['accept'] ?? ''
  for (const clause of accept === '' ? ['*/*'] : accept.split(',')) {
    const shape = shapeFor(call, clause)
    if (shape !== undefined) return shape
  }
  throw /(json|yaml|protobuf|\*)/.test(accept)
    ? notAcceptable(MEDIA_TYPES)
    : notRepresentable(REPRESENTATIONS)
}

function shapeFor(call: Call, clause: string): Shape | undefined {
  const [type = '', ...parameters] = clause.split(';').map((part) => part.trim())
  if (!['application/json', '*/*', 'application/*'].includes(type)) return undefined
  const value = (name: string) =>
    parameters.find((it) => it.startsWith(`${name}=`))?.slice(name.length + 1)
  const [as, group, version] = [value('as'), value('g'), value('v')]
  if (as === undefined) return asItIs(call)
  if (group !== 'meta.k8s.io' || (version !== 'v1' && version !== 'v1beta1')) return undefined
  const apiVersion = `meta.k8s.io/${version}` as const
  const contentType = 'application/json'
  if (as === 'Table') return { ...asTable(call, apiVersion), contentType }
  if (as === 'PartialObjectMetadata' || as === 'PartialObjectMetadataList')
    return { ...asMetadata(apiVersion), contentType }
  return undefined
}

function asItIs({ resource }: Call): Shape {
  return {
    contentType: 'application/json',
    one: (object) => object,
    list: ({ objects, metadata }) => ({
      kind: `${resource.kind}List`,
      apiVersion: groupVersionOf(resource),
      metadata,
      items: objects.map(withoutKind),
    }),
    event: (event) => event,
  }
}

type ApiVersion = TableOptions['apiVersion']

function asTable(call: Call, apiVersion: ApiVersion): Omit<Shape, 'contentType'> {
  const include = includeOf(call)
  let isFirst = true
  return {
    one: (object) => {
      const { resourceVersion } = object.metadata
      const metadata = resourceVersion === undefined ? {} : { resourceVersion }
      return tableOf(
        call,
        { objects: [object], metadata },
        { include, apiVersion, hasColumns: true },
      )
    },
    list: (selected) => tableOf(call, selected, { include, apiVersion, hasColumns: true }),
    event: ({ type, object }) => {
      if (type === 'ERROR') return { type, object }
      const hasColumns = isFirst
      isFirst = false
      const options = { include, apiVersion, hasColumns }
      const { resourceVersion } = (object as ApiObject).metadata
      const metadata = { resourceVersion }
      const objects = type === 'BOOKMARK' ? [] : [object as ApiObject]
      return { type, object: tableOf(call, { objects, metadata }, options) }
    },
  }
}

function includeOf({ request }: Call): IncludeObject {
  const include = queryOf(request, 'includeObject')
  switch (include) {
    case '':
      return 'Metadata'
    case 'None':
    case 'Metadata':
    case 'Object':
      return include
    default:
      throw badRequest(`unrecognized includeObject value: "${include}"`)
  }
}

function asMetadata(apiVersion: ApiVersion): Omit<Shape, 'contentType'> {
  const one = (object: ApiObject) => partialObject(object, apiVersion)
  return {
    one,
    list: ({ objects, metadata }) => ({
      kind: 'PartialObjectMetadataList',
      apiVersion,
      metadata,
      items: objects.map(one),
    }),
    event: ({ type, object }) => ({
      type,
      object: type === 'ERROR' ? object : one(object as ApiObject),
    }),
  }
}

/** In a list the items do not repeat their kind. */
const bare = new WeakMap<object, object>()

export function withoutKind(object: ApiObject): object {
  const known = bare.get(object)
  if (known !== undefined) return known
  const item = Object.fromEntries(
    Object.entries(object).filter(([key]) => key !== 'kind' && key !== 'apiVersion'),
  )
  bare.set(object, item)
  return item
}
