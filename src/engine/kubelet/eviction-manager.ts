import type { Ms } from '../clock/clock.ts'
import { unitsOf } from '../api/quantity.ts'
import type { Pod } from '../api/generated/types.ts'
import type { Rejection } from './admission.ts'
import { pressureRejection } from './admission.ts'
import {
  diskFinding,
  type Finding,
  isCritical,
  localVolumes,
  memoryFinding,
  pressureEviction,
  storageEviction,
  storageLimitOf,
  type StorageUse,
} from './eviction.ts'
import { type ContainerUse, firstToGo, type PodUse } from './eviction-ranking.ts'
import type { Shortage } from './node-status.ts'
import type { Parts } from './parts.ts'
import type { PodWorker } from './pod-worker.ts'
import { runTask, type Task } from './task.ts'

/** The node is looked at that often. */
const MONITOR_MS = 10_000
/** So long a condition stays after what brought it about is over. */
const TRANSITION_MS = 300_000

/**
 * Takes Pods off a node before it runs out of memory or disk, and those off that fill more of its
 * disk than they said. One at a time for want of something: what it gives back is seen at the next
 * look.
 */
export class EvictionManager {
  readonly #parts: Parts
  readonly #workers: () => Iterable<PodWorker>
  readonly #onPressure: (shortage: Shortage, isUnder: boolean) => void
  /** By what the node is low on: until when it is said to be. */
  readonly #pressures = new Map<Shortage, Ms>()

  constructor(
    parts: Parts,
    workers: () => Iterable<PodWorker>,
    onPressure: (shortage: Shortage, isUnder: boolean) => void,
  ) {
    this.#parts = parts
    this.#workers = workers
    this.#onPressure = onPressure
    this.#lookLater()
  }

  /** Why a new Pod may not come now; null when it may. */
  rejectionOf(pod: Pod): Rejection | null {
    return pressureRejection(pod, new Set(this.#pressures.keys()))
  }

  #lookLater(): void {
    this.#parts.clock.after(MONITOR_MS, () => {
      this.#look()
      this.#lookLater()
    })
  }

  #look(): void {
    const { accounting, files } = this.#parts
    const memory = memoryFinding(accounting.memoryAvailable())
    const disk = diskFinding(files.space())
    this.#note('memory', memory !== null)
    this.#note('disk', disk !== null)
    const found = memory ?? disk
    runTask(this.#evictForStorage(), (hasEvicted) => {
      if (!hasEvicted && found !== null) runTask(this.#relieve(found), () => undefined)
    })
  }

  #note(shortage: Shortage, isMet: boolean): void {
    const { clock } = this.#parts
    const until = this.#pressures.get(shortage)
    if (isMet) this.#pressures.set(shortage, clock.now + TRANSITION_MS)
    else if (until !== undefined && clock.now >= until) this.#pressures.delete(shortage)
    const isUnder = this.#pressures.has(shortage)
    if (isUnder !== (until !== undefined)) this.#onPressure(shortage, isUnder)
  }

  #candidates(): readonly PodWorker[] {
    return [...this.#workers()].filter(
      ({ isSyncing, state }) => isSyncing && !isCritical(state.pod),
    )
  }

  /** All that hold more of the disk than they may; no disruption, as it is their own doing. */
  *#evictForStorage(): Task<boolean> {
    let hasEvicted = false
    for (const worker of this.#candidates()) {
      const { pod } = worker.state
      // Nobody is asked about containers that may hold what they like.
      const isLimited = storageLimitOf(pod) !== undefined
      const use = yield* this.#storageOf(worker, isLimited)
      const eviction = storageEviction(pod, use)
      if (eviction === null || !worker.isSyncing) continue
      hasEvicted = true
      worker.evict({ ...eviction, isDisruption: false })
    }
    return hasEvicted
  }

  *#storageOf({ state }: PodWorker, countsContainers: boolean): Task<StorageUse> {
    const containers = new Map<string, number>()
    const running = state.live.containers.filter((it) => it.state === 'running')
    for (const { id, name } of countsContainers ? running : []) {
      const stats = yield* this.#parts.calls.call('containerStats', { container: id })
      if (stats.ok) containers.set(name, stats.result.writableBytes + stats.result.logBytes)
    }
    const ofVolume = (volume: string): number => {
      const path = state.volumes.pathOf(volume)
      return path === undefined ? 0 : this.#parts.files.usedBytes(path)
    }
    return { containers, ofVolume }
  }

  /** What nobody needs goes first; if that is not enough, a Pod. */
  *#relieve(found: Finding): Task {
    const { events, node, files } = this.#parts
    events.record({
      object: { kind: 'Node', name: node.name, uid: node.name },
      type: 'Warning',
      reason: 'EvictionThresholdMet',
      message: `Attempting to reclaim ${found.resource}`,
    })
    if (found.resource === 'ephemeral-storage') {
      for (const worker of this.#workers()) yield* worker.removeRemains()
      if (diskFinding(files.space()) === null) return
    }
    const using = new Map<PodUse, PodWorker>()
    for (const worker of this.#candidates())
      using.set(yield* this.#useOf(worker, found.resource), worker)
    const victim = firstToGo([...using.keys()])
    if (victim === undefined) return
    const eviction = pressureEviction(victim, found)
    using.get(victim)?.evict({ ...eviction, isDisruption: true })
  }

  *#useOf(worker: PodWorker, resource: Finding['resource']): Task<PodUse> {
    const { pod, live } = worker.state
    if (resource === 'memory') {
      const running = live.containers.filter((it) => it.state === 'running')
      const held = running.map(
        ({ id, name }) => [name, this.#parts.accounting.memoryOf(id)] as const,
      )
      return { pod, containers: usesOf(pod, resource, held) }
    }
    const use = yield* this.#storageOf(worker, true)
    const volumeBytes = localVolumes(pod).reduce((sum, name) => sum + use.ofVolume(name), 0)
    return { pod, containers: usesOf(pod, resource, [...use.containers]), volumeBytes }
  }
}

function usesOf(
  { spec }: Pod,
  resource: Finding['resource'],
  held: readonly (readonly [name: string, bytes: number])[],
): readonly ContainerUse[] {
  const { containers, initContainers = [] } = spec
  return held.map(([name, usedBytes]) => {
    const container = [...containers, ...initContainers].find((it) => it.name === name)
    const request = container?.resources.requests?.[resource] ?? '0'
    return { container: name, usedBytes, requestBytes: unitsOf(request) }
  })
}
