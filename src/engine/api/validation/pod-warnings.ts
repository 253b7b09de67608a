import type {
  Container,
  NodeSelectorTerm,
  Pod,
  PodAffinity,
  PodSpec,
  PodTemplateSpec,
} from '../generated/types.ts'
import { ipWarning } from '../ip-address.ts'
import { dns1123Label, labelValue } from '../names.ts'
import {
  amountWarnings,
  containerWarnings,
  podSeccompWarning,
  type WarnedPod,
} from './container-warnings.ts'
import { overlapWarnings } from './overlapping-paths.ts'
import { type Placed, portNameWarnings, portWarnings } from './port-warnings.ts'

type Warnings = readonly string[]

/**
 * What the API server takes and yet thinks wrong: the texts of its Warning headers, in its order.
 * Source: pkg/api/pod/warnings.go.
 */
export function podWarnings({ metadata, spec }: Pod): Warnings {
  const name = dns1123Label(metadata.name)
  return [
    ...(name.length === 0
      ? []
      : [
          `metadata.name: this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended: [${name.join(' ')}]`,
        ]),
    ...podSpecWarnings({ prefix: '', metadata, spec }),
  ]
}

/** Addresses in the status of a Pod. */
export function podStatusWarnings({ status }: Pod): Warnings {
  return Object.entries({ podIPs: status.podIPs, hostIPs: status.hostIPs }).flatMap(
    ([field, addresses = []]) =>
      addresses.flatMap(({ ip = '' }, index) => ipWarning(`status.${field}[${index}].ip`, ip)),
  )
}

/** The same for the Pods that somebody makes out of a template: `spec.template.spec.…`. */
export function templateWarnings(template: PodTemplateSpec): Warnings {
  const { metadata, spec } = template
  return podSpecWarnings({ prefix: 'spec.template.', metadata, spec })
}

function podSpecWarnings(pod: WarnedPod): Warnings {
  const { prefix, metadata, spec } = pod
  const path = `${prefix}spec`
  const all = containersOf(path, spec)
  return [
    ...nodeSelectorWarnings(path, spec),
    ...nodeAffinityWarnings(`${path}.affinity.nodeAffinity`, spec),
    ...spreadWarnings(`${path}.topologySpreadConstraints`, spec),
    ...Object.entries(OLD_ANNOTATIONS)
      .filter(([key]) => Object.hasOwn(metadata.annotations ?? {}, key))
      .map(([key, words]) => `${prefix}metadata.annotations[${key}]: ${words}`),
    ...volumeWarnings(`${path}.volumes`, spec),
    ...overlapWarnings(spec.volumes),
    ...aliasWarnings(`${path}.hostAliases`, spec),
    ...duplicateNames(`${path}.imagePullSecrets`, spec.imagePullSecrets),
    ...amountWarnings(`${path}.overhead`, spec.overhead),
    ...podSeccompWarning(pod),
    ...all.flatMap((placed) => containerWarnings(pod, placed)),
    ...portWarnings(all),
    ...portNameWarnings(all),
    ...((spec.terminationGracePeriodSeconds ?? 0) < 0
      ? [
          `${path}.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1`,
        ]
      : []),
    ...affinityWarnings(`${path}.affinity.podAffinity`, spec.affinity?.podAffinity),
    ...affinityWarnings(`${path}.affinity.podAntiAffinity`, spec.affinity?.podAntiAffinity),
    ...ipWarnings(`${path}.dnsConfig.nameservers`, spec.dnsConfig?.nameservers ?? []),
    ...(spec.hostAliases ?? []).flatMap(({ ip }, index) =>
      ipWarning(`${path}.hostAliases[${index}].ip`, ip),
    ),
  ]
}

const OLD_ANNOTATIONS: Readonly<Record<string, string>> = {
  'scheduler.alpha.kubernetes.io/critical-pod':
    'non-functional in v1.16+; use the "priorityClassName" field instead',
  'security.alpha.kubernetes.io/sysctls':
    'non-functional in v1.11+; use the "sysctls" field instead',
  'security.alpha.kubernetes.io/unsafe-sysctls':
    'non-functional in v1.11+; use the "sysctls" field instead',
}

function nodeAffinityWarnings(path: string, { affinity }: PodSpec): Warnings {
  const given = affinity?.nodeAffinity
  const required = given?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? []
  const preferred = given?.preferredDuringSchedulingIgnoredDuringExecution ?? []
  return [
    ...required.flatMap((term, index) =>
      oldKeys(
        `${path}.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[${index}]`,
        term,
      ),
    ),
    ...preferred.flatMap(({ preference }, index) => {
      const at = `${path}.preferredDuringSchedulingIgnoredDuringExecution[${index}].preference`
      return [...oldKeys(at, preference), ...oddValues(at, preference)]
    }),
  ]
}

function oldKeys(path: string, { matchExpressions = [] }: NodeSelectorTerm): Warnings {
  return matchExpressions.flatMap(({ key }, index) =>
    Object.hasOwn(OLD_LABELS, key)
      ? [`${path}.matchExpressions[${index}].key: ${key} is ${OLD_LABELS[key] ?? ''}`]
      : [],
  )
}

/** No node can have a label with such a value. */
function oddValues(path: string, { matchExpressions = [] }: NodeSelectorTerm): Warnings {
  return matchExpressions.flatMap(({ values = [] }, index) =>
    values.flatMap((value, place) =>
      labelValue(value).map(
        (words) =>
          `${path}.matchExpressions[${index}].values[${place}]: ${value} is invalid, ${words}`,
      ),
    ),
  )
}

