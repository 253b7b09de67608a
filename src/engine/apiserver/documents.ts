import { versionInfo } from '../api/version.ts'
import {
  apiGroup,
  apiGroupList,
  apiResourceList,
  apiVersions,
  groupDiscoveryList,
  groupPaths,
  isGroup,
} from './discovery.ts'
import { healthAt, healthPaths, isHealth } from './health.ts'
import { createPart } from '../parts/part.ts'
import {
  methodNotAllowed,
  notAcceptable,
  pageNotFound,
  type Refused,
  unknownPath,
} from './refusals.ts'
import type { ApiRequest } from './transport.ts'

/** Something that the server says of itself. */
export interface Document {
  readonly contentType: string
  readonly body: object | string | Uint8Array
}

/** What each type and field is for is longer than the server: it is brought when somebody asks. */
export const openApi = createPart(() => import('./openapi/openapi.ts'))

const AGGREGATED = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList'

/** What the server says of itself at a path. Throws what it says where there is nothing. */
export function documentAt(path: readonly string[], request: ApiRequest): Document {
  const document = found(path, request)
  if (document === undefined) throw nothingAt(path)
  if (request.method !== 'GET' && !takesEveryMethod(path)) throw methodNotAllowed()
  return document
}

/** Of what is in no group the server says so as a page of text, of anything else as a Status. */
export function nothingAt([root = '', group = '']: readonly string[]): Refused {
  const isOfApi = root === 'api' || root === 'version' || (root === 'apis' && isGroup(group))
  return isOfApi ? unknownPath() : pageNotFound()
}

/** Only what a group or a version answers for looks at the method. */
function takesEveryMethod([root, ...more]: readonly string[]): boolean {
  return root !== 'api' && root !== 'version' && !(root === 'apis' && more.length > 1)
}

function found(path: readonly string[], request: ApiRequest): Document | undefined {
  const [root = '', group = '', version = ''] = path
  if (isHealth(root) && path[1] !== '')
    return page(healthAt(root, path.slice(1).join('/'), request))
  const isAggregated = (request.headers['accept'] ?? '').split(',').some(asksForAggregated)
  switch (root) {
    case '':
    case 'index.html':
      return path.length > 1 ? undefined : json({ paths: paths() })
    case 'version':
      return path.length === 1 ? json(versionInfo) : undefined
    case 'api':
      if (path.length > 1) return json(apiResourceList('', group))
      return isAggregated ? aggregated('api') : json(apiVersions)
    case 'apis':
      if (path.length > 1 && !isGroup(group)) return undefined
      if (path.length === 3) return json(apiResourceList(group, version))
      if (path.length === 2) return json(apiGroup(group))
      return isAggregated ? aggregated('apis') : json(apiGroupList())
    case 'openapi':
      return openApiAt(path.slice(1), request)
    default:
      return undefined
  }
}

function paths(): readonly string[] {
  const all = [...groupPaths(), ...healthPaths(), '/openapi/v2', '/openapi/v3', '/version']
  return all.sort()
}

function page(body: string | undefined): Document | undefined {
  return body === undefined ? undefined : { contentType: 'text/plain; charset=utf-8', body }
}

const JSON_TYPES = ['', 'application/json', 'application/*', '*/*']

const V2_PROTOBUF = 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf'

/** Clients ask by the older name, which no media type may have. */
const V2_TYPES = [V2_PROTOBUF, 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf']

/** Undefined, too, while its part is not here. */
function openApiAt(path: readonly string[], request: ApiRequest): Document | undefined {
  const [version, ...place] = path
  const accepted = (request.headers['accept'] ?? '*/*').split(',').map((it) => it.split(';')[0])
  const isJson = accepted.some((it) => JSON_TYPES.includes(it ?? ''))
  if (version === 'v2' && place.length === 0 && V2_TYPES.some((it) => accepted.includes(it))) {
    const body = openApi.here?.openApiV2Protobuf()
    return body === undefined ? undefined : { contentType: V2_PROTOBUF, body }
  }
  if (!isJson) throw notAcceptable(['application/json', ...(version === 'v2' ? V2_TYPES : [])])
  if (version === 'v2') return place.length > 0 ? undefined : json(openApi.here?.openApiV2())
  if (version !== 'v3') return undefined
  return json(
    place.length === 0 ? openApi.here?.openApiIndex() : openApi.here?.openApiV3(place.join('/')),
  )
}

function json(body: object | undefined): Document | undefined {
  return body === undefined ? undefined : { contentType: 'application/json', body }
}

function aggregated(root: 'api' | 'apis'): Document {
  return { contentType: AGGREGATED, body: groupDiscoveryList(root) }
}

function asksForAggregated(clause: string): boolean {
  const parts = clause.split(';').map((part) => part.trim())
  return ['application/json', 'g=apidiscovery.k8s.io', 'v=v2', 'as=APIGroupDiscoveryList'].every(
    (part) => parts.includes(part),
  )
}
