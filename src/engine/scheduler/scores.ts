import type { Pod } from '../api/generated/types.ts'
import { preferenceFor } from './node-affinity.ts'
import type { NodeInfo } from './node-info.ts'
import { requestsOf, type Resources, sum } from './pod-requests.ts'
import { countUnpreferred } from './taints.ts'

const MOST = 100

/** What a container without requests is taken for. Source: GetNonzeroRequests. */
const UNSTATED: Resources = { cpuMillis: 100, memoryBytes: 200 * 1024 * 1024 }

/** How well a node suits a Pod: the default score plugins with their weights. */
export function scoreOf(info: NodeInfo, pod: Pod): number {
  const load = [...info.pods, pod].map(statedOrUnstated).reduce(sum)
  const cpu = share(load.cpuMillis, info.allocatable.cpuMillis)
  const memory = share(load.memoryBytes, info.allocatable.memoryBytes)
  const leastAllocated = Math.floor((MOST * (1 - cpu) + MOST * (1 - memory)) / 2)
  const balanced = Math.floor(MOST * (1 - Math.abs(cpu - memory) / 2))
  const preferred = Math.min(MOST, preferenceFor(pod, info.node))
  const tolerated = countUnpreferred(pod, info.node) === 0 ? MOST : 0
  return leastAllocated + balanced + 2 * preferred + 3 * tolerated
}

function share(used: number, of: number): number {
  return of === 0 ? 1 : Math.min(1, used / of)
}

function statedOrUnstated(pod: Pod): Resources {
  const asked = requestsOf(pod)
  const count = pod.spec.containers.length
  return {
    cpuMillis: asked.cpuMillis > 0 ? asked.cpuMillis : count * UNSTATED.cpuMillis,
    memoryBytes: asked.memoryBytes > 0 ? asked.memoryBytes : count * UNSTATED.memoryBytes,
  }
}
