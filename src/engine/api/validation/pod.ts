import { duplicate, forbiddenField, invalidValue, required, tooLong } from '../field-error.ts'
import type {
  ObjectMeta,
  Pod,
  PodDNSConfig,
  PodResourceClaim,
  PodSpec,
} from '../generated/types.ts'
import { dns1123Subdomain, dnsSearch } from '../names.ts'
import { isIpAddress } from '../ip-address.ts'
import {
  type PodContext,
  validateContainers,
  validateEphemeralContainers,
  validateImageSpaces,
  validateInitContainers,
} from './containers.ts'
import { validateFileVolumes } from './env.ts'
import { everyContainer } from './every-container.ts'
import { internalForm } from './internal-form.ts'
import { validateLabels, validateObjectMeta } from './meta.ts'
import { MIRROR, validatePodAnnotations, validateProfilesMatch } from './pod-annotations.ts'
import { validatePodResources, validateResources } from './resources.ts'
import {
  each,
  type Errors,
  fits,
  isBetween,
  isDns1123Label,
  isDns1123Subdomain,
  isOneOf,
  isOneOfIfSet,
  isQualifiedName,
} from './rules.ts'
import { validateAffinity, validateSpread, validateTolerations } from './scheduling.ts'
import { validatePodSecurityContext } from './security.ts'
import { validateVolumes } from './volumes.ts'
import { validateForSystem, validateHostProcess } from './windows.ts'

const MAX_INT32 = 2 ** 31 - 1

/** What is wrong with a new Pod, in the order of the API server. It must have been defaulted. */
export function validatePod(pod: Pod): Errors {
  const { spec } = pod
  const isGated = (spec.schedulingGates ?? []).length > 0
  return [
    ...validateMetaAndSpec(pod),
    ...((spec.ephemeralContainers ?? []).length > 0
      ? [forbiddenField('spec.ephemeralContainers', 'cannot be set on create')]
      : []),
    ...(isGated && (spec.nodeName ?? '') !== ''
      ? [
          forbiddenField(
            'spec.nodeName',
            'cannot be set until all schedulingGates have been cleared',
          ),
        ]
      : []),
    ...validateProfilesMatch(pod),
  ]
}

/** What holds for a Pod at any time. */
export function validateMetaAndSpec(pod: Pod): Errors {
  const { metadata, spec } = pod
  const mayProveItself = (spec.serviceAccountName ?? '') !== ''
  return [
    ...validateObjectMeta(metadata, { isNamespaced: true, name: dns1123Subdomain }),
    ...validatePodAnnotations(pod),
    ...validatePodSpec('spec', spec, metadata),
    ...(mayProveItself ? [] : forbidTokens(spec)),
    ...each('spec.containers', spec.containers, (it, at) => validateImageSpaces(at, it)),
    ...each('spec.initContainers', spec.initContainers, (it, at) => validateImageSpaces(at, it)),
  ]
}

function forbidTokens({ volumes }: PodSpec): Errors {
  return each('spec.volumes', volumes, ({ projected }, at) =>
    each(`${at}.projected.sources`, projected?.sources, ({ serviceAccountToken }, source) =>
      serviceAccountToken === undefined
        ? []
        : [
            forbiddenField(
              `${source}.serviceAccountToken`,
              'must not be specified when serviceAccountName is not set',
            ),
          ],
    ),
  )
}

/** The spec of a Pod, or (without metadata) of the template of one. */
export function validatePodSpec(path: string, spec: PodSpec, metadata?: ObjectMeta): Errors {
  const volumes = validateVolumes(`${path}.volumes`, spec.volumes, metadata?.name)
  const grace = spec.terminationGracePeriodSeconds
  const context: PodContext = { spec, volumes: volumes.known, grace, os: spec.os?.name }
  return [
    ...(grace === undefined ? [required(`${path}.terminationGracePeriodSeconds`, '')] : []),
    ...volumes.errors,
    ...validateResourceClaims(`${path}.resourceClaims`, spec.resourceClaims ?? [], metadata),
    ...validateContainers(`${path}.containers`, context),
    ...validateInitContainers(`${path}.initContainers`, context),
    ...validateEphemeralContainers(`${path}.ephemeralContainers`, context),
    ...validatePodResources(`${path}.resources`, spec),
    ...validateHostNetwork(`${path}.containers`, spec, metadata !== undefined),
    ...isOneOf(`${path}.restartPolicy`, spec.restartPolicy, ['Always', 'OnFailure', 'Never']),
    ...isOneOf(`${path}.dnsPolicy`, spec.dnsPolicy, [
      ...['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'],
    ]),
    ...validateLabels(`${path}.nodeSelector`, spec.nodeSelector),
    ...validatePodSecurityContext(`${path}.securityContext`, spec),
    ...validateAffinity(`${path}.affinity`, spec.affinity),
    ...validateDnsConfig(`${path}.dnsConfig`, spec),
    ...each(`${path}.readinessGates`, spec.readinessGates, ({ conditionType }, at) =>
      isQualifiedName(`${at}.conditionType`, conditionType),
    ),
    ...validateGates(`${path}.schedulingGates`, spec),
    ...validateSpread(`${path}.topologySpreadConstraints`, spec.topologySpreadConstraints),
    ...validateHostProcess(path, spec),
    ...validateHostUsers(path, spec),
    ...validateHostname(path, spec),
    ...validateNames(path, spec),
    ...validateRest(path, spec),
    ...validateFileVolumes(path, spec),
  ]
}

