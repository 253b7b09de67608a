import type { Pod } from '../api/generated/types.ts'
import { PodVolumes } from '../volumes/pod-volumes.ts'
import type { NodeFiles } from '../runtime/runtime.ts'
import type { WaitingReason } from './container-status.ts'
import { type ContainerRecord, NOTHING_SEEN, type PodRuntime } from './pod-runtime.ts'
import { type Allocation, allocationOf, type ResizeRefusal } from './resize.ts'
import { ServiceAccountTokens } from './service-account-tokens.ts'
import type { Task } from './task.ts'

/** What the kubelet holds of one Pod: the manifest, and what it has heard of the runtime. */
export class PodState {
  readonly volumes: PodVolumes
  readonly tokens = new ServiceAccountTokens()
  /** Why containers could not be started, by name. */
  readonly reasons = new Map<string, WaitingReason>()
  /** What its containers have been given. */
  allocation: Allocation
  /** Why they are not given what the manifest asks for. */
  resizeRefusal: ResizeRefusal | null = null
  isResizing = false
  /** The newest manifest. */
  pod: Pod
  /** What the last relist saw: all that decisions and reports look at. */
  seen: PodRuntime = NOTHING_SEEN
  #live: PodRuntime = NOTHING_SEEN
  #isEnding = false
  readonly #listeners = new Set<() => void>()

  constructor(pod: Pod, files: NodeFiles) {
    this.pod = pod
    this.allocation = allocationOf(pod)
    this.volumes = new PodVolumes(files, pod.metadata.uid)
  }

  /** All that has been heard, seen by a relist or not. */
  get live(): PodRuntime {
    return this.#live
  }

  /** The Pod is to be ended; what waits for its start gives up. */
  get isEnding(): boolean {
    return this.#isEnding
  }

  end(): void {
    this.#isEnding = true
    this.#tell()
  }

  change(live: PodRuntime): void {
    this.#live = live
    this.#tell()
  }

  /** Tells of every change of what is heard, until the listener is taken away again. */
  onNews(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  container(id: string): ContainerRecord | undefined {
    return this.#live.containers.find((it) => it.id === id)
  }

  /** Waits until something that depends on the news holds. */
  *until(holds: () => boolean): Task {
    if (holds()) return
    yield (resume) => {
      const stop = this.onNews(() => {
        if (!holds()) return
        stop()
        resume()
      })
    }
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener()
  }
}
