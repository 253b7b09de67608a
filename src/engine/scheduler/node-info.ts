import type { Node, Pod } from '../api/generated/types.ts'
import { NOTHING, requestsOf, type Resources, resourcesIn, sum } from './pod-requests.ts'

/** A node with what is on it, as the scheduler sees it. */
export interface NodeInfo {
  readonly node: Node
  /** Pods that are bound to it and have not ended. */
  readonly pods: readonly Pod[]
  readonly requested: Resources
  readonly allocatable: Resources
  readonly allowedPods: number
}

export function nodeInfosOf(nodes: readonly Node[], pods: readonly Pod[]): readonly NodeInfo[] {
  return nodes.map((node) => {
    const here = pods.filter((pod) => pod.spec.nodeName === node.metadata.name && !hasEnded(pod))
    return {
      node,
      pods: here,
      requested: here.map(requestsOf).reduce(sum, NOTHING),
      allocatable: resourcesIn(node.status.allocatable),
      allowedPods: Number(node.status.allocatable?.pods ?? 0),
    }
  })
}

/** The node with other Pods on it. */
export function infoWith(info: NodeInfo, pods: readonly Pod[]): NodeInfo {
  return { ...info, pods, requested: pods.map(requestsOf).reduce(sum, NOTHING) }
}

export function hasEnded(pod: Pod): boolean {
  return pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed'
}
