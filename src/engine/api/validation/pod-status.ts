import { duplicate, forbiddenField, invalidValue } from '../field-error.ts'
import type { ContainerStatus, Pod, PodCondition, PodStatus } from '../generated/types.ts'
import { isIpAddress } from '../ip-address.ts'
import { validateTransitions } from './container-states.ts'
import { validateExtendedClaims } from './extended-claims.ts'
import { internalList } from './internal-form.ts'
import { validateObjectMetaUpdate } from './meta.ts'
import { validateAnnotationUpdate, validatePodAnnotations } from './pod-annotations.ts'
import {
  each,
  type Errors,
  IMMUTABLE,
  isDns1123Subdomain,
  isId,
  isOneOfIfSet,
  isQualifiedName,
} from './rules.ts'

/** What a kubelet, or whoever else writes the status of a Pod, may say. */
export function validatePodStatusUpdate(pod: Pod, before: Pod): Errors {
  const { status } = pod
  return [
    ...validateObjectMetaUpdate(pod.metadata, before.metadata),
    ...validateAnnotationUpdate(pod.metadata, before.metadata),
    ...validatePodAnnotations(pod),
    ...each('status.conditions', status.conditions, validateCondition),
    ...validateNomination(pod, before),
    ...isGeneration('status.observedGeneration', status.observedGeneration),
    ...(status.qosClass === before.status.qosClass
      ? []
      : [invalidValue('status.qosClass', status.qosClass ?? '', IMMUTABLE)]),
    ...validateTransitions(pod, before),
    ...validateClaimStatuses(pod),
    ...validateExtendedClaims(pod),
    ...validatePodIps(status, before.status),
    ...validateHostIps(status, before.status),
    ...validateUsers(pod),
    ...validateDeviceHealth(pod),
  ]
}

const OWN_CONDITIONS = ['PodScheduled', 'Ready', 'Initialized']

function validateCondition(condition: PodCondition, path: string): Errors {
  const { type, observedGeneration } = condition
  return [
    ...isGeneration(`${path}.observedGeneration`, observedGeneration),
    ...(OWN_CONDITIONS.includes(type) ? [] : isQualifiedName(`${path}.Type`, type)),
  ]
}

function isGeneration(path: string, generation = 0): Errors {
  return generation < 0 ? [invalidValue(path, generation, 'must be a non-negative integer')] : []
}

/** For whom room is being made has no node yet. */
function validateNomination({ status }: Pod, before: Pod): Errors {
  const { nominatedNodeName = '' } = status
  const path = 'status.nominatedNodeName'
  if (nominatedNodeName === '' || nominatedNodeName === before.status.nominatedNodeName) return []
  return [
    ...isDns1123Subdomain(path, nominatedNodeName),
    ...((before.spec.nodeName ?? '') === ''
      ? []
      : [forbiddenField(path, 'may not be set on pods that are already bound to a node')]),
  ]
}

function validateClaimStatuses({ spec, status }: Pod): Errors {
  const { resourceClaimStatuses = [] } = status
  const known = (spec.resourceClaims ?? []).map(({ name }) => name)
  const words = 'must match the name of an entry in `spec.resourceClaims`'
  return each('status.resourceClaimStatuses', resourceClaimStatuses, (claim, at, index) => [
    ...(known.includes(claim.name) ? [] : [invalidValue(`${at}.name`, claim.name, words)]),
    ...(resourceClaimStatuses.slice(0, index).some(({ name }) => name === claim.name)
      ? [duplicate(`${at}.name`, claim.name)]
      : []),
    ...(claim.resourceClaimName === undefined
      ? []
      : isDns1123Subdomain(`${at}.resourceClaimName`, claim.resourceClaimName)),
  ])
}

function validatePodIps({ podIPs = [] }: PodStatus, before: PodStatus): Errors {
  return validateIps('status.podIPs', podIPs, before.podIPs)
}

