import { type Event, type Pod, type PodTemplateSpec, type TopologySpreadConstraint } from '#engine'
import { ageOf } from '../printers/duration.ts'
import { describeContainers, describeResources } from './containers.ts'
import { describeEvents } from './events.ts'
import { labelSelectorText } from './label-selector-text.ts'
import {
  controllerOf,
  describeAnnotations,
  describeLabels,
  describeTolerations,
  rfc1123,
} from './metadata.ts'
import { describeVolumes } from './volumes.ts'
import { DescribeWriter } from './writer.ts'

export interface Described<Object> {
  readonly object: Object
  /** undefined: not asked for. */
  readonly events: readonly Event[] | undefined
  /** Milliseconds since 1970. */
  readonly now: number
}

/** `kubectl describe pod`. */
export function describePod({ object: pod, events, now }: Described<Pod>): string {
  const writer = new DescribeWriter()
  describeHead(writer, pod)
  describeStatus(writer, pod, now)
  describeAddresses(writer, pod)
  if (pod.spec.resources !== undefined) {
    writer.line(0, 'Resources:')
    describeResources(writer, pod.spec.resources, 1)
  }
  describeAllContainers(writer, pod)
  describeConditions(writer, pod)
  describeVolumes(writer, pod.spec.volumes)
  writer.line(0, 'QoS Class:', pod.status.qosClass ?? '')
  describeLabels(writer, 'Node-Selectors', pod.spec.nodeSelector)
  describeTolerations(writer, 'Tolerations', pod.spec.tolerations)
  describeSpread(writer, pod.spec.topologySpreadConstraints)
  if (events !== undefined) describeEvents(writer, events, now)
  return writer.text()
}

function describeHead(writer: DescribeWriter, { metadata, spec, status }: Pod): void {
  writer.line(0, 'Name:', metadata.name)
  writer.line(0, 'Namespace:', metadata.namespace)
  if (spec.priority !== undefined) writer.line(0, 'Priority:', spec.priority)
  optional(writer, 'Priority Class Name:', spec.priorityClassName)
  optional(writer, 'Runtime Class Name:', spec.runtimeClassName)
  optional(writer, 'Service Account:', spec.serviceAccountName)
  const { nodeName = '' } = spec
  writer.line(0, 'Node:', nodeName === '' ? '<none>' : `${nodeName}/${status.hostIP ?? ''}`)
  if (status.startTime !== undefined) writer.line(0, 'Start Time:', rfc1123(status.startTime))
  describeLabels(writer, 'Labels', metadata.labels)
  describeAnnotations(writer, 'Annotations', metadata.annotations)
}

function describeStatus(
  writer: DescribeWriter,
  { metadata, spec, status }: Pod,
  now: number,
): void {
  const hasEnded = status.phase === 'Failed' || status.phase === 'Succeeded'
  if (metadata.deletionTimestamp !== undefined && !hasEnded) {
    const since = ageOf(metadata.deletionTimestamp, now)
    writer.line(0, 'Status:', `Terminating (lasts ${since})`)
    writer.line(0, 'Termination Grace Period:', `${metadata.deletionGracePeriodSeconds ?? 0}s`)
  } else writer.line(0, 'Status:', status.phase ?? '')
  optional(writer, 'Reason:', status.reason)
  optional(writer, 'Message:', status.message)
  const profile = spec.securityContext?.seccompProfile
  if (profile === undefined) return
  writer.line(0, 'SeccompProfile:', profile.type)
  if (profile.type === 'Localhost')
    writer.line(0, 'LocalhostProfile:', profile.localhostProfile ?? '')
}

function describeAddresses(writer: DescribeWriter, { metadata, status }: Pod): void {
  writer.line(0, 'IP:', status.podIP ?? '')
  const { podIPs = [] } = status
  if (podIPs.length === 0) writer.line(0, 'IPs:', '<none>')
  else writer.line(0, 'IPs:')
  for (const { ip } of podIPs) writer.line(1, 'IP:', ip)
  optional(writer, 'Controlled By:', controllerOf(metadata))
  optional(writer, 'NominatedNodeName:', status.nominatedNodeName)
}

