import type { Ms } from '../clock/clock.ts'
import { unitsOf } from '../api/quantity.ts'
import {
  type Eviction,
  firstToGo,
  MEMORY_THRESHOLD_BYTES,
  memoryEviction,
  type PodMemory,
  storageEviction,
} from './eviction.ts'
import type { Parts } from './parts.ts'
import type { PodWorker } from './pod-worker.ts'

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
    const workers = [...this.#workers()].filter(({ isSyncing }) => isSyncing)
    let hasEvicted = false
    for (const worker of workers) {
      const eviction = this.#storageEvictionOf(worker)
      if (eviction === null) continue
      hasEvicted = true
      worker.evict(eviction.message)
    }
    if (!hasEvicted) this.#lookAtMemory(workers)
  }

  #storageEvictionOf({ state }: PodWorker): Eviction | null {
    return storageEviction(state.pod, (volume) => {
      const path = state.volumes.pathOf(volume)
      return path === undefined ? 0 : this.#parts.files.usedBytes(path)
    })
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
    if (victim !== undefined) using.get(victim)?.evict(memoryEviction(victim, available).message)
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
