import type { Pod } from '../api/generated/types.ts'
import { epochMsOf } from '../api/times.ts'

/** Has not ended, and is not on its way out. */
export function isActive(pod: Pod): boolean {
  return !isOver(pod) && pod.metadata.deletionTimestamp === undefined
}

/** On its way out, and has not ended yet. */
export function isTerminating(pod: Pod): boolean {
  return !isOver(pod) && pod.metadata.deletionTimestamp !== undefined
}

function isOver({ status }: Pod): boolean {
  return status.phase === 'Succeeded' || status.phase === 'Failed'
}

export function isReady(pod: Pod): boolean {
  return readyCondition(pod)?.status === 'True'
}

/** Since when it is ready, in milliseconds since 1970; null when it is not. */
export function readySince(pod: Pod): number | null {
  const ready = readyCondition(pod)
  return ready?.status === 'True' ? (epochMsOf(ready.lastTransitionTime ?? '') ?? 0) : null
}

function readyCondition({ status }: Pod) {
  return status.conditions?.find(({ type }) => type === 'Ready')
}

/** Ready for at least so many seconds; `nowMs` since 1970. */
export function isAvailable(
  pod: Pod,
  { minReadySeconds, nowMs }: { readonly minReadySeconds: number; readonly nowMs: number },
): boolean {
  const since = readySince(pod)
  return since !== null && (minReadySeconds === 0 || since + minReadySeconds * 1000 <= nowMs)
}

const DELETION_COST = 'controller.kubernetes.io/pod-deletion-cost'
const PHASES: readonly string[] = ['Pending', 'Unknown', 'Running']

/** How many other Pods of the same kind are on each node: who has company goes sooner. */
export type Company = ReadonlyMap<string, number>

type Order = (a: Pod, b: Pod) => number

/**
 * Pods in the order in which a controller gives them up: what has no node before what has one,
 * Pending before Running, not ready before ready, cheap before dear, many on a node before few,
 * briefly ready before long ready, often restarted before seldom, young before old; ages count by
 * their order of magnitude. Source: concepts/workloads/controllers/replicaset, "scaling a
 * ReplicaSet"; controller_utils.go, ActivePodsWithRanks.
 */
export function inOrderOfDeletion(
  pods: readonly Pod[],
  { company, nowMs }: { readonly company: Company; readonly nowMs: number },
): readonly Pod[] {
  const orders: readonly Order[] = [
    by((pod) => ((pod.spec.nodeName ?? '') === '' ? 0 : 1)),
    by((pod) => PHASES.indexOf(pod.status.phase ?? 'Unknown')),
    by((pod) => (isReady(pod) ? 1 : 0)),
    by(deletionCost),
    by((pod) => -(company.get(pod.spec.nodeName ?? '') ?? 0)),
    byAge(readySince, nowMs),
    by((pod) => -restartsOf(pod)),
    byAge(({ metadata }) => epochMsOf(metadata.creationTimestamp ?? '') ?? null, nowMs),
  ]
  return [...pods].sort((a, b) => {
    for (const order of orders) {
      const difference = order(a, b)
      if (difference !== 0) return difference
    }
    return 0
  })
}

function by(criterion: (pod: Pod) => number): Order {
  return (a, b) => criterion(a) - criterion(b)
}

/** Younger first; what is about as old as the other is in the order of its uid. */
function byAge(sinceOf: (pod: Pod) => number | null, nowMs: number): Order {
  return (a, b) => {
    const [sinceA, sinceB] = [sinceOf(a), sinceOf(b)]
    if (sinceA === null || sinceB === null || sinceA === sinceB) return 0
    const difference = magnitude(nowMs - sinceA) - magnitude(nowMs - sinceB)
    if (difference !== 0) return difference
    return a.metadata.uid < b.metadata.uid ? -1 : 1
  }
}

function deletionCost({ metadata }: Pod): number {
  const cost = metadata.annotations?.[DELETION_COST] ?? '0'
  return /^-?(0|[1-9]\d*)$/.test(cost) ? Number(cost) : 0
}

function restartsOf({ status }: Pod): number {
  return Math.max(0, ...(status.containerStatuses ?? []).map((it) => it.restartCount))
}

/** The binary order of magnitude of an age in nanoseconds. */
function magnitude(ageMs: number): number {
  if (ageMs <= 0) return -1
  let order = 0
  for (let nanos = ageMs * 1_000_000; nanos >= 2; nanos /= 2) order++
  return order
}
