import type { Container, Pod } from '../api/generated/types.ts'
import { thousandthsOf, unitsOf } from '../api/quantity.ts'

/** What is asked for, or there to be had: millicores and bytes. */
export interface Resources {
  readonly cpuMillis: number
  readonly memoryBytes: number
}

export const NOTHING: Resources = { cpuMillis: 0, memoryBytes: 0 }

export function sum(a: Resources, b: Resources): Resources {
  return { cpuMillis: a.cpuMillis + b.cpuMillis, memoryBytes: a.memoryBytes + b.memoryBytes }
}

function most(a: Resources, b: Resources): Resources {
  return {
    cpuMillis: Math.max(a.cpuMillis, b.cpuMillis),
    memoryBytes: Math.max(a.memoryBytes, b.memoryBytes),
  }
}

/**
 * What a Pod takes from its node: the sum of its containers and sidecars, or the greatest need while
 * an init container runs beside the sidecars that started before it; plus the overhead.
 * Source: concepts/workloads/pods/init-containers, "resource sharing within containers".
 */
export function requestsOf(pod: Pod): Resources {
  let sidecars = NOTHING
  let starting = NOTHING
  for (const container of pod.spec.initContainers ?? []) {
    const asked = askedBy(container)
    if (container.restartPolicy === 'Always') {
      sidecars = sum(sidecars, asked)
      starting = most(starting, sidecars)
    } else starting = most(starting, sum(sidecars, asked))
  }
  const running = pod.spec.containers.map(askedBy).reduce(sum, sidecars)
  return sum(most(running, starting), resourcesIn(pod.spec.overhead))
}

function askedBy(container: Container): Resources {
  return resourcesIn(container.resources.requests)
}

/** Reads cpu and memory out of a list of quantities, such as a node's allocatable. */
export function resourcesIn(
  list: Readonly<Record<string, string | number>> | undefined,
): Resources {
  const { cpu = '0', memory = '0' } = list ?? {}
  return { cpuMillis: thousandthsOf(`${cpu}`), memoryBytes: unitsOf(`${memory}`) }
}