function describeAllContainers(writer: DescribeWriter, pod: Pod): void {
  const { initContainers = [], containers, ephemeralContainers = [] } = pod.spec
  const { initContainerStatuses, containerStatuses, ephemeralContainerStatuses } = pod.status
  const common = { pod, space: '' }
  if (initContainers.length > 0)
    describeContainers(writer, {
      ...common,
      title: 'Init Containers',
      containers: initContainers,
      statuses: initContainerStatuses,
    })
  describeContainers(writer, {
    ...common,
    title: 'Containers',
    containers,
    statuses: containerStatuses,
  })
  if (ephemeralContainers.length > 0)
    describeContainers(writer, {
      ...common,
      title: 'Ephemeral Containers',
      containers: ephemeralContainers,
      statuses: ephemeralContainerStatuses,
    })
}

function describeConditions(writer: DescribeWriter, { spec, status }: Pod): void {
  const { conditions = [] } = status
  const { readinessGates = [] } = spec
  if (readinessGates.length > 0) {
    writer.line(0, 'Readiness Gates:')
    writer.line(1, 'Type', 'Status')
    for (const { conditionType } of readinessGates) {
      const found = conditions.find(({ type }) => type === conditionType)
      writer.line(1, `${conditionType} `, `${found?.status ?? '<none>'} `)
    }
  }
  if (conditions.length === 0) return
  writer.line(0, 'Conditions:')
  writer.line(1, 'Type', 'Status')
  for (const { type, status: state } of conditions) writer.line(1, `${type} `, `${state} `)
}

function describeSpread(
  writer: DescribeWriter,
  constraints: readonly TopologySpreadConstraint[] = [],
  space = '',
): void {
  const sorted = [...constraints].sort((left, right) =>
    left.topologyKey < right.topologyKey ? -1 : 1,
  )
  sorted.forEach(({ topologyKey, whenUnsatisfiable, maxSkew, labelSelector }, at) => {
    const title = at === 0 ? `${space}Topology Spread Constraints:` : space
    const selector =
      labelSelector === undefined ? '' : ` for selector ${labelSelectorText(labelSelector)}`
    const text = `${topologyKey}:${whenUnsatisfiable} when max skew ${maxSkew} is exceeded`
    writer.line(0, title, text + selector)
  })
}

/** What a controller makes its Pods from. */
export function describeTemplate(writer: DescribeWriter, template: PodTemplateSpec): void {
  const { metadata, spec } = template
  writer.line(0, 'Pod Template:')
  describeLabels(writer, '  Labels', metadata.labels)
  if (Object.keys(metadata.annotations ?? {}).length > 0)
    describeAnnotations(writer, '  Annotations', metadata.annotations)
  if ((spec.serviceAccountName ?? '') !== '')
    writer.line(1, 'Service Account:', spec.serviceAccountName ?? '')
  const inTemplate = { statuses: undefined, space: '  ' }
  const { initContainers = [], containers } = spec
  if (initContainers.length > 0)
    describeContainers(writer, {
      ...inTemplate,
      title: 'Init Containers',
      containers: initContainers,
    })
  describeContainers(writer, { ...inTemplate, title: 'Containers', containers })
  describeVolumes(writer, spec.volumes, '  ')
  describeSpread(writer, spec.topologySpreadConstraints, '  ')
  if ((spec.priorityClassName ?? '') !== '')
    writer.line(1, 'Priority Class Name:', spec.priorityClassName ?? '')
  describeLabels(writer, '  Node-Selectors', spec.nodeSelector)
  describeTolerations(writer, '  Tolerations', spec.tolerations)
}

function optional(writer: DescribeWriter, title: string, text: string | undefined): void {
  if ((text ?? '') !== '') writer.line(0, title, text ?? '')
}
