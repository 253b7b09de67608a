import type { Container, Probe } from '../api/generated/types.ts'
import { runtimeNameOf } from './node-config.ts'
import type { Parts } from './parts.ts'
import type { ProbeResult, ProbeResults } from './pod-plan.ts'
import type { PodState } from './pod-state.ts'
import type { ProbeType } from './probe-series.ts'
import { ProbeWorker } from './probe-worker.ts'
import { isSidecar } from './restart.ts'
import { containerIdText } from './container-instance-status.ts'
import { newestOf } from './runtime-status.ts'

const TYPES: readonly ProbeType[] = ['startup', 'readiness', 'liveness']

/** All probes of the Pods of a node, and what they have found. */
export class Probes {
  readonly #parts: Parts
  readonly #workers = new Map<string, ProbeWorker>()
  readonly #results: Readonly<Record<ProbeType, Map<string, ProbeResult>>> = {
    startup: new Map(),
    readiness: new Map(),
    liveness: new Map(),
  }
  readonly #onChange: (state: PodState, type: ProbeType, result: ProbeResult) => void

  constructor(
    parts: Parts,
    onChange: (state: PodState, type: ProbeType, result: ProbeResult) => void,
  ) {
    this.#parts = parts
    this.#onChange = onChange
  }

  /** Results by the id of a container, for the status of its Pod. */
  get views(): Readonly<Record<'startup' | 'readiness', ReadonlyMap<string, ProbeResult>>> {
    return this.#results
  }

  /** The results that a plan looks at, by the name of the container. */
  resultsOf({ seen, pod }: PodState): ProbeResults {
    const names = probed(pod.spec).map(({ name }) => name)
    const runtimeName = runtimeNameOf(this.#parts.node)
    const of = (type: ProbeType) =>
      Object.fromEntries(
        names.flatMap((name) => {
          const id = newestOf(seen.containers, name)?.id
          const result =
            id === undefined ? undefined : this.#results[type].get(containerIdText(runtimeName, id))
          return result === undefined ? [] : [[name, result]]
        }),
      )
    return { liveness: of('liveness'), startup: of('startup') }
  }

  /** Begins with the probes of a Pod that are not there yet. */
  add(state: PodState): void {
    for (const container of probed(state.pod.spec))
      for (const type of TYPES) {
        const probe = probeOf(container, type)
        const key = keyOf(state, container.name, type)
        if (probe === undefined || this.#workers.has(key)) continue
        const results = this.#results[type]
        const onChange = (result: ProbeResult): void => {
          this.#onChange(state, type, result)
        }
        this.#workers.set(
          key,
          new ProbeWorker(this.#parts, { state, container, type, probe, results, onChange }),
        )
      }
  }

  /** A container is reported as started but not ready: its readiness is asked for at once. */
  triggerReadiness(state: PodState, container: string): void {
    this.#workers.get(keyOf(state, container, 'readiness'))?.trigger()
  }

  /** A Pod that ends is not killed for being ill. */
  stopLifeProbes(state: PodState): void {
    this.#stop(state, ['liveness', 'startup'])
  }

  remove(state: PodState): void {
    this.#stop(state, TYPES)
  }

  #stop(state: PodState, types: readonly ProbeType[]): void {
    for (const { name } of probed(state.pod.spec))
      for (const type of types) {
        const key = keyOf(state, name, type)
        this.#workers.get(key)?.stop()
        this.#workers.delete(key)
      }
  }
}

/** Main containers and sidecars have probes; init containers that run to their end have not. */
function probed({
  containers,
  initContainers = [],
}: PodState['pod']['spec']): readonly Container[] {
  return [...initContainers.filter(isSidecar), ...containers]
}

function probeOf(container: Container, type: ProbeType): Probe | undefined {
  switch (type) {
    case 'startup':
      return container.startupProbe
    case 'readiness':
      return container.readinessProbe
    case 'liveness':
      return container.livenessProbe
  }
}

function keyOf({ pod }: PodState, container: string, type: ProbeType): string {
  return `${pod.metadata.uid} ${container} ${type}`
}
