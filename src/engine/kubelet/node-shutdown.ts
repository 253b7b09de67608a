import type { Pod } from '../api/generated/types.ts'
import type { Rejection } from './admission.ts'
import { isCritical } from './eviction.ts'
import type { NodeConfig } from './node-config.ts'
import type { Parts } from './parts.ts'
import type { PodWorker } from './pod-worker.ts'

/** Pods that end together when a node shuts down, and how long they have for it. */
export interface ShutdownGroup<Member> {
  readonly graceSeconds: number
  readonly members: readonly Member[]
}

/** First the Pods of users, then the critical ones; who has nobody to wait for is passed over. */
export function shutdownGroups<Member extends { readonly pod: Pod }>(
  members: readonly Member[],
  { gracePeriodSeconds, criticalPodsSeconds }: NodeConfig['shutdown'],
): readonly ShutdownGroup<Member>[] {
  const critical = members.filter(({ pod }) => isCritical(pod))
  const others = members.filter((it) => !critical.includes(it))
  return [
    { graceSeconds: gracePeriodSeconds - criticalPodsSeconds, members: others },
    { graceSeconds: criticalPodsSeconds, members: critical },
  ].filter((group) => group.members.length > 0)
}

/** A Pod never gets more time than it asked for. */
export function shutdownGrace({ spec }: Pod, groupSeconds: number): number {
  return Math.min(spec.terminationGracePeriodSeconds ?? groupSeconds, groupSeconds)
}

const VERDICT = {
  reason: 'Terminated',
  message: 'Pod was terminated in response to imminent node shutdown.',
  isDisruption: true,
}

/** Ends the Pods of a node before its machine is switched off. See [R59]. */
export class NodeShutdown {
  readonly #parts: Parts
  readonly #workers: () => Iterable<PodWorker>
  #isShuttingDown = false

  constructor(parts: Parts, workers: () => Iterable<PodWorker>) {
    this.#parts = parts
    this.#workers = workers
  }

  /** Why a new Pod may not come now; null when it may. */
  rejection(): Rejection | null {
    if (!this.#isShuttingDown) return null
    return { reason: 'NodeShutdown', message: 'Pod was rejected as the node is shutting down.' }
  }

  /** The machine is about to be switched off: `then` is called when it may be. */
  begin(then: () => void): void {
    if (this.#isShuttingDown) return
    this.#isShuttingDown = true
    this.#tell('Shutdown manager detected shutdown event')
    const members = [...this.#workers()]
      .filter(({ isSyncing }) => isSyncing)
      .map((worker) => ({ worker, pod: worker.state.pod }))
    this.#endInTurn(shutdownGroups(members, this.#parts.node.shutdown), then)
  }

  /** It was switched on again. */
  isOver(): void {
    this.#isShuttingDown = false
  }

  #endInTurn(
    [group, ...later]: readonly ShutdownGroup<{ readonly worker: PodWorker; readonly pod: Pod }>[],
    then: () => void,
  ): void {
    if (group === undefined) {
      then()
      return
    }
    let running = group.members.length
    let isOver = false
    const goOn = (): void => {
      if (isOver) return
      isOver = true
      timeout.cancel()
      this.#endInTurn(later, then)
    }
    const timeout = this.#parts.clock.after(group.graceSeconds * 1000, goOn)
    for (const { worker, pod } of group.members)
      worker.end(VERDICT, shutdownGrace(pod, group.graceSeconds), () => {
        running--
        if (running === 0) goOn()
      })
  }

  #tell(message: string): void {
    const { events, node } = this.#parts
    const object = { kind: 'Node', name: node.name, uid: node.name }
    events.record({ object, type: 'Normal', reason: 'NodeShutdown', message })
  }
}
