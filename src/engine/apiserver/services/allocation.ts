import { decode } from '../../api/decode.ts'
import { invalidValue } from '../../api/field-error.ts'
import type { Service, ServiceSpec } from '../../api/generated/types.ts'
import { withAddressList } from '../../api/service-completion.ts'
import { isHeadless, needsAddress } from '../../api/service-questions.ts'
import type { Call } from '../call.ts'
import { type ApiObject, withMetadata } from '../object.ts'
import { internalFailure, invalid } from '../refusals.ts'
import { settleFamilies } from './families.ts'
import { withFurtherNodePorts, withHealthCheck, withNewNodePorts } from './node-ports.ts'
import { NodePorts, takeAddress } from './pools.ts'
import { withAddressesInStep, withKeptNumbers } from './kept.ts'

/** What a Service that is about to be created is given. See [S1]. */
export function allocate(call: Call, object: ApiObject): ApiObject {
  if (call.resource.resource !== 'services') return object
  return given(call, object as Service, (spec, taking) => {
    const addressed = withAddress(call, object, settling(call, object)(withAddressList(spec)))
    return withHealthCheck(withNewNodePorts(addressed, taking), undefined, taking)
  })
}

/** What a Service keeps as it changes, and what it is given anew. */
export function reallocate(call: Call, object: ApiObject, stored: ApiObject): ApiObject {
  if (call.resource.resource !== 'services') return object
  const before = (stored as Service).spec
  return given(call, object as Service, (spec, taking) => {
    const kept = withAddressesInStep(withKeptNumbers(spec, before), before)
    const whole = settling(call, object)(kept, before)
    const addressed = needsAddress(before) ? whole : withAddress(call, object, whole)
    return withHealthCheck(withFurtherNodePorts(addressed, before, taking), before, taking)
  })
}

type Taking = Parameters<typeof withNewNodePorts>[1]

function given(
  call: Call,
  service: Service,
  change: (spec: ServiceSpec, taking: Taking) => ServiceSpec,
): ApiObject {
  const pool = new NodePorts(call)
  const refuse: Taking['refuse'] = (error) => invalid(namedAs(call, service), [error])
  const next = { ...service, spec: change(service.spec, { pool, refuse }) }
  return withMetadata(decode(next, 'Service').object as ApiObject, {})
}

function namedAs({ resource }: Call, { metadata }: ApiObject) {
  return { ...resource, name: (metadata as { readonly name?: string }).name ?? '' }
}

type Settle = (spec: ServiceSpec, before?: ServiceSpec) => ServiceSpec

function settling(call: Call, object: ApiObject): Settle {
  return (given, before) => {
    const { spec, errors } = settleFamilies(given, before)
    if (errors.length > 0) throw invalid(namedAs(call, object), errors)
    return spec
  }
}

function withAddress(call: Call, object: ApiObject, spec: ServiceSpec): ServiceSpec {
  if (!needsAddress(spec) || isHeadless(spec)) return spec
  const { clusterIPs = [] } = spec
  const wish = clusterIPs[0] ?? ''
  const taken = takeAddress(call, wish)
  if ('given' in taken) return { ...spec, clusterIP: taken.given, clusterIPs: [taken.given] }
  const { name } = namedAs(call, object)
  if (wish === '')
    throw internalFailure(`failed to allocate a serviceIP for Service "${name}": ${taken.refused}`)
  const words = `failed to allocate IP ${wish}: ${taken.refused}`
  throw invalid(namedAs(call, object), [invalidValue('spec.clusterIPs', clusterIPs, words)])
}
