import { type ApiTransport, Clock, type Cluster, createMirror, History, Random } from '#engine'
import type { Outcome } from '#lesson'
import { copyDirectory } from './copy-files.ts'
import { type NoOutcome, outcomeOf } from './outcome.ts'
import { HOME, Workstation } from './workstation.ts'

/** Where a command is run aside: what it reads is theirs, and stays as it is. */
export interface Original {
  readonly cluster: Cluster
  readonly workstation: Workstation
}

/**
 * Runs a command line on a workstation that asks the same store and has a copy of the learner's
 * files, but a clock and a history of its own: it leaves no trace. `beyond`: it asked for more than
 * reading the API.
 */
export function runAside(original: Original, command: string): Outcome | NoOutcome | 'beyond' {
  const { cluster } = original
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
  const workstation = new Workstation({ ...own, transport })
  copyDirectory(HOME, { from: original.workstation.kernel, to: workstation.kernel })
  const outcome = outcomeOf(clock, workstation, command)
  return beyondReading.length === 0 ? outcome : 'beyond'
}
