import type { Pod, Taint } from '../api/generated/types.ts'
import { portsConflict } from './host-ports.ts'
import { matchesNode } from './node-affinity.ts'
import type { NodeInfo } from './node-info.ts'
import {
  discord,
  type NamespaceLabels,
  type Neighbourhood,
  neighbourhoodOf,
} from './pod-affinity.ts'
import { requestsOf } from './pod-requests.ts'
import { doTolerate, untoleratedTaint } from './taints.ts'
import { type Spreads, spreadsOf, unevenness } from './topology-spread.ts'

/** Why a node does not take a Pod. */
export interface Rejection {
  readonly reasons: readonly string[]
  /** Evicting Pods of lower priority could change it. */
  readonly isResolvable: boolean
}

/** What all nodes together say to a Pod: worked out once for each. */
export interface Situation {
  readonly spreads: Spreads
  readonly neighbourhood: Neighbourhood
}

export function situationOf(
  pod: Pod,
  infos: readonly NodeInfo[],
  namespaceLabels: NamespaceLabels,
): Situation {
  return {
    spreads: spreadsOf(pod, infos, 'DoNotSchedule'),
    neighbourhood: neighbourhoodOf(pod, infos, namespaceLabels),
  }
}

type Filter = (pod: Pod, info: NodeInfo, situation: Situation) => Rejection | undefined

const UNSCHEDULABLE: Taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }

/** The scheduler's default filter plugins, in the order in which they are asked. */
const FILTERS: readonly Filter[] = [
  (pod, { node }) =>
    node.spec.unschedulable === true && !doTolerate(pod.spec.tolerations ?? [], UNSCHEDULABLE)
      ? never('node(s) were unschedulable')
      : undefined,
  (pod, { node }) =>
    untoleratedTaint(pod, node) === undefined
      ? undefined
      : never('node(s) had untolerated taint(s)'),
  (pod, { node }) =>
    matchesNode(pod, node) ? undefined : never("node(s) didn't match Pod's node affinity/selector"),
  (pod, { pods }) =>
    portsConflict(pod, pods)
      ? {
          reasons: ["node(s) didn't have free ports for the requested pod ports"],
          isResolvable: true,
        }
      : undefined,
  resourcesFit,
  (_, info, { spreads }) => because(unevenness(info, spreads)),
  (_, info, { neighbourhood }) => because(discord(info, neighbourhood)),
]

/** Why the node is refused, or undefined when it fits. */
export function rejectionBy(info: NodeInfo, pod: Pod, situation: Situation): Rejection | undefined {
  for (const filter of FILTERS) {
    const rejection = filter(pod, info, situation)
    if (rejection !== undefined) return rejection
  }
  return undefined
}

function because(
  why: { readonly reason: string; readonly isResolvable: boolean } | undefined,
): Rejection | undefined {
  return why && { reasons: [why.reason], isResolvable: why.isResolvable }
}

function never(reason: string): Rejection {
  return { reasons: [reason], isResolvable: false }
}

/** Requests against what is allocatable; limits play no part. Source: NodeResourcesFit. */
function resourcesFit(pod: Pod, info: NodeInfo): Rejection | undefined {
  const { cpuMillis, memoryBytes } = requestsOf(pod)
  const { allocatable, requested } = info
  const reasons: string[] = []
  if (info.pods.length + 1 > info.allowedPods) reasons.push('Too many pods')
  if (cpuMillis > 0 && cpuMillis > allocatable.cpuMillis - requested.cpuMillis)
    reasons.push('Insufficient cpu')
  if (memoryBytes > 0 && memoryBytes > allocatable.memoryBytes - requested.memoryBytes)
    reasons.push('Insufficient memory')
  if (reasons.length === 0) return undefined
  const wouldNeverFit = cpuMillis > allocatable.cpuMillis || memoryBytes > allocatable.memoryBytes
  return { reasons, isResolvable: !wouldNeverFit }
}
