import type { Pod } from '../api/generated/types.ts'
import { epochMsOf } from '../api/times.ts'
import { type Rejection, rejectionBy, situationOf } from './filters.ts'
import { infoWith, type NodeInfo } from './node-info.ts'
import type { NamespaceLabels } from './pod-affinity.ts'

/** Who has to go from which node, so that a Pod of higher priority finds room. */
export interface Preemption {
  readonly node: string
  readonly victims: readonly Pod[]
}

export interface Judged {
  readonly info: NodeInfo
  readonly rejection: Rejection
}

export function priorityOf({ spec }: Pod): number {
  return spec.priority ?? 0
}

/** Why a Pod may not drive others out, in the words of kube-scheduler; undefined: it may. */
export function ineligibility(pod: Pod, judged: readonly Judged[]): string | undefined {
  if (pod.spec.preemptionPolicy === 'Never') return 'not eligible due to preemptionPolicy=Never.'
  const nominated = judged.find(
    ({ info }) => info.node.metadata.name === pod.status.nominatedNodeName,
  )
  if (nominated?.rejection.isResolvable !== true) return undefined
  const isMakingRoom = nominated.info.pods.some(
    (other) => priorityOf(other) < priorityOf(pod) && isDrivenOut(other),
  )
  return isMakingRoom ? 'not eligible due to a terminating pod on the nominated node.' : undefined
}

function isDrivenOut({ metadata, status }: Pod): boolean {
  const reason = status.conditions?.find(({ type }) => type === 'DisruptionTarget')?.reason
  return metadata.deletionTimestamp !== undefined && reason === 'PreemptionByScheduler'
}

/**
 * The best node to make room on, if any: the lowest of its highest victims, then the least sum of
 * priorities, the fewest victims, those that started last. Source: framework/preemption.
 */
export function preemptionFor(
  pod: Pod,
  judged: readonly Judged[],
  namespaceLabels: NamespaceLabels,
): Preemption | undefined {
  const infos = judged.map(({ info }) => info)
  const candidates = judged
    .filter(({ rejection }) => rejection.isResolvable)
    .flatMap(({ info }) => {
      const victims = victimsOn(info, { pod, infos, namespaceLabels })
      return victims === undefined ? [] : [{ node: info.node.metadata.name, victims }]
    })
  const [best] = candidates.sort(
    (a, b) =>
      highest(a) - highest(b) ||
      sum(a) - sum(b) ||
      a.victims.length - b.victims.length ||
      earliest(b) - earliest(a),
  )
  return best
}

interface Wish {
  readonly pod: Pod
  readonly infos: readonly NodeInfo[]
  readonly namespaceLabels: NamespaceLabels
}

/** Everybody of lower priority goes, then as many as possible stay, the most important first. */
function victimsOn(info: NodeInfo, wish: Wish): readonly Pod[] | undefined {
  const lower = info.pods.filter((other) => priorityOf(other) < priorityOf(wish.pod))
  if (lower.length === 0) return undefined
  let kept = info.pods.filter((other) => !lower.includes(other))
  if (!fits(info, kept, wish)) return undefined
  const victims: Pod[] = []
  for (const other of [...lower].sort(byImportance)) {
    const tried = [...kept, other]
    if (fits(info, tried, wish)) kept = tried
    else victims.push(other)
  }
  return victims
}

function fits(info: NodeInfo, pods: readonly Pod[], wish: Wish): boolean {
  const changed = infoWith(info, pods)
  const infos = wish.infos.map((it) => (it === info ? changed : it))
  const situation = situationOf(wish.pod, infos, wish.namespaceLabels)
  return rejectionBy(changed, wish.pod, situation) === undefined
}

function byImportance(a: Pod, b: Pod): number {
  return priorityOf(b) - priorityOf(a) || startOf(a) - startOf(b)
}

function startOf({ status }: Pod): number {
  return epochMsOf(status.startTime ?? '') ?? Infinity
}

function highest({ victims }: Preemption): number {
  return Math.max(...victims.map(priorityOf))
}

function sum({ victims }: Preemption): number {
  return victims.reduce((total, it) => total + priorityOf(it), 0)
}

/** When the first of the most important victims started. */
function earliest(candidate: Preemption): number {
  const top = candidate.victims.filter((it) => priorityOf(it) === highest(candidate))
  return Math.min(...top.map(startOf))
}
