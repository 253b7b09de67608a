import {
  addQuantities,
  canonicalQuantity,
  compareQuantities,
  type Node,
  type Pod,
  type PodSpec,
  thousandthsOf,
  unitsOf,
} from '#engine'
import { ageOf } from '../printers/duration.ts'
import type { DescribeWriter } from './writer.ts'

type Amounts = ReadonlyMap<string, string>
type Kind = 'requests' | 'limits'

/** What of a node's capacity its Pods have asked for. */
export function describeNodeResources(
  writer: DescribeWriter,
  node: Node,
  { pods, now }: { readonly pods: readonly Pod[]; readonly now: number },
): void {
  const allocatable = allocatableOf(node)
  writer.line(0, 'Non-terminated Pods:', `(${pods.length} in total)`)
  writer.line(1, ...POD_HEADS)
  writer.line(1, ...POD_HEADS.map((head) => '-'.repeat(head.length)))
  for (const pod of pods) {
    const shares = (['cpu', 'memory'] as const).flatMap((name) =>
      (['requests', 'limits'] as const).map((kind) =>
        share(name, amountsOf(pod.spec, kind), allocatable),
      ),
    )
    const { namespace, name, creationTimestamp } = pod.metadata
    writer.line(1, namespace, name, '', ...shares, ageOf(creationTimestamp, now))
  }
  describeTotals(writer, pods, allocatable)
}

const POD_HEADS = [
  'Namespace',
  'Name',
  '',
  'CPU Requests',
  'CPU Limits',
  'Memory Requests',
  'Memory Limits',
  'Age',
]

const STANDARD = ['cpu', 'memory', 'ephemeral-storage']

function describeTotals(writer: DescribeWriter, pods: readonly Pod[], allocatable: Amounts): void {
  writer.line(0, 'Allocated resources:')
  writer.line(1, '(Total limits may be over 100 percent, i.e., overcommitted.)')
  writer.line(1, 'Resource', 'Requests', 'Limits')
  writer.line(1, '--------', '--------', '------')
  const requests = total(pods, 'requests')
  const limits = total(pods, 'limits')
  const others = [...allocatable.keys()].filter(
    (name) => !STANDARD.includes(name) && name !== 'pods',
  )
  const hugePages = others.filter((name) => name.startsWith('hugepages-')).sort()
  for (const name of [...STANDARD, ...hugePages])
    writer.line(1, name, share(name, requests, allocatable), share(name, limits, allocatable))
  for (const name of others.filter((other) => !hugePages.includes(other)).sort())
    writer.line(1, name, requests.get(name) ?? '0', limits.get(name) ?? '0')
}

function share(name: string, amounts: Amounts, allocatable: Amounts): string {
  const amount = amounts.get(name) ?? '0'
  const size = name === 'cpu' ? thousandthsOf : unitsOf
  const all = size(allocatable.get(name) ?? '0')
  const percent = all === 0 ? 0 : Math.trunc((size(amount) / all) * 100)
  return `${canonicalQuantity(amount)} (${percent}%)`
}

function allocatableOf({ status }: Node): Amounts {
  const { allocatable = {}, capacity = {} } = status
  return new Map(Object.entries(Object.keys(allocatable).length > 0 ? allocatable : capacity))
}

function total(pods: readonly Pod[], kind: Kind): Amounts {
  return pods.map((pod) => amountsOf(pod.spec, kind)).reduce(sum, new Map())
}

/**
 * What a Pod needs at its most: its containers and sidecars together, or an init container with
 * the sidecars that were started before it, and what the Pod itself weighs.
 */
function amountsOf(spec: PodSpec, kind: Kind): Amounts {
  let running: Amounts = spec.containers
    .map(({ resources }) => listOf(resources, kind))
    .reduce(sum, new Map())
  let sidecars: Amounts = new Map()
  let starting: Amounts = new Map()
  for (const { resources, restartPolicy } of spec.initContainers ?? []) {
    const own = listOf(resources, kind)
    if (restartPolicy === 'Always') {
      running = sum(running, own)
      sidecars = sum(sidecars, own)
      starting = greater(starting, sidecars)
    } else starting = greater(starting, sum(sidecars, own))
  }
  const needed = greater(running, starting)
  const whole = new Map([...needed, ...listOf(spec.resources, kind)])
  const overhead = new Map(Object.entries(spec.overhead ?? {}))
  if (kind === 'requests') return sum(whole, overhead)
  return new Map(
    [...whole].map(([name, amount]) => [name, addQuantities(amount, overhead.get(name) ?? '0')]),
  )
}

function listOf(
  resources: { readonly [K in Kind]?: Readonly<Record<string, string>> } | undefined,
  kind: Kind,
): Amounts {
  return new Map(Object.entries(resources?.[kind] ?? {}))
}

function sum(left: Amounts, right: Amounts): Amounts {
  const both = new Map(left)
  for (const [name, amount] of right)
    both.set(name, both.has(name) ? addQuantities(both.get(name) ?? '0', amount) : amount)
  return both
}

function greater(left: Amounts, right: Amounts): Amounts {
  const both = new Map(left)
  for (const [name, amount] of right)
    if (compareQuantities(both.get(name) ?? '0', amount) < 0) both.set(name, amount)
  return both
}
