import type { Pod } from '../api/generated/types.ts'
import { printQuantity, unitsOf } from '../api/quantity.ts'

/** Why a Pod is taken off its node, in the kubelet's words. */
export interface Eviction {
  readonly message: string
}

/** What is kept free of a node's memory: memory.available<100Mi. */
export const MEMORY_THRESHOLD_BYTES = 100 * 2 ** 20

/** An emptyDir on disk that holds more than its sizeLimit; null when none does. */
export function storageEviction(
  { spec }: Pod,
  usedBytes: (volume: string) => number,
): Eviction | null {
  for (const { name, emptyDir } of spec.volumes ?? []) {
    const { sizeLimit, medium = '' } = emptyDir ?? {}
    if (sizeLimit === undefined || medium !== '' || unitsOf(sizeLimit) === 0) continue
    if (usedBytes(name) > unitsOf(sizeLimit))
      return { message: `Usage of EmptyDir volume "${name}" exceeds the limit "${sizeLimit}". ` }
  }
  return null
}

/** What one container holds of the memory, and what it may count on. */
export interface MemoryUse {
  readonly container: string
  readonly usedBytes: number
  readonly requestBytes: number
}

export interface PodMemory {
  readonly pod: Pod
  readonly containers: readonly MemoryUse[]
}

/**
 * Who goes first when a node runs out of memory: who uses more than he asked for; of those who
 * matters least; of those who exceeds it most.
 */
export function firstToGo(pods: readonly PodMemory[]): PodMemory | undefined {
  const [first] = pods.toSorted(
    (a, b) =>
      Number(excess(b) > 0) - Number(excess(a) > 0) ||
      (a.pod.spec.priority ?? 0) - (b.pod.spec.priority ?? 0) ||
      excess(b) - excess(a),
  )
  return first
}

function excess({ containers }: PodMemory): number {
  return containers.reduce((sum, it) => sum + it.usedBytes - it.requestBytes, 0)
}

export function memoryEviction({ containers }: PodMemory, availableBytes: number): Eviction {
  const greedy = containers
    .filter(({ usedBytes, requestBytes }) => usedBytes > requestBytes)
    .map(
      ({ container, usedBytes, requestBytes }) =>
        `Container ${container} was using ${bytesText(usedBytes)}, request is ` +
        `${bytesText(requestBytes)}, has larger consumption of memory. `,
    )
  const threshold = bytesText(MEMORY_THRESHOLD_BYTES)
  return {
    message:
      'The node was low on resource: memory. ' +
      `Threshold quantity: ${threshold}, available: ${bytesText(availableBytes)}. ` +
      greedy.join(''),
  }
}

/** In whole KiB, as the kernel counts memory. */
function bytesText(bytes: number): string {
  const kib = BigInt(Math.floor(Math.max(0, bytes) / 1024))
  return printQuantity({ nano: kib * 1024n * 1_000_000_000n, format: 'BinarySI' })
}