/** In a template the port of the host may be left open: it is filled in when the Pod is made. */
function validateHostNetwork(path: string, spec: PodSpec, isPod: boolean): Errors {
  if (spec.hostNetwork !== true) return []
  return each(path, spec.containers, ({ ports }, at) =>
    each(`${at}.ports`, ports, ({ hostPort = 0, containerPort }, portPath) =>
      hostPort === containerPort || (!isPod && hostPort === 0)
        ? []
        : [
            invalidValue(
              `${portPath}.hostPort`,
              hostPort,
              'must match `containerPort` when `hostNetwork` is true',
            ),
          ],
    ),
  )
}

function validateGates(path: string, { schedulingGates = [] }: PodSpec): Errors {
  return each(path, schedulingGates, ({ name }, at, index) => [
    ...isQualifiedName(at, name),
    ...(schedulingGates.slice(0, index).some((other) => other.name === name)
      ? [duplicate(at, name)]
      : []),
  ])
}

/** Users of its own a Pod can only have in namespaces of its own, and without devices. */
function validateHostUsers(path: string, spec: PodSpec): Errors {
  if (spec.hostUsers !== false) return []
  const words = 'when `hostUsers` is false'
  return [
    ...(spec.hostNetwork === true ? [forbiddenField(`${path}.hostNetwork`, words)] : []),
    ...(spec.hostPID === true ? [forbiddenField(`${path}.HostPID`, words)] : []),
    ...(spec.hostIPC === true ? [forbiddenField(`${path}.HostIPC`, words)] : []),
    ...everyContainer(path, spec, ({ volumeDevices = [] }, at) =>
      volumeDevices.length > 0 ? [forbiddenField(`${at}.volumeDevices`, words)] : [],
    ),
  ]
}

const LONGEST_HOSTNAME = 64

function validateHostname(path: string, spec: PodSpec): Errors {
  const { hostnameOverride: name } = spec
  if (name === undefined) return []
  const at = `${path}.hostnameOverride`
  return [
    ...(spec.setHostnameAsFQDN === true
      ? [forbiddenField(at, 'may not be specified when setHostnameAsFQDN is true')]
      : []),
    ...(spec.hostNetwork === true
      ? [forbiddenField(at, 'may not be specified when hostNetwork is true')]
      : []),
    ...(name.length > LONGEST_HOSTNAME ? [tooLong(at, LONGEST_HOSTNAME)] : []),
    ...isDns1123Subdomain(at, name),
  ]
}

/** Devices that the Pod wants: each by its own name, and by exactly one way. */
function validateResourceClaims(
  path: string,
  claims: readonly PodResourceClaim[],
  metadata: ObjectMeta | undefined,
): Errors {
  const { annotations } = metadata ?? {}
  const isMirror = Object.hasOwn(annotations ?? {}, MIRROR)
  return each(path, claims, (claim, at, index) => {
    if (isMirror) return [forbiddenField('[]', 'static pods do not support resource claims')]
    const { name, resourceClaimName: own, resourceClaimTemplateName: template } = claim
    const words =
      own !== undefined && template !== undefined
        ? 'at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified'
        : own === undefined && template === undefined
          ? 'must specify one of: `resourceClaimName`, `resourceClaimTemplateName`'
          : ''
    return [
      ...(name === ''
        ? [required(`${at}.name`, '')]
        : claims.slice(0, index).some((other) => other.name === name)
          ? [duplicate(`${at}.name`, name)]
          : isDns1123Label(`${at}.name`, name)),
      ...(words === '' ? [] : [invalidValue(at, internalForm('PodResourceClaim', claim), words)]),
      ...(own === undefined ? [] : isDns1123Subdomain(`${at}.resourceClaimName`, own)),
      ...(template === undefined
        ? []
        : isDns1123Subdomain(`${at}.resourceClaimTemplateName`, template)),
    ]
  })
}

