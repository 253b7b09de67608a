/** What is asked of a Pod or of a Service, through the API server. */
export interface ProxyRoute {
  readonly resource: 'pods' | 'services'
  readonly namespace: string
  /** NAME, NAME:PORT or SCHEME:NAME:PORT. */
  readonly id: string
  /** What is asked for there, as it stands in the request; empty where not even a slash was said. */
  readonly path: string
}

const PROXY = /^\/api\/v1\/namespaces\/([^/]+)\/(pods|services)\/([^/]+)\/proxy(\/.*)?$/

/** Undefined for every other path. */
export function proxyRouteOf(path: string): ProxyRoute | undefined {
  const [, namespace, resource, id, rest = ''] = PROXY.exec(path) ?? []
  if (namespace === undefined || resource === undefined || id === undefined) return undefined
  return {
    namespace: decodeURIComponent(namespace),
    resource: resource === 'pods' ? 'pods' : 'services',
    id: decodeURIComponent(id),
    path: rest,
  }
}

export interface ProxyId {
  readonly isSecure: boolean
  readonly name: string
  readonly port: string
}

/** Takes apart whom a request is for; undefined when it cannot be. Source: apimachinery, port_split.go. */
export function splitId(id: string): ProxyId | undefined {
  const parts = id.split(':')
  if (parts.length > 3) return undefined
  const [scheme = '', name = '', port = ''] = parts.length < 3 ? ['', ...parts] : parts
  const isKnown = ['', 'http', 'https'].includes(scheme)
  return isKnown && name !== '' ? { isSecure: scheme === 'https', name, port } : undefined
}
