import type { Container, Pod } from '../api/generated/types.ts'
import { addQuantities, compareQuantities, printQuantity, unitsOf } from '../api/quantity.ts'
import { isSidecar } from './restart.ts'

/** Why a Pod is taken off its node, in the kubelet's words. */
export interface Eviction {
  readonly message: string
}

/** What is kept free of a node's memory: memory.available<100Mi. */
export const MEMORY_THRESHOLD_BYTES = 100 * 2 ** 20

/** What a Pod holds of its node's disk, in bytes. */
export interface StorageUse {
  ofVolume(name: string): number
  /** Writable layers and logs of the containers that run, by name. */
  readonly containers: ReadonlyMap<string, number>
}

/**
 * A Pod that holds more of the disk than it may: an emptyDir more than its sizeLimit, all of it more
 * than its containers' limits together, or one container more than its own; in this order.
 */
export function storageEviction(pod: Pod, use: StorageUse): Eviction | null {
  const message = emptyDirFault(pod, use) ?? podFault(pod, use) ?? containerFault(pod, use)
  return message === undefined ? null : { message }
}

function emptyDirFault({ spec }: Pod, use: StorageUse): string | undefined {
  for (const { name, emptyDir } of spec.volumes ?? []) {
    const { sizeLimit, medium = '' } = emptyDir ?? {}
    if (sizeLimit === undefined || medium !== '' || unitsOf(sizeLimit) === 0) continue
    if (use.ofVolume(name) > unitsOf(sizeLimit))
      return `Usage of EmptyDir volume "${name}" exceeds the limit "${sizeLimit}". `
  }
  return undefined
}

function podFault(pod: Pod, use: StorageUse): string | undefined {
  const limit = storageLimitOf(pod)
  if (limit === undefined) return undefined
  const volumes = (pod.spec.volumes ?? []).filter(
    ({ emptyDir, configMap }) =>
      configMap !== undefined || (emptyDir !== undefined && (emptyDir.medium ?? '') === ''),
  )
  const used = [...use.containers.values(), ...volumes.map(({ name }) => use.ofVolume(name))]
  if (used.reduce((sum, it) => sum + it, 0) <= unitsOf(limit)) return undefined
  return `Pod ephemeral local storage usage exceeds the total limit of containers ${limit}. `
}

function containerFault({ spec }: Pod, use: StorageUse): string | undefined {
  for (const container of spec.containers) {
    const limit = ownLimit(container)
    if (limit === undefined || unitsOf(limit) === 0) continue
    if ((use.containers.get(container.name) ?? 0) > unitsOf(limit))
      return `Container ${container.name} exceeded its local ephemeral storage limit "${limit}". `
  }
  return undefined
}

function ownLimit({ resources }: Container): string | undefined {
  return resources.limits?.['ephemeral-storage']
}

/**
 * What the containers of a Pod may hold of the disk together; undefined where none has a limit.
 * Init containers count as for requests: the greatest need while one runs beside the sidecars.
 */
export function storageLimitOf({ spec }: Pod): string | undefined {
  const add = (sum: string | undefined, container: Container): string | undefined => {
    const limit = ownLimit(container)
    return sum === undefined || limit === undefined ? (limit ?? sum) : addQuantities(sum, limit)
  }
  let sidecars: string | undefined
  let starting: string | undefined
  for (const container of spec.initContainers ?? []) {
    const need = add(sidecars, container)
    if (isSidecar(container)) sidecars = need
    starting = greater(starting, need)
  }
  return greater(starting, spec.containers.reduce(add, sidecars))
}

function greater(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return compareQuantities(a, b) > 0 ? a : b
}

/** Pods of the system are never taken off their node. Source: kubelet/types, IsCriticalPod. */
export function isCritical({ spec }: Pod): boolean {
  return (spec.priority ?? 0) >= SYSTEM_CRITICAL
}

const SYSTEM_CRITICAL = 2_000_000_000

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
