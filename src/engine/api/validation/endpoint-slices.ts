import { duplicate, invalidValue, quoteGo, required, tooMany } from '../field-error.ts'
import type { Endpoint, EndpointHints, EndpointPort, EndpointSlice } from '../generated/types.ts'
import { canonicalIPv6, isIpAddress } from '../ip-address.ts'
import { dns1123Label, dns1123Subdomain, labelValue, type NameRule } from '../names.ts'
import { isAlike } from './alike.ts'
import { validateEndpointIp } from './endpoint-ip.ts'
import { validateMetaOf } from './plain-kinds.ts'
import {
  each,
  type Errors,
  fits,
  IMMUTABLE,
  isDns1123Label,
  isOneOf,
  isQualifiedName,
} from './rules.ts'
import { familyOf } from './service-addresses.ts'

const ADDRESS_TYPES = ['FQDN', 'IPv4', 'IPv6']
const MOST = { endpoints: 1000, addresses: 100, ports: 20_000, hints: 8 }

/** Source of all of this: pkg/apis/discovery/validation, in its order. */
export function validateEndpointSlice(slice: EndpointSlice): Errors {
  return [...validateAllButEndpoints(slice), ...validateEndpoints(slice)]
}

/** Endpoints that do not change are not judged again. */
export function validateEndpointSliceUpdate(slice: EndpointSlice, before: EndpointSlice): Errors {
  const { addressType, endpoints } = slice
  return [
    ...validateAllButEndpoints(slice),
    ...(isAlike(endpoints, before.endpoints) ? [] : validateEndpoints(slice)),
    ...(addressType === before.addressType
      ? []
      : [invalidValue('addressType', addressType, IMMUTABLE)]),
  ]
}

function validateAllButEndpoints(slice: EndpointSlice): Errors {
  return [
    ...validateMetaOf(slice, true),
    ...isOneOf('addressType', slice.addressType, ADDRESS_TYPES),
    ...validatePorts(slice.ports),
  ]
}

function validateEndpoints({ addressType, endpoints }: EndpointSlice): Errors {
  return notTooMany('endpoints', { list: endpoints, most: MOST.endpoints }, (endpoint, at) =>
    validateEndpoint(endpoint, at, addressType),
  )
}

export function endpointSliceWarnings(
  { addressType }: EndpointSlice,
  before?: EndpointSlice,
): readonly string[] {
  const isOld = before === undefined && addressType === 'FQDN'
  return isOld ? ['spec.addressType: FQDN endpoints are deprecated'] : []
}

interface Counted<T> {
  readonly list: readonly T[] | undefined
  readonly most: number
}

/** Beyond a number of them nobody looks at one. */
function notTooMany<T>(
  path: string,
  { list, most }: Counted<T>,
  check: (item: T, at: string, index: number) => Errors,
): Errors {
  const count = list?.length ?? 0
  return count > most ? [tooMany(path, count, most)] : each(path, list, check)
}

function validatePorts(ports: readonly EndpointPort[]): Errors {
  return notTooMany(
    'ports',
    { list: ports, most: MOST.ports },
    ({ name = '', protocol, appProtocol }, at, index) => [
      ...(name === '' ? [] : isDns1123Label(`${at}.name`, name)),
      ...(ports.slice(0, index).some((it) => (it.name ?? '') === name)
        ? [duplicate(`${at}.name`, name)]
        : []),
      ...isOneOf(`${at}.protocol`, protocol, ['SCTP', 'TCP', 'UDP']),
      ...(appProtocol === undefined ? [] : isQualifiedName(`${at}.appProtocol`, appProtocol)),
    ],
  )
}

function validateEndpoint(endpoint: Endpoint, at: string, addressType: string): Errors {
  const { nodeName, hostname, hints } = endpoint
  return [
    ...validateAddresses(endpoint, `${at}.addresses`, addressType),
    ...(nodeName === undefined ? [] : fits(`${at}.nodeName`, nodeName, dns1123Subdomain)),
    ...(hostname === undefined ? [] : isDns1123Label(`${at}.hostname`, hostname)),
    ...(hints === undefined ? [] : validateHints(hints, `${at}.hints`)),
  ]
}

function validateAddresses({ addresses }: Endpoint, at: string, addressType: string): Errors {
  const count = addresses.length
  return [
    ...(count === 0 ? [required(at, 'must contain at least 1 address')] : []),
    ...(count > MOST.addresses ? [tooMany(at, count, MOST.addresses)] : []),
    ...each(at, addresses, (address, path) =>
      addressType === 'FQDN'
        ? isDomain(path, address)
        : ADDRESS_TYPES.includes(addressType)
          ? isOfFamily(path, address, { list: at, addressType })
          : [],
    ),
  ]
}

function isOfFamily(
  path: string,
  address: string,
  { list, addressType }: { readonly list: string; readonly addressType: string },
): Errors {
  const malformed = [
    ...isIpAddress(path, address),
    ...(addressType === 'IPv6' ? isCanonical(path, address) : []),
  ]
  if (malformed.length > 0) return malformed
  const words = `must be an ${addressType} address`
  return [
    ...(familyOf(address) === addressType ? [] : [invalidValue(list, address, words)]),
    ...validateEndpointIp(path, address),
  ]
}

function isCanonical(path: string, address: string): Errors {
  const canonical = canonicalIPv6(address)
  return canonical === undefined || canonical === address
    ? []
    : [invalidValue(path, address, `must be in canonical form (${quoteGo(canonical)})`)]
}

/** A name of two parts or more. */
function isDomain(path: string, address: string): Errors {
  if (address === '') return [required(path, '')]
  const name = address.replace(/\.$/, '')
  const malformed = dns1123Subdomain(name)
  if (malformed.length > 0) return [invalidValue(path, name, malformed.join(','))]
  const labels = name.split('.')
  const words = 'should be a domain with at least two segments separated by dots'
  if (labels.length < 2) return [invalidValue(path, name, words)]
  const wrong = labels.find((label) => dns1123Label(label).length > 0)
  return wrong === undefined ? [] : [invalidValue(path, wrong, dns1123Label(wrong).join(','))]
}

/** For whom an endpoint is meant. */
function validateHints({ forZones, forNodes }: EndpointHints, at: string): Errors {
  const zones = validateNames(`${at}.forZones`, forZones, labelValue)
  const isTooLong = (forZones?.length ?? 0) > MOST.hints
  return isTooLong
    ? zones
    : [...zones, ...validateNames(`${at}.forNodes`, forNodes, dns1123Subdomain)]
}

interface Named {
  readonly name: string
}

function validateNames(path: string, list: readonly Named[] | undefined, rule: NameRule): Errors {
  return notTooMany(path, { list, most: MOST.hints }, ({ name }, at, index) => [
    ...((list ?? []).slice(0, index).some((it) => it.name === name)
      ? [duplicate(`${at}.name`, name)]
      : []),
    ...fits(`${at}.name`, name, rule),
  ])
}
