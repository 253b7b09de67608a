import type { Ms } from '../clock/clock.ts'
import { unitsOf } from '../api/quantity.ts'
import {
  firstToGo,
  isCritical,
  MEMORY_THRESHOLD_BYTES,
  memoryEviction,
  type PodMemory,
  storageEviction,
  storageLimitOf,
  type StorageUse,
} from './eviction.ts'
import type { Parts } from './parts.ts'
import type { PodWorker } from './pod-worker.ts'
import { runTask, type Task } from './task.ts'

/** The node is looked at that often. */
const MONITOR_MS = 10_000
/** So long a condition stays after what brought it about is over. */
const TRANSITION_MS = 300_000

/**
 * Takes Pods off a node before it runs out of memory, and those off that fill more of its disk than
 * they said. One at a time for the memory: what it gives back is seen at the next look.
 */
export class EvictionManager {
  readonly #parts: Parts
  readonly #workers: () => Iterable<PodWorker>
  readonly #onPressure: (hasPressure: boolean) => void
  #pressureUntil: Ms | null = null

  constructor(
    parts: Parts,
    workers: () => Iterable<PodWorker>,
    onPressure: (hasPressure: boolean) => void,
  ) {
    this.#parts = parts
    this.#workers = workers
    this.#onPressure = onPressure
    this.#lookLater()
  }

  #lookLater(): void {
    this.#parts.clock.after(MONITOR_MS, () => {
      this.#look()
      this.#lookLater()
    })
  }

  #look(): void {
    runTask(this.#evictForStorage(), (hasEvicted) => {
      if (!hasEvicted) this.#lookAtMemory(this.#candidates())
    })
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
      const use = yield* this.#storageOf(worker)
      const eviction = storageEviction(worker.state.pod, use)
      if (eviction === null || !worker.isSyncing) continue
      hasEvicted = true
      worker.evict({ ...eviction, isDisruption: false })
    }
    return hasEvicted
  }

  *#storageOf({ state }: PodWorker): Task<StorageUse> {
    const containers = new Map<string, number>()
    const running = state.live.containers.filter((it) => it.state === 'running')
    // Nobody is asked about containers that may hold what they like.
    for (const { id, name } of storageLimitOf(state.pod) === undefined ? [] : running) {
      const stats = yield* this.#parts.calls.call('containerStats', { container: id })
      if (stats.ok) containers.set(name, stats.result.writableBytes + stats.result.logBytes)
    }
    const ofVolume = (volume: string): number => {
      const path = state.volumes.pathOf(volume)
      return path === undefined ? 0 : this.#parts.files.usedBytes(path)
    }
    return { containers, ofVolume }
  }

  #lookAtMemory(workers: readonly PodWorker[]): void {
    const { accounting, clock, events, node } = this.#parts
    const available = accounting.memoryAvailable()
    if (available >= MEMORY_THRESHOLD_BYTES) {
      if (this.#pressureUntil === null || clock.now < this.#pressureUntil) return
      this.#pressureUntil = null
      this.#onPressure(false)
      return
    }
    const isNew = this.#pressureUntil === null
    this.#pressureUntil = clock.now + TRANSITION_MS
    if (isNew) this.#onPressure(true)
    events.record({
      object: { kind: 'Node', name: node.name, uid: node.name },
      type: 'Warning',
      reason: 'EvictionThresholdMet',
      message: 'Attempting to reclaim memory',
    })
    const using = new Map(workers.map((worker) => [this.#memoryOf(worker), worker]))
    const victim = firstToGo([...using.keys()])
    if (victim !== undefined) {
      const eviction = memoryEviction(victim, available)
      using.get(victim)?.evict({ ...eviction, isDisruption: true })
    }
  }

  #memoryOf({ state }: PodWorker): PodMemory {
    const { pod, live } = state
    const running = live.containers.filter((it) => it.state === 'running')
    const { containers, initContainers = [] } = pod.spec
    return {
      pod,
      containers: running.map(({ id, name }) => {
        const container = [...containers, ...initContainers].find((it) => it.name === name)
        return {
          container: name,
          usedBytes: this.#parts.accounting.memoryOf(id),
          requestBytes: unitsOf(container?.resources.requests?.['memory'] ?? '0'),
        }
      }),
    }
  }
}
