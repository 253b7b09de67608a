import { duplicate, invalidValue, required } from '../field-error.ts'
import type { ContainerExtendedResourceRequest, Pod } from '../generated/types.ts'
import { each, type Errors, isDns1123Label, isDns1123Subdomain } from './rules.ts'

/** Which devices the extended resources of the Pod's containers became. */
export function validateExtendedClaims({ spec, status }: Pod): Errors {
  const claims = status.extendedResourceClaimStatus
  if (claims === undefined) return []
  const path = 'status.extendedResourceClaimStatus'
  const { requestMappings, resourceClaimName } = claims
  const containers = [...spec.containers, ...(spec.initContainers ?? [])]
  const validateOwner = (mapping: ContainerExtendedResourceRequest, at: string): Errors => {
    const { containerName, resourceName } = mapping
    const container = containers.find(({ name }) => name === containerName)
    if (container === undefined)
      return [invalidValue(`${at}.containerName`, containerName, NO_CONTAINER)]
    return container.resources.requests?.[resourceName] === undefined
      ? [invalidValue(`${at}.resourceName`, resourceName, NO_RESOURCE)]
      : []
  }
  return [
    ...(requestMappings.length === 0
      ? [required(`${path}.requestMappings`, 'at least one request mapping is required')]
      : []),
    ...each(`${path}.requestMappings`, requestMappings, (mapping, at, index) => [
      ...validateOwner(mapping, at),
      ...isDns1123Label(`${path}.requestName`, mapping.requestName),
      ...(requestMappings.slice(0, index).some((it) => isSameRequest(it, mapping))
        ? FIELDS.map((field) => duplicate(`${at}.${field}`, mapping[field]))
        : []),
    ]),
    ...(resourceClaimName === ''
      ? [required(`${path}.resourceClaimName`, '')]
      : isDns1123Subdomain(`${path}.resourceClaimName`, resourceClaimName)),
  ]
}

const NO_CONTAINER =
  'must match the name of an entry in spec.initContainers.name or spec.containers.name'
const NO_RESOURCE =
  'must match the extended resource name of an entry in spec.initContainers.resources.requests or spec.containers.resources.requests'

const FIELDS = ['containerName', 'resourceName', 'requestName'] as const

function isSameRequest(
  a: ContainerExtendedResourceRequest,
  b: ContainerExtendedResourceRequest,
): boolean {
  return FIELDS.every((field) => a[field] === b[field])
}
