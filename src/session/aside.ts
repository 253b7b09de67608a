import { Clock, type Cluster, createMirror, History, Random } from '#engine'
import type { Outcome } from '#lesson'
import { outcomeOf } from './outcome.ts'
import { Workstation } from './workstation.ts'

/**
 * Runs a command line on a workstation that asks the same store, but has a clock and a history of
 * its own: it leaves no trace in the cluster. Undefined when it does not end by itself, or when it
 * asked for more than reading the API.
 */
export function runAside(cluster: Cluster, command: string): Outcome | undefined {
  const clock = new Clock()
  clock.idleTo(cluster.clock.now)
  const { epochMs } = cluster.options
  const own = { clock, history: new History(clock), random: new Random(1), epochMs }
  const beyondTheApi: string[] = []
  const transport = createMirror(cluster.api, {
    ...own,
    connectionTo: (node) => {
      beyondTheApi.push(node)
      return undefined
    },
  })
  const outcome = outcomeOf(clock, new Workstation({ ...own, transport }), command)
  return beyondTheApi.length === 0 ? outcome : undefined
}
