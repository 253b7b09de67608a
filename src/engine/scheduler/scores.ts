import type { Pod } from '../api/generated/types.ts'
import type { Situation } from './filters.ts'
import { preferenceFor } from './node-affinity.ts'
import type { NodeInfo } from './node-info.ts'
import { companionship } from './pod-affinity.ts'
import { requestsOf, type Resources, sum } from './pod-requests.ts'
import { countUnpreferred } from './taints.ts'
import { crowding, spreadsOf } from './topology-spread.ts'

const MOST = 100

/** What a container without requests is taken for. Source: GetNonzeroRequests. */
const UNSTATED: Resources = { cpuMillis: 100, memoryBytes: 200 * 1024 * 1024 }

/** How well nodes suit a Pod: the default score plugins with their weights, one number for each. */
export function scoresOf(
  pod: Pod,
  of: {
    readonly infos: readonly NodeInfo[]
    /** Those that passed the filters. */
    readonly fitting: readonly NodeInfo[]
    readonly situation: Situation
  },
): readonly number[] {
  const { infos, fitting, situation } = of
  const spreads = spreadsOf(pod, infos, 'ScheduleAnyway')
  const crowds = lessIsMore(fitting.map((info) => crowding(info, spreads)))
  const company = stretched(fitting.map((info) => companionship(info, situation.neighbourhood)))
  return fitting.map(
    (info, index) => scoreOf(info, pod) + 2 * (crowds[index] ?? 0) + 2 * (company[index] ?? 0),
  )
}

function scoreOf(info: NodeInfo, pod: Pod): number {
  const load = [...info.pods, pod].map(statedOrUnstated).reduce(sum)
  const cpu = share(load.cpuMillis, info.allocatable.cpuMillis)
  const memory = share(load.memoryBytes, info.allocatable.memoryBytes)
  const leastAllocated = Math.floor((MOST * (1 - cpu) + MOST * (1 - memory)) / 2)
  const balanced = Math.floor(MOST * (1 - Math.abs(cpu - memory) / 2))
  const preferred = Math.min(MOST, preferenceFor(pod, info.node))
  const tolerated = countUnpreferred(pod, info.node) === 0 ? MOST : 0
  return leastAllocated + balanced + 2 * preferred + 3 * tolerated
}

/** The least crowded node has 100; nobody has less when all are alike. */
function lessIsMore(values: readonly number[]): readonly number[] {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  return values.map((value) =>
    most === 0 ? MOST : Math.floor((MOST * (most + least - value)) / most),
  )
}

/** From 0 for the worst to 100 for the best. */
function stretched(values: readonly number[]): readonly number[] {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  return values.map((value) =>
    most === least ? 0 : Math.floor((MOST * (value - least)) / (most - least)),
  )
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
