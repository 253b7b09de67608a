import type { Node } from '../../api/generated/types.ts'
import { ageOf, columns, orNone, type Printer } from './printer.ts'

export const nodePrinter: Printer<Node> = {
  columns: columns(
    'Name, Status, Roles, Age, Version',
    'Internal-IP, External-IP, OS-Image, Kernel-Version, Container-Runtime',
  ),
  cells: (node, now) => {
    const { nodeInfo } = node.status
    return [
      node.metadata.name,
      statusText(node),
      orNone(rolesOf(node).join(',')),
      ageOf(node, now),
      nodeInfo.kubeletVersion,
      addressOf(node, 'InternalIP'),
      addressOf(node, 'ExternalIP'),
      orUnknown(nodeInfo.osImage),
      orUnknown(nodeInfo.kernelVersion),
      orUnknown(nodeInfo.containerRuntimeVersion),
    ]
  },
}

function statusText({ spec, status }: Node): string {
  const ready = status.conditions?.find(({ type }) => type === 'Ready')
  const text = ready === undefined ? 'Unknown' : ready.status === 'True' ? 'Ready' : 'NotReady'
  return spec.unschedulable === true ? `${text},SchedulingDisabled` : text
}

const ROLE_PREFIX = 'node-role.kubernetes.io/'

function rolesOf({ metadata }: Node): readonly string[] {
  const roles = Object.entries(metadata.labels ?? {}).flatMap(([key, value]) => {
    if (key.startsWith(ROLE_PREFIX)) return key.slice(ROLE_PREFIX.length)
    return key === 'kubernetes.io/role' ? value : []
  })
  return [...new Set(roles.filter((role) => role !== ''))].sort()
}

function addressOf({ status }: Node, type: string): string {
  return orNone(status.addresses?.find((it) => it.type === type)?.address)
}

function orUnknown(text: string): string {
  return text === '' ? '<unknown>' : text
}
