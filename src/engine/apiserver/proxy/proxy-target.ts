import type { EndpointSlice, Pod, Service } from '../../api/generated/types.ts'
import type { Backend } from '../backend.ts'
import { objectKey } from '../object.ts'
import { badRequest, notFound, unavailable } from '../refusals.ts'
import { type ProxyId, type ProxyRoute, splitId } from './proxy-route.ts'

/** Where a request goes. The port stands as it was asked for; empty: that of the scheme. */
export interface ProxyTarget {
  readonly isSecure: boolean
  readonly host: string
  readonly port: string
}

/** Throws why there is nowhere to go. Source: ResourceLocation of registry/core/{pod,service}. */
export function targetOf(backend: Backend, route: ProxyRoute): ProxyTarget {
  const id = splitId(route.id)
  const kind = route.resource === 'pods' ? 'pod' : 'service'
  if (id === undefined) throw badRequest(`invalid ${kind} request "${route.id}"`)
  return kind === 'pod' ? podTarget(backend, route, id) : serviceTarget(backend, route, id)
}

/** Without a port, the first that any container declares. */
function podTarget({ store }: Backend, route: ProxyRoute, id: ProxyId): ProxyTarget {
  const { isSecure, name, port } = id
  const pod = store.get('pods', objectKey(route.namespace, name)) as Pod | undefined
  if (pod === undefined) throw notFound({ group: '', resource: 'pods' }, name)
  const { podIP: host = '' } = pod.status
  if (host === '') throw badRequest('address not allowed')
  if (port !== '') return { isSecure, host, port }
  const [declared] = pod.spec.containers.flatMap(({ ports = [] }) => ports.slice(0, 1))
  return { isSecure, host, port: declared === undefined ? '' : `${declared.containerPort}` }
}

/** One of the ready Pods behind the Service, by lot. */
function serviceTarget(backend: Backend, route: ProxyRoute, id: ProxyId): ProxyTarget {
  const { isSecure, name } = id
  const { store, random } = backend
  const service = store.get('services', objectKey(route.namespace, name)) as Service | undefined
  if (service === undefined) throw notFound({ group: '', resource: 'services' }, name)
  const portName = portNameOf(service, id)
  const slices = store
    .list('endpointslices')
    .filter((it) => isOf(it as EndpointSlice, service)) as EndpointSlice[]
  // Nobody keeps endpoints for a Service that selects nothing.
  const isKept = service.spec.selector !== undefined || slices.length > 0
  if (!isKept) throw notFound({ group: '', resource: 'services' }, name)
  if (slices.every(({ endpoints }) => endpoints.length === 0))
    throw unavailable(`no endpoints available for service "${name}"`)
  const found = slices.flatMap((slice) => addressesOf(slice, portName))
  const chosen = found[found.length === 0 ? 0 : random.below(found.length)]
  if (chosen === undefined) throw unavailable(`no endpoints available for service "${route.id}"`)
  return { isSecure, ...chosen }
}

function portNameOf({ spec }: Service, { name, port }: ProxyId): string {
  if (!/^[-+]?\d+$/.test(port)) return port
  const found = (spec.ports ?? []).find((it) => it.port === Number(port))
  if (found === undefined)
    throw unavailable(`no service port ${Number(port)} found for service "${name}"`)
  return found.name ?? ''
}

function isOf({ metadata }: EndpointSlice, service: Service): boolean {
  const { namespace, labels } = metadata
  return (
    namespace === service.metadata.namespace &&
    labels?.['kubernetes.io/service-name'] === service.metadata.name
  )
}

function addressesOf({ endpoints, ports }: EndpointSlice, portName: string) {
  const port = ports.find(({ name = '' }) => name === portName)?.port
  if (port === undefined) return []
  return endpoints
    .filter(({ conditions, targetRef }) => conditions.ready !== false && targetRef !== undefined)
    .flatMap(({ addresses: [host] }) => (host === undefined ? [] : [{ host, port: `${port}` }]))
}
