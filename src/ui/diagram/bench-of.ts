import { type Node, type Pod, thousandthsOf, unitsOf } from '#engine'
import type { Bench, Room } from './diagram.ts'

/** A node, with the room that the Pods on it leave. */
export function benchOf(node: Node, pods: readonly Pod[]): Bench {
  const name = node.metadata.name
  const here = pods.filter((pod) => pod.spec.nodeName === name)
  const ready = node.status.conditions?.find((condition) => condition.type === 'Ready')
  const free = roomOn(node, here)
  return {
    name,
    isReady: ready?.status === 'True',
    ...(free === undefined ? {} : { free }),
    systemPods: here.filter(isOfTheSystem).length,
  }
}

/** Kubernetes keeps the names that begin so for itself. */
export function isOfTheSystem(pod: Pod): boolean {
  return pod.metadata.namespace.startsWith('kube-')
}

function roomOn(node: Node, pods: readonly Pod[]): Room | undefined {
  const { cpu, memory } = node.status.allocatable ?? {}
  if (cpu === undefined || memory === undefined) return undefined
  const isHolding = (pod: Pod) => !['Succeeded', 'Failed'].includes(pod.status.phase ?? '')
  const requests = pods
    .filter(isHolding)
    .flatMap((pod) => pod.spec.containers)
    .map(({ resources }) => resources.requests ?? {})
  const asked = (resource: 'cpu' | 'memory', amount: (quantity: string) => number) =>
    requests.reduce((sum, request) => sum + amount(request[resource] ?? '0'), 0)
  return {
    cpuMillis: thousandthsOf(cpu) - asked('cpu', thousandthsOf),
    memoryBytes: unitsOf(memory) - asked('memory', unitsOf),
  }
}
