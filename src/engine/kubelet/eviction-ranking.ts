import type { Pod } from '../api/generated/types.ts'

/** What one container holds of something that a node is low on, and what it may count on. */
export interface ContainerUse {
  readonly container: string
  readonly usedBytes: number
  readonly requestBytes: number
}

/** What a Pod holds of it. */
export interface PodUse {
  readonly pod: Pod
  readonly containers: readonly ContainerUse[]
  /** Beside its containers: what its volumes hold of the disk. */
  readonly volumeBytes?: number
}

/**
 * Who goes first when a node runs out of memory or disk: who uses more than he asked for; of those
 * who matters least; of those who exceeds it most. See [R54], [R57].
 */
export function firstToGo(pods: readonly PodUse[]): PodUse | undefined {
  const [first] = pods.toSorted(
    (a, b) =>
      Number(excess(b) > 0) - Number(excess(a) > 0) ||
      (a.pod.spec.priority ?? 0) - (b.pod.spec.priority ?? 0) ||
      excess(b) - excess(a),
  )
  return first
}

function excess({ containers, volumeBytes = 0 }: PodUse): number {
  return containers.reduce((sum, it) => sum + it.usedBytes - it.requestBytes, volumeBytes)
}
