import type { PodSpec } from '../api/generated/types.ts'
import type { Clock, Ms } from '../clock/clock.ts'
import { isSidecar } from './restart.ts'
import type { Task } from './task.ts'

/**
 * Who must have ended before a container may be told to: nobody for main containers; for a sidecar
 * all main containers, and the next sidecar after it. See [R75].
 */
export function endsAfter(
  { containers, initContainers = [] }: PodSpec,
  name: string,
): readonly string[] {
  const sidecars = initContainers.filter(isSidecar).map((it) => it.name)
  const place = sidecars.indexOf(name)
  if (place < 0) return []
  return [...containers.map((it) => it.name), ...sidecars.slice(place + 1, place + 2)]
}

/** The order in which the containers of one Pod end. */
export class TerminationOrder {
  readonly #clock: Clock
  readonly #spec: PodSpec
  readonly #running: Set<string>
  readonly #listeners = new Set<() => void>()

  constructor(clock: Clock, spec: PodSpec, running: readonly string[]) {
    this.#clock = clock
    this.#spec = spec
    this.#running = new Set(running)
  }

  /** Waits for the container's turn, but no longer than the grace period; gives how long. */
  *turnOf(name: string, graceSeconds: number): Task<Ms> {
    const begunAt = this.#clock.now
    const isTurn = () => endsAfter(this.#spec, name).every((it) => !this.#running.has(it))
    if (isTurn() || graceSeconds <= 0) return 0
    yield (resume) => {
      const go = (): void => {
        this.#listeners.delete(look)
        timeout.cancel()
        resume()
      }
      const look = (): void => {
        if (isTurn()) go()
      }
      const timeout = this.#clock.after(graceSeconds * 1000, go)
      this.#listeners.add(look)
    }
    return this.#clock.now - begunAt
  }

  hasEnded(name: string): void {
    this.#running.delete(name)
    for (const look of [...this.#listeners]) look()
  }
}