function affinityWarnings(path: string, affinity: PodAffinity | undefined): Warnings {
  const words = 'a null labelSelector results in matching no pod'
  const required = affinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []
  const preferred = affinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []
  return [
    ...required.flatMap(({ labelSelector }, index) =>
      labelSelector === undefined
        ? [
            `${path}.requiredDuringSchedulingIgnoredDuringExecution[${index}].labelSelector: ${words}`,
          ]
        : [],
    ),
    ...preferred.flatMap(({ podAffinityTerm }, index) =>
      podAffinityTerm.labelSelector === undefined
        ? [
            `${path}.preferredDuringSchedulingIgnoredDuringExecution[${index}].podAffinityTerm.labelSelector: ${words}`,
          ]
        : [],
    ),
  ]
}

function ipWarnings(path: string, addresses: readonly string[]): Warnings {
  return addresses.flatMap((ip, index) => ipWarning(`${path}[${index}]`, ip))
}

const OLD_VOLUMES = [
  ['photonPersistentDisk', 'deprecated in v1.11, non-functional in v1.16+'],
  ['gitRepo', 'deprecated in v1.11, and disabled by default in v1.33+'],
  ['scaleIO', 'deprecated in v1.16, non-functional in v1.22+'],
  ['flocker', 'deprecated in v1.22, non-functional in v1.25+'],
  ['storageos', 'deprecated in v1.22, non-functional in v1.25+'],
  ['quobyte', 'deprecated in v1.22, non-functional in v1.25+'],
  ['glusterfs', 'deprecated in v1.25, non-functional in v1.26+'],
  ['cephfs', 'deprecated in v1.28, non-functional in v1.31+'],
  ['rbd', 'deprecated in v1.28, non-functional in v1.31+'],
] as const

function volumeWarnings(path: string, { volumes = [] }: PodSpec): Warnings {
  return volumes.flatMap((volume, index) => {
    const claim = volume.ephemeral?.volumeClaimTemplate?.spec.resources
    const at = `${path}[${index}].ephemeral.volumeClaimTemplate.spec.resources`
    return [
      ...OLD_VOLUMES.filter(([kind]) => volume[kind] !== undefined).map(([kind, words]) => {
        const name = kind === 'storageos' ? 'storageOS' : kind
        return `${path}[${index}].${name}: ${words}`
      }),
      ...amountWarnings(`${at}.requests`, claim?.requests, ['storage']),
      ...amountWarnings(`${at}.limits`, claim?.limits, ['storage']),
    ]
  })
}

function aliasWarnings(path: string, { hostAliases = [] }: PodSpec): Warnings {
  return hostAliases.flatMap(({ ip }, index) =>
    hostAliases.slice(0, index).some((other) => other.ip === ip)
      ? [`${path}[${index}].ip: duplicate ip "${ip}"`]
      : [],
  )
}

function spreadWarnings(path: string, { topologySpreadConstraints = [] }: PodSpec): Warnings {
  return topologySpreadConstraints.flatMap(({ topologyKey, labelSelector }, index) => [
    ...(Object.hasOwn(OLD_LABELS, topologyKey)
      ? [`${path}[${index}].topologyKey: ${topologyKey} is ${OLD_LABELS[topologyKey] ?? ''}`]
      : []),
    ...(labelSelector === undefined
      ? [`${path}[${index}].labelSelector: a null labelSelector results in matching no pod`]
      : []),
  ])
}

/** All containers, in the order in which the API server visits them. */
function containersOf(path: string, spec: PodSpec): readonly Placed[] {
  const placed = (field: string, containers: readonly Container[] = []) =>
    containers.map((container, index) => ({ container, at: `${path}.${field}[${index}]` }))
  return [
    ...placed('initContainers', spec.initContainers),
    ...placed('containers', spec.containers),
    ...placed('ephemeralContainers', spec.ephemeralContainers),
  ]
}

const OLD_LABELS: Readonly<Record<string, string>> = {
  'beta.kubernetes.io/arch': 'deprecated since v1.14; use "kubernetes.io/arch" instead',
  'beta.kubernetes.io/os': 'deprecated since v1.14; use "kubernetes.io/os" instead',
  'failure-domain.beta.kubernetes.io/region':
    'deprecated since v1.17; use "topology.kubernetes.io/region" instead',
  'failure-domain.beta.kubernetes.io/zone':
    'deprecated since v1.17; use "topology.kubernetes.io/zone" instead',
  'beta.kubernetes.io/instance-type':
    'deprecated since v1.17; use "node.kubernetes.io/instance-type" instead',
  'app.kubernetes.io/created-by': 'deprecated since v1.9',
  'scheduler.alpha.kubernetes.io/preferAvoidPods':
    'deprecated since v1.22; use Taints and Tolerations instead',
  'node-role.kubernetes.io/master': 'use "node-role.kubernetes.io/control-plane" instead',
}

function nodeSelectorWarnings(path: string, { nodeSelector = {} }: PodSpec): Warnings {
  return Object.keys(nodeSelector)
    .filter((key) => Object.hasOwn(OLD_LABELS, key))
    .map((key) => `${path}.nodeSelector[${key}]: ${OLD_LABELS[key] ?? ''}`)
}

function duplicateNames(
  path: string,
  references: readonly { readonly name?: string }[] = [],
): Warnings {
  const names = references.map(({ name = '' }) => name)
  const isDouble = (name: string, index: number) => names.indexOf(name) < index
  const warn = (which: typeof isDouble, words: string) =>
    names.flatMap((name, index) =>
      which(name, index) ? [`${path}[${index}].name: ${words} "${name}"`] : [],
    )
  return [...warn(isDouble, 'duplicate name'), ...warn((name) => name === '', 'invalid empty name')]
}
