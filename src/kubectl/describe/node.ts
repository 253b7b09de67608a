import { canonicalQuantity, type Lease, type Node, type Pod } from '#engine'
import { describeEvents } from './events.ts'
import {
  describeAnnotations,
  describeLabels,
  describeTaints,
  rfc1123,
  sortedEntries,
} from './metadata.ts'
import { describeNodeResources } from './node-resources.ts'
import type { Described } from './pod.ts'
import { DescribeWriter } from './writer.ts'

export interface NodeSurroundings {
  /** Its Pods that have not ended. */
  readonly pods: readonly Pod[]
  /** Or why it cannot be had. */
  readonly lease: Lease | string
}

/** `kubectl describe node`. */
export function describeNode(
  { object: node, events, now }: Described<Node>,
  { pods, lease }: NodeSurroundings,
): string {
  const writer = new DescribeWriter()
  const { metadata, spec, status } = node
  writer.line(0, 'Name:', metadata.name)
  writer.line(0, 'Roles:', rolesOf(metadata.labels))
  describeLabels(writer, 'Labels', metadata.labels)
  describeAnnotations(writer, 'Annotations', metadata.annotations)
  writer.line(0, 'CreationTimestamp:', rfc1123(metadata.creationTimestamp))
  describeTaints(writer, spec.taints)
  writer.line(0, 'Unschedulable:', spec.unschedulable ?? false)
  describeLease(writer, lease)
  describeConditions(writer, node)
  writer.line(0, 'Addresses:')
  for (const { type, address } of status.addresses ?? []) writer.line(1, `${type}:`, address)
  describeAmounts(writer, 'Capacity', status.capacity)
  describeAmounts(writer, 'Allocatable', status.allocatable)
  describeSystem(writer, node)
  if ((spec.podCIDR ?? '') !== '') writer.line(0, 'PodCIDR:', spec.podCIDR ?? '')
  if ((spec.podCIDRs ?? []).length > 0) writer.line(0, 'PodCIDRs:', (spec.podCIDRs ?? []).join(','))
  if ((spec.providerID ?? '') !== '') writer.line(0, 'ProviderID:', spec.providerID ?? '')
  describeNodeResources(writer, node, { pods, now })
  if (events !== undefined) describeEvents(writer, events, now)
  return writer.text()
}

const ROLE_PREFIX = 'node-role.kubernetes.io/'

function rolesOf(labels: Readonly<Record<string, string>> | undefined): string {
  const roles = Object.entries(labels ?? {}).flatMap(([key, value]) => {
    if (key.startsWith(ROLE_PREFIX)) return [key.slice(ROLE_PREFIX.length)]
    return key === 'kubernetes.io/role' ? [value] : []
  })
  const named = [...new Set(roles)].filter((role) => role !== '').sort()
  return named.length === 0 ? '<none>' : named.join(',')
}

function describeLease(writer: DescribeWriter, lease: Lease | string): void {
  if (typeof lease === 'string') {
    writer.line(0, 'Lease:', `Failed to get lease: ${lease}`)
    return
  }
  const { holderIdentity, acquireTime, renewTime } = lease.spec
  const timeOf = (time: string | null | undefined) =>
    time === undefined || time === null ? '<unset>' : rfc1123(time)
  writer.line(0, 'Lease:')
  writer.line(1, 'HolderIdentity:', holderIdentity ?? '<unset>')
  writer.line(1, 'AcquireTime:', timeOf(acquireTime))
  writer.line(1, 'RenewTime:', timeOf(renewTime))
}

function describeConditions(writer: DescribeWriter, { status }: Node): void {
  const { conditions = [] } = status
  if (conditions.length === 0) return
  const heads = ['Type', 'Status', 'LastHeartbeatTime', 'LastTransitionTime', 'Reason', 'Message']
  writer.line(0, 'Conditions:')
  writer.line(1, ...heads)
  writer.line(1, ...heads.map((head) => '-'.repeat(head.length)))
  for (const condition of conditions) {
    const { type, status: state, reason = '', message = '' } = condition
    const heartbeat = rfc1123(condition.lastHeartbeatTime)
    const transition = rfc1123(condition.lastTransitionTime)
    writer.line(
      1,
      `${type} `,
      `${state} `,
      `${heartbeat} `,
      `${transition} `,
      `${reason} `,
      message,
    )
  }
}

function describeAmounts(
  writer: DescribeWriter,
  title: string,
  amounts: Readonly<Record<string, string>> | undefined,
): void {
  const entries = sortedEntries(amounts)
  if (entries.length === 0) return
  writer.line(0, `${title}:`)
  for (const [name, amount] of entries) writer.line(1, `${name}:`, canonicalQuantity(amount))
}

function describeSystem(writer: DescribeWriter, { status }: Node): void {
  const info = status.nodeInfo
  writer.line(0, 'System Info:')
  writer.line(1, 'Machine ID:', info.machineID)
  writer.line(1, 'System UUID:', info.systemUUID)
  writer.line(1, 'Boot ID:', info.bootID)
  writer.line(1, 'Kernel Version:', info.kernelVersion)
  writer.line(1, 'OS Image:', info.osImage)
  writer.line(1, 'Operating System:', info.operatingSystem)
  writer.line(1, 'Architecture:', info.architecture)
  writer.line(1, 'Container Runtime Version:', info.containerRuntimeVersion)
  writer.line(1, 'Kubelet Version:', info.kubeletVersion)
}
