import type {
  Endpoint,
  EndpointPort,
  EndpointSlice,
  Service,
  ServicePort,
} from '../../api/generated/types.ts'
import { formatSelector } from '../../api/format-selector.ts'
import { ageOf, columns, orNone, type Printer } from './printer.ts'

export const servicePrinter: Printer<Service> = {
  columns: columns('Name, Type, Cluster-IP, External-IP, Port(s), Age', 'Selector'),
  cells: (service, now) => {
    const { metadata, spec } = service
    const { selector: matchLabels = {} } = spec
    return [
      metadata.name,
      spec.type ?? '',
      orNone(spec.clusterIPs?.[0]),
      externalAddressOf(service),
      orNone((spec.ports ?? []).map(portText).join(',')),
      ageOf(service, now),
      formatSelector({ matchLabels }),
    ]
  },
}

function portText({ port, nodePort = 0, protocol }: ServicePort): string {
  return `${port}${nodePort > 0 ? `:${nodePort}` : ''}/${protocol ?? ''}`
}

/** Where it is reached from outside. Source: pkg/printers, getServiceExternalIP. */
function externalAddressOf({ spec, status }: Service): string {
  const own = spec.externalIPs ?? []
  switch (spec.type) {
    case 'ClusterIP':
    case 'NodePort':
      return orNone(own.join(','))
    case 'LoadBalancer': {
      const given = (status.loadBalancer.ingress ?? []).map(
        ({ ip, hostname = '' }) => ip ?? hostname,
      )
      const all = [...given, ...own].join(',')
      return all === '' ? '<pending>' : all
    }
    case 'ExternalName':
      return spec.externalName ?? ''
    default:
      return '<unknown>'
  }
}

export const endpointSlicePrinter: Printer<EndpointSlice> = {
  columns: columns('Name, AddressType, Ports, Endpoints, Age'),
  cells: (slice, now) => [
    slice.metadata.name,
    slice.addressType,
    shortList(slice.ports.map(endpointPortText)),
    shortList(slice.endpoints.flatMap(({ addresses }: Endpoint) => addresses)),
    ageOf(slice, now),
  ],
}

function endpointPortText({ port, name }: EndpointPort): string {
  return port === undefined ? (name ?? '*') : `${port}`
}

const MOST_LISTED = 3

function shortList(items: readonly string[]): string {
  const text = items.slice(0, MOST_LISTED).join(',')
  const more = items.length - MOST_LISTED
  if (more > 0) return `${text} + ${more} more...`
  return text === '' ? '<unset>' : text
}
