import type { Container, ContainerPort, Pod, PodSpec } from '../generated/types.ts'
import { dns1123Label } from '../names.ts'
import { amountOf } from '../quantity.ts'

type Warnings = readonly string[]

/** What the API server takes and yet thinks wrong: the texts of its Warning headers. */
export function podWarnings({ metadata, spec }: Pod): Warnings {
  const name = dns1123Label(metadata.name)
  return [
    ...(name.length === 0
      ? []
      : [
          `metadata.name: this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended: [${name.join(' ')}]`,
        ]),
    ...podSpecWarnings('spec', spec),
    ...Object.keys(metadata.annotations ?? {})
      .filter((key) => Object.hasOwn(OLD_ANNOTATIONS, key))
      .map((key) => `metadata.annotations[${key}]: ${OLD_ANNOTATIONS[key] ?? ''}`),
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

function podSpecWarnings(path: string, spec: PodSpec): Warnings {
  const all = containersOf(path, spec)
  return [
    ...nodeSelectorWarnings(path, spec),
    ...duplicateNames(`${path}.imagePullSecrets`, spec.imagePullSecrets),
    ...(spec.terminationGracePeriodSeconds !== undefined && spec.terminationGracePeriodSeconds < 0
      ? [
          `${path}.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1`,
        ]
      : []),
    ...volumeWarnings(`${path}.volumes`, spec),
    ...aliasWarnings(`${path}.hostAliases`, spec),
    ...spreadWarnings(`${path}.topologySpreadConstraints`, spec),
    ...all.flatMap(({ container, at }) => [
      ...amountWarnings(at, container),
      ...envWarnings(at, container),
    ]),
    ...portWarnings(all),
  ]
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
  return volumes.flatMap((volume, index) =>
    OLD_VOLUMES.filter(([kind]) => volume[kind] !== undefined).map(([kind, words]) => {
      const name = kind === 'storageos' ? 'storageOS' : kind
      return `${path}[${index}].${name}: ${words}`
    }),
  )
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

interface Placed {
  readonly container: Container
  readonly at: string
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
  return references.flatMap(({ name = '' }, index) => {
    if (name === '') return [`${path}[${index}].name: invalid empty name ""`]
    const isDouble = references.slice(0, index).some((other) => other.name === name)
    return isDouble ? [`${path}[${index}].name: duplicate name "${name}"`] : []
  })
}

/** Half a byte cannot be had. */
function amountWarnings(at: string, { resources }: Container): Warnings {
  return (['requests', 'limits'] as const).flatMap((which) =>
    Object.entries(resources[which] ?? {})
      .filter(([name]) => name === 'memory' || name === 'ephemeral-storage')
      .filter(([, amount]) => amountOf(amount).nano % 1_000_000_000n !== 0n)
      .map(
        ([name, amount]) =>
          `${at}.resources.${which}[${name}]: fractional byte value "${amount}" is invalid, must be an integer`,
      ),
  )
}

function envWarnings(at: string, { env = [] }: Container): Warnings {
  return env.flatMap(({ name, value = '', valueFrom }, index) => {
    const isDouble = env.slice(0, index).some((other) => other.name === name)
    const reference = `$(${name})`
    const builds = valueFrom === undefined && value !== reference && value.includes(reference)
    return isDouble && !builds
      ? [
          `${at}.env[${index}]: hides previous definition of "${name}", which may be dropped when using apply`,
        ]
      : []
  })
}

interface PlacedPort {
  readonly port: ContainerPort
  readonly path: string
}

function portWarnings(containers: readonly Placed[]): Warnings {
  const seen = new Map<string, PlacedPort[]>()
  return containers.flatMap(({ container, at }) =>
    (container.ports ?? []).flatMap((port, index) => {
      const path = `${at}.ports[${index}]`
      const key = `${port.containerPort}/${port.protocol ?? ''}`
      const others = seen.get(key) ?? []
      seen.set(key, [...others, { port, path }])
      return others.flatMap((other) => overlap({ port, path }, other))
    }),
  )
}

function overlap({ port, path }: PlacedPort, other: PlacedPort): Warnings {
  const { hostIP = '', hostPort = 0 } = port
  const { hostIP: otherIP = '', hostPort: otherPort = 0 } = other.port
  if (hostIP === otherIP && hostPort === otherPort)
    return [`${path}: duplicate port definition with ${other.path}`]
  if (hostPort === 0 || otherPort === 0)
    return [`${path}: overlapping port definition with ${other.path}`]
  const isAmbiguous = hostPort === otherPort && (hostIP === '') !== (otherIP === '')
  return isAmbiguous ? [`${path}: dangerously ambiguous port definition with ${other.path}`] : []
}
