import type { Container, Node, Pod, ResourceFieldSelector } from '../api/generated/types.ts'
import { amountOf } from '../api/quantity.ts'

/** What the kubelet knows of a Pod's surroundings when it fills in fields. */
export interface Surroundings {
  readonly hostIP: string
  readonly podIPs: readonly string[]
  readonly allocatable: Node['status']['allocatable']
}

/** The value of a field of the Pod, as fieldRef names it; undefined when it cannot be had. */
export function fieldValue(
  path: string,
  { metadata, spec }: Pod,
  { hostIP, podIPs }: Surroundings,
): string | undefined {
  const [, map, key] = /^metadata\.(labels|annotations)\['(.+)'\]$/.exec(path) ?? []
  if (key !== undefined)
    return valueAt(map === 'labels' ? metadata.labels : metadata.annotations, key)
  switch (path) {
    case 'metadata.name':
      return metadata.name
    case 'metadata.namespace':
      return metadata.namespace
    case 'metadata.uid':
      return metadata.uid
    case 'metadata.labels':
      return mapText(metadata.labels)
    case 'metadata.annotations':
      return mapText(metadata.annotations)
    case 'spec.nodeName':
      return spec.nodeName ?? ''
    case 'spec.serviceAccountName':
      return spec.serviceAccountName ?? ''
    case 'status.hostIP':
    case 'status.hostIPs':
      return hostIP
    case 'status.podIP':
      return podIPs[0] ?? ''
    case 'status.podIPs':
      return podIPs.join(',')
    default:
      return undefined
  }
}

function valueAt(map: Readonly<Record<string, string>> | undefined, key: string): string {
  return new Map(Object.entries(map ?? {})).get(key) ?? ''
}

/** One `key="value"` to a line, sorted by key. */
function mapText(map: Readonly<Record<string, string>> | undefined): string {
  const lines = Object.entries(map ?? {}).map(([key, value]) => `${key}=${JSON.stringify(value)}`)
  return lines.toSorted((a, b) => (a < b ? -1 : 1)).join('\n')
}

const NANO = 1_000_000_000n

/**
 * The value of a container's resource, as resourceFieldRef names it: divided by the divisor and
 * rounded up. A limit that is not set is what the node has to give.
 */
export function resourceValue(
  { resource, divisor }: Pick<ResourceFieldSelector, 'resource'> & { readonly divisor?: string },
  { resources }: Pick<Container, 'resources'>,
  { allocatable }: Pick<Surroundings, 'allocatable'>,
): string | undefined {
  const [, which, name = ''] = /^(limits|requests)\.(.+)$/.exec(resource) ?? []
  if (which === undefined) return undefined
  const given = which === 'limits' ? resources.limits : resources.requests
  const unset = which === 'limits' ? allocatable : undefined
  const quantity = new Map(Object.entries(given ?? {})).get(name) ?? unset?.[name] ?? '0'
  const unit = divisor === undefined || divisor === '' || divisor === '0' ? '1' : divisor
  const [amount, by] = [amountOf(quantity).nano, amountOf(unit).nano]
  if (by <= 0n) return `${amount / NANO}`
  return `${(amount + by - 1n) / by}`
}
