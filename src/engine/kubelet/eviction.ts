import type { Container, Pod } from '../api/generated/types.ts'
import { addQuantities, compareQuantities, printQuantity, unitsOf } from '../api/quantity.ts'
import type { PodUse } from './eviction-ranking.ts'
import { isSidecar } from './restart.ts'

/** Why a Pod is taken off its node, in the kubelet's words. */
export interface Eviction {
  readonly message: string
}

/** What is kept free of a node's memory: memory.available<100Mi. */
const MEMORY_THRESHOLD_BYTES = 100 * 2 ** 20

/** What a Pod holds of its node's disk, in bytes. */
export interface StorageUse {
  readonly ofVolume: (name: string) => number
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
  const used = [...use.containers.values(), ...localVolumes(pod).map((name) => use.ofVolume(name))]
  if (used.reduce((sum, it) => sum + it, 0) <= unitsOf(limit)) return undefined
  return `Pod ephemeral local storage usage exceeds the total limit of containers ${limit}. `
}

/** The volumes whose content lies on the node's disk, by name. */
export function localVolumes({ spec }: Pod): readonly string[] {
  return (spec.volumes ?? [])
    .filter(
      ({ emptyDir, configMap }) =>
        configMap !== undefined || (emptyDir !== undefined && (emptyDir.medium ?? '') === ''),
    )
    .map(({ name }) => name)
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

/** What a node was found to have left of something, and how much it has to keep free. */
export interface Finding {
  readonly resource: 'memory' | 'ephemeral-storage'
  readonly thresholdBytes: number
  readonly availableBytes: number
}

export function memoryFinding(availableBytes: number): Finding | null {
  if (availableBytes >= MEMORY_THRESHOLD_BYTES) return null
  return { resource: 'memory', thresholdBytes: MEMORY_THRESHOLD_BYTES, availableBytes }
}

/** Shares of a disk are numbers of single precision in the kubelet. */
const NODEFS_SHARE = Math.fround(0.1)
const IMAGEFS_SHARE = Math.fround(0.15)

/**
 * One disk holds Pods and images: nodefs.available<10%, imagefs.available<15%; the stricter of those
 * that are met is named.
 */
export function diskFinding({ totalBytes, freeBytes }: DiskSpace): Finding | null {
  const threshold = [NODEFS_SHARE, IMAGEFS_SHARE]
    .map((share) => Math.trunc(totalBytes * share))
    .find((it) => freeBytes < it)
  if (threshold === undefined) return null
  return { resource: 'ephemeral-storage', thresholdBytes: threshold, availableBytes: freeBytes }
}

export interface DiskSpace {
  readonly totalBytes: number
  readonly freeBytes: number
}

/** Why a node that is low on something takes a Pod off itself. */
export function pressureEviction({ containers }: PodUse, finding: Finding): Eviction {
  const { resource } = finding
  const text = resource === 'memory' ? wholeKib : exactly
  const greedy = containers
    .filter(({ usedBytes, requestBytes }) => usedBytes > requestBytes)
    .map(
      ({ container, usedBytes, requestBytes }) =>
        `Container ${container} was using ${text(usedBytes)}, request is ` +
        `${text(requestBytes)}, has larger consumption of ${resource}. `,
    )
  return {
    message:
      `The node was low on resource: ${resource}. Threshold quantity: ` +
      `${text(finding.thresholdBytes)}, available: ${text(finding.availableBytes)}. ` +
      greedy.join(''),
  }
}

/** As the kernel counts memory. */
function wholeKib(bytes: number): string {
  return exactly(Math.floor(Math.max(0, bytes) / 1024) * 1024)
}

function exactly(bytes: number): string {
  return printQuantity({ nano: BigInt(bytes) * 1_000_000_000n, format: 'BinarySI' })
}
