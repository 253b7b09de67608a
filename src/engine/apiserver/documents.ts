import { versionInfo } from '../api/version.ts'
import {
  apiGroup,
  apiGroupList,
  apiResourceList,
  apiVersions,
  groupDiscoveryList,
} from './discovery.ts'
import type { ApiRequest } from './transport.ts'

/** Something that the server says of itself. */
export interface Document {
  readonly contentType: string
  readonly body: object | string
}

const AGGREGATED = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList'

/** What the server says of itself at a path; undefined where there is nothing. */
export function documentAt(path: readonly string[], request: ApiRequest): Document | undefined {
  const [root = '', group = '', version = ''] = path
  const isAggregated = (request.headers['accept'] ?? '').split(',').some(asksForAggregated)
  switch (root) {
    case 'version':
      return path.length === 1 ? json(versionInfo) : undefined
    case 'healthz':
    case 'livez':
    case 'readyz':
      return { contentType: 'text/plain; charset=utf-8', body: 'ok' }
    case 'api':
      if (path.length > 1) return json(apiResourceList('', group))
      return isAggregated ? aggregated('api') : json(apiVersions)
    case 'apis':
      if (path.length === 3) return json(apiResourceList(group, version))
      if (path.length === 2) return json(apiGroup(group))
      return isAggregated ? aggregated('apis') : json(apiGroupList())
    default:
      return undefined
  }
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
