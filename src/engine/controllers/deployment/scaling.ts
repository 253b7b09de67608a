import type { Deployment, ReplicaSet } from '../../api/generated/types.ts'
import { maxSurge, maxUnavailable } from './limits.ts'
import { noted, oldestFirst } from './revisions.ts'

/** A Deployment with its ReplicaSets: the one that has its template, and the others. */
export interface Family {
  readonly deployment: Deployment
  readonly newSet: ReplicaSet | null
  readonly oldSets: readonly ReplicaSet[]
}

/** What is to be done to one set. A set may be scaled twice at one look. */
export interface Scaling {
  readonly set: ReplicaSet
  readonly replicas: number
}

export function sizeOf({ spec }: ReplicaSet): number {
  return spec.replicas ?? 1
}

export function totalSize(sets: readonly ReplicaSet[]): number {
  return sets.reduce((total, set) => total + sizeOf(set), 0)
}

export function allSets({ newSet, oldSets }: Family): readonly ReplicaSet[] {
  return newSet === null ? oldSets : [...oldSets, newSet]
}

/** How many the new set may have now: as many as asked for, as far as the surge allows. */
export function newSize(deployment: Deployment, sets: readonly ReplicaSet[], size: number): number {
  const { replicas = 1, strategy } = deployment.spec
  if (strategy.type !== 'RollingUpdate' || size > replicas) return replicas
  const room = replicas + maxSurge(deployment) - totalSize(sets)
  return room <= 0 ? size : size + Math.min(room, replicas - size)
}

/**
 * How old sets shrink in a rolling update: first what is not available anyway, oldest first, then
 * as many as may be missing. Source: deployment/rolling.go.
 */
export function oldScalings(family: Family): readonly Scaling[] {
  const { deployment, newSet, oldSets } = family
  const active = oldestFirst(oldSets.filter((set) => sizeOf(set) > 0))
  if (active.length === 0) return []
  const { replicas = 1 } = deployment.spec
  const least = replicas - maxUnavailable(deployment)
  const missing = newSet === null ? 0 : sizeOf(newSet) - (newSet.status.availableReplicas ?? 0)
  const most = totalSize(allSets(family)) - least - missing
  if (most <= 0) return []
  const unhealthy = shrink(active, most, (set) => sizeOf(set) - (set.status.availableReplicas ?? 0))
  const left = active.map((set) => unhealthy.find((it) => it.set === set)?.replicas ?? sizeOf(set))
  const available = allSets(family).reduce((sum, it) => sum + (it.status.availableReplicas ?? 0), 0)
  const healthy = shrink(active, available - least, (_, index) => left[index] ?? 0).map(
    ({ set, replicas: remaining }) => {
      const wasTaken = sizeOf(set) - (left[active.indexOf(set)] ?? 0)
      return { set, replicas: remaining - wasTaken }
    },
  )
  return [...unhealthy, ...healthy]
}

/** Takes up to `most` Pods away, from each set no more than it can spare. */
function shrink(
  sets: readonly ReplicaSet[],
  most: number,
  spare: (set: ReplicaSet, index: number) => number,
): readonly Scaling[] {
  let rest = most
  return sets.flatMap((set, index) => {
    const taken = Math.min(rest, Math.max(0, spare(set, index)))
    if (taken <= 0) return []
    rest -= taken
    return [{ set, replicas: sizeOf(set) - taken }]
  })
}

/** Whether the Deployment was scaled since its sets were last: then nothing is rolled out first. */
export function isScalingEvent(family: Family): boolean {
  const { replicas = 1 } = family.deployment.spec
  return allSets(family).some((set) => {
    const desired = noted(set, 'desired')
    return sizeOf(set) > 0 && desired !== undefined && desired !== replicas
  })
}

/**
 * How a Deployment that was scaled, or is paused, passes its size on: to the one set that has Pods,
 * or to all in proportion, the rest to the largest. Source: deployment/sync.go, scale.
 */
export function proportionalScalings(family: Family): readonly Scaling[] {
  const { deployment, newSet, oldSets } = family
  const { replicas = 1, strategy } = deployment.spec
  const active = allSets(family).filter((set) => sizeOf(set) > 0)
  const only = active.length > 1 ? undefined : (active[0] ?? newSet ?? newestOf(oldSets))
  if (only !== undefined)
    return only === null || sizeOf(only) === replicas ? [] : [{ set: only, replicas }]
  if (newSet !== null && isSaturated(deployment, newSet))
    return oldSets.filter((set) => sizeOf(set) > 0).map((set) => ({ set, replicas: 0 }))
  if (strategy.type !== 'RollingUpdate') return []
  return inProportion(deployment, active)
}

function newestOf(sets: readonly ReplicaSet[]): ReplicaSet | null {
  return oldestFirst(sets).at(-1) ?? null
}

function isSaturated({ spec }: Deployment, set: ReplicaSet): boolean {
  const { replicas = 1 } = spec
  const isFull = sizeOf(set) === replicas && noted(set, 'desired') === replicas
  return isFull && set.status.availableReplicas === replicas
}

function inProportion(deployment: Deployment, active: readonly ReplicaSet[]): readonly Scaling[] {
  const { replicas = 1 } = deployment.spec
  const allowed = replicas > 0 ? replicas + maxSurge(deployment) : 0
  const change = allowed - totalSize(active)
  const sorted = bySize(active, change > 0 ? 'newer first' : 'older first')
  let done = 0
  const sizes = sorted.map((set) => {
    const part = change === 0 ? 0 : portionOf(deployment, set, change - done)
    done += part
    return sizeOf(set) + part
  })
  return sorted.map((set, index) => {
    const rest = index === 0 ? change - done : 0
    return { set, replicas: Math.max(0, (sizes[index] ?? 0) + rest) }
  })
}

/** The largest first; of one size the newer, or the older. */
function bySize(
  sets: readonly ReplicaSet[],
  tie: 'newer first' | 'older first',
): readonly ReplicaSet[] {
  const byAge = tie === 'older first' ? oldestFirst(sets) : [...oldestFirst(sets)].reverse()
  return [...byAge].sort((a, b) => sizeOf(b) - sizeOf(a))
}

function portionOf(deployment: Deployment, set: ReplicaSet, left: number): number {
  const { replicas = 1 } = deployment.spec
  if (left === 0) return 0
  const before = noted(set, 'max') ?? deployment.status.replicas ?? 0
  const fraction =
    replicas === 0
      ? -sizeOf(set)
      : before === 0
        ? 0
        : Math.round((sizeOf(set) * (replicas + maxSurge(deployment))) / before) - sizeOf(set)
  return left > 0 ? Math.min(fraction, left) : Math.max(fraction, left)
}

/** Old sets that are no longer kept for going back to them: empty ones, the oldest revisions. */
export function superfluousSets(
  { deployment, oldSets }: Family,
  revisionOf: (set: ReplicaSet) => number,
): readonly ReplicaSet[] {
  const { revisionHistoryLimit = 10 } = deployment.spec
  const candidates = oldSets.filter(({ metadata }) => metadata.deletionTimestamp === undefined)
  const excess = candidates.length - revisionHistoryLimit
  return [...candidates]
    .sort((a, b) => revisionOf(a) - revisionOf(b))
    .slice(0, Math.max(0, excess))
    .filter(
      ({ status, metadata, spec }) =>
        status.replicas === 0 &&
        spec.replicas === 0 &&
        (metadata.generation ?? 0) <= (status.observedGeneration ?? 0),
    )
}