function validateNames(path: string, spec: PodSpec): Errors {
  const { serviceAccountName = '', nodeName = '', activeDeadlineSeconds } = spec
  const { hostname = '', subdomain = '' } = spec
  return [
    ...(serviceAccountName === ''
      ? []
      : isDns1123Subdomain(`${path}.serviceAccountName`, serviceAccountName)),
    ...(nodeName === '' ? [] : isDns1123Subdomain(`${path}.nodeName`, nodeName)),
    ...(activeDeadlineSeconds === undefined
      ? []
      : isBetween(`${path}.activeDeadlineSeconds`, activeDeadlineSeconds, [1, MAX_INT32])),
    ...(hostname === '' ? [] : isDns1123Label(`${path}.hostname`, hostname)),
    ...(subdomain === '' ? [] : isDns1123Label(`${path}.subdomain`, subdomain)),
  ]
}

function validateRest(path: string, spec: PodSpec): Errors {
  const { priorityClassName = '', runtimeClassName, os, overhead } = spec
  return [
    ...validateTolerations(`${path}.tolerations`, spec.tolerations),
    ...each(`${path}.hostAliases`, spec.hostAliases, ({ ip, hostnames }, at) => [
      ...isIpAddress(`${at}.ip`, ip),
      ...each(`${at}.hostnames`, hostnames, (name, namePath) => isDns1123Subdomain(namePath, name)),
    ]),
    ...(priorityClassName === ''
      ? []
      : isDns1123Subdomain(`${path}.priorityClassName`, priorityClassName)),
    ...(runtimeClassName === undefined
      ? []
      : isDns1123Subdomain(`${path}.runtimeClassName`, runtimeClassName)),
    ...(spec.preemptionPolicy === undefined
      ? []
      : isOneOf(`${path}.preemptionPolicy`, spec.preemptionPolicy, [
          'PreemptLowerPriority',
          'Never',
        ])),
    ...(overhead === undefined ? [] : validateResources(`${path}.overhead`, { limits: overhead })),
    ...(os === undefined
      ? []
      : os.name === ''
        ? [required(`${path}.os.name`, '')]
        : isOneOfIfSet(`${path}.os`, os.name, ['linux', 'windows'])),
    ...validateForSystem(path, spec),
  ]
}

const MOST_NAMESERVERS = 3
const MOST_SEARCHES = 32
const LONGEST_SEARCHES = 2048

function validateDnsConfig(path: string, { dnsPolicy, dnsConfig }: PodSpec): Errors {
  if (dnsPolicy === 'None') {
    if (dnsConfig === undefined)
      return [required(path, 'must provide `dnsConfig` when `dnsPolicy` is None')]
    if ((dnsConfig.nameservers ?? []).length === 0)
      return [
        required(
          `${path}.nameservers`,
          'must provide at least one DNS nameserver when `dnsPolicy` is None',
        ),
      ]
  }
  return dnsConfig === undefined ? [] : validateDns(path, dnsConfig)
}

function validateDns(path: string, config: PodDNSConfig): Errors {
  const { nameservers = [], searches = [], options } = config
  const most = (what: string, list: readonly string[], limit: number) =>
    list.length > limit
      ? [
          invalidValue(
            `${path}.${what}`,
            list,
            `must not have more than ${limit} ${what === 'searches' ? 'search paths' : what}`,
          ),
        ]
      : []
  return [
    ...most('nameservers', nameservers, MOST_NAMESERVERS),
    ...each(`${path}.nameservers`, nameservers, (ip, at) => isIpAddress(at, ip)),
    ...most('searches', searches, MOST_SEARCHES),
    ...(searches.join(' ').length > LONGEST_SEARCHES
      ? [
          invalidValue(
            `${path}.searches`,
            searches,
            `must not have more than ${LONGEST_SEARCHES} characters (including spaces) in the search list`,
          ),
        ]
      : []),
    ...each(`${path}.searches`, searches, (search, at) =>
      search === '.' ? [] : fits(at, search.replace(/\.$/, ''), dnsSearch),
    ),
    ...each(`${path}.options`, options, ({ name = '' }, at) =>
      name === '' ? [required(at, 'must not be empty')] : [],
    ),
  ]
}