function validateHostIps({ hostIPs = [], hostIP = '' }: PodStatus, before: PodStatus): Errors {
  const [first] = hostIPs
  return [
    ...(first === undefined || first.ip === hostIP
      ? []
      : [invalidValue('status.hostIPs[0].ip', first.ip, 'must be equal to `hostIP`')]),
    ...validateIps('status.hostIPs', hostIPs, before.hostIPs),
  ]
}

type Ips = readonly { readonly ip: string }[]

/** One address, or two of two families. What stood there may stay. */
function validateIps(path: string, ips: Ips, before: Ips = []): Errors {
  const families = ips.map(({ ip }) => ip.includes(':'))
  const isPair = ips.length === 2 && families[0] !== families[1]
  return [
    ...each(path, ips, ({ ip }, at) =>
      before.some((it) => it.ip === ip) ? [] : isIpAddress(at, ip),
    ),
    ...(ips.length < 2 || isPair
      ? []
      : [
          invalidValue(
            path,
            internalList(path === 'status.podIPs' ? 'PodIP' : 'HostIP', ips),
            'may specify no more than one IP for each IP family',
          ),
        ]),
  ]
}

const LISTS = ['containerStatuses', 'initContainerStatuses', 'ephemeralContainerStatuses'] as const

function validateUsers({ spec, status }: Pod): Errors {
  const os = spec.os?.name ?? 'linux'
  return LISTS.flatMap((list) =>
    each(`status.${list}`, status[list], ({ user }, path) => {
      const linux = user?.linux
      const at = `${path}.user.linux`
      if (linux === undefined) return []
      if (os === 'windows') return [forbiddenField(at, 'cannot be set for a windows pod')]
      return [
        ...isId(`${at}.uid`, linux.uid),
        ...isId(`${at}.gid`, linux.gid),
        ...each(`${at}.supplementalGroups`, linux.supplementalGroups, (group, it) =>
          isId(it, group),
        ),
      ]
    }),
  )
}

/** How devices are that were given to containers; debuggers are given none. */
function validateDeviceHealth({ spec, status }: Pod): Errors {
  const field = 'allocatedResourcesStatus'
  const of = (list: 'containerStatuses' | 'initContainerStatuses', containers = spec.containers) =>
    each(`status.${list}`, status[list], (container, path) => {
      const owner = containers.find(({ name }) => name === container.name)
      return each(`${path}.${field}`, container[field], (device, at) => [
        ...(owner === undefined ? [] : validateDevice(`${at}.name`, device.name, owner)),
        ...validateHealth(`${at}.resources`, device.resources ?? []),
      ])
    })
  return [
    ...of('containerStatuses'),
    ...of('initContainerStatuses', spec.initContainers ?? []),
    ...each('status.ephemeralContainerStatuses', status.ephemeralContainerStatuses, (it, at) =>
      (it[field] ?? []).length === 0
        ? []
        : [forbiddenField(`${at}.${field}`, 'must not be specified in container status')],
    ),
  ]
}

function validateDevice(
  path: string,
  name: string,
  { resources }: Pod['spec']['containers'][number],
): Errors {
  if (!name.startsWith('claim:'))
    return Object.hasOwn(resources.requests ?? {}, name)
      ? []
      : [invalidValue(path, name, "must match one of the container's resource requests")]
  const claims = (resources.claims ?? []).map(
    ({ name: claim, request = '' }) => `claim:${claim}${request === '' ? '' : `/${request}`}`,
  )
  const words =
    "must match one of the container's resource claims in a format 'claim:<claimName>/<request>' or 'claim:<claimName>' if request is empty"
  return claims.includes(name) ? [] : [invalidValue(path, name, words)]
}

type Devices = NonNullable<
  NonNullable<ContainerStatus['allocatedResourcesStatus']>[number]['resources']
>

function validateHealth(path: string, devices: Devices): Errors {
  return each(path, devices, ({ resourceID, health }, at, index) => [
    ...isOneOfIfSet(`${at}.health`, health, ['Healthy', 'Unhealthy', 'Unknown']),
    ...(devices.slice(0, index).some((other) => other.resourceID === resourceID)
      ? [duplicate(`${at}.resourceID`, resourceID)]
      : []),
  ])
}
