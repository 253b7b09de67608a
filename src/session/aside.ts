import { type ApiTransport, Clock, type Cluster, createMirror, History, Random } from '#engine'
import type { Outcome } from '#lesson'
import { type NoOutcome, outcomeOf } from './outcome.ts'
import { Workstation } from './workstation.ts'

/**
 * Runs a command line on a workstation that asks the same store, but has a clock and a history of
 * its own: it leaves no trace in the cluster. `beyond`: it asked for more than reading the API.
 */
export function runAside(cluster: Cluster, command: string): Outcome | NoOutcome | 'beyond' {
  const clock = new Clock()
  clock.idleTo(cluster.clock.now)
  const { epochMs } = cluster.options
  const own = { clock, history: new History(clock), random: new Random(1), epochMs }
  const beyondReading: string[] = []
  const mirror = createMirror(cluster.api, {
    ...own,
    connectionTo: (node) => {
      beyondReading.push(node)
      return undefined
    },
  })
  const transport: ApiTransport = {
    open(request, onAnswer) {
      if (request.method !== 'GET') beyondReading.push(request.path)
      return mirror.open(request, onAnswer)
    },
  }
  const outcome = outcomeOf(clock, new Workstation({ ...own, transport }), command)
  return beyondReading.length === 0 ? outcome : 'beyond'
}
