import type { Cluster } from '#engine'
import { costOf, report } from './measure.ts'
import { create, startOurs } from './ours.ts'
import { BaseImage, elapse, startPeer } from './peer.ts'

const TEN_MINUTES_MS = 600_000

interface Seen {
  readonly at: number
  /** Phase, state of the container, its reason, restarts. */
  readonly state: string
}

interface PodLike {
  readonly status?: {
    readonly phase?: string
    readonly containerStatuses?: readonly {
      readonly restartCount?: number
      readonly state?: Readonly<Record<string, { readonly reason?: string } | undefined>>
    }[]
  }
}

function stateOf({ status }: PodLike): string {
  const container = status?.containerStatuses?.[0]
  const [name = '', detail] = Object.entries(container?.state ?? {}).find(([, it]) => it) ?? []
  return [status?.phase, name, detail?.reason ?? '', container?.restartCount ?? 0].join(' ').trim()
}

/** The states that a Pod goes through, each once. */
class Watched {
  readonly seen: Seen[] = []

  note(at: number, pod: PodLike): void {
    const state = stateOf(pod)
    if (this.seen.at(-1)?.state !== state) this.seen.push({ at, state })
  }

  /** When the container was run again, in whole seconds. */
  get restarts(): readonly number[] {
    const counts = new Map<string, number>()
    for (const { at, state } of this.seen) {
      const count = state.split(' ').at(-1) ?? ''
      if (!counts.has(count)) counts.set(count, Math.round(at / 1000))
    }
    return [...counts.values()]
  }
}

function watchOurs(cluster: Cluster): Watched {
  const watched = new Watched()
  const start = cluster.clock.now
  cluster.history.onFact((fact) => {
    if (fact.subject !== 'pods/default/crashing') return
    if (fact.kind === 'object.added' || fact.kind === 'object.modified')
      watched.note(fact.at - start, fact.data.object)
  })
  return watched
}

async function ours(): Promise<{ readonly cpuMs: number; readonly watched: Watched }> {
  const cluster = startOurs()
  const watched = watchOurs(cluster)
  const cpuMs = await costOf(() => {
    const command = ['sh', '-c', 'exit 3']
    create(cluster, [podOf({ name: 'app', image: 'busybox:1.36', command })])
    cluster.clock.advanceBy(TEN_MINUTES_MS)
  })
  return { cpuMs, watched }
}

async function theirs(): Promise<{ readonly cpuMs: number; readonly watched: Watched }> {
  class Crashing extends BaseImage {
    static readonly imageName = 'crashing'
    static readonly imageVersion = '1.0'
    readonly defaultCommand = ['crash']

    override exec(): Promise<number> {
      return Promise.resolve(3)
    }
  }
  const cluster = await startPeer()
  cluster.registerImage(Crashing)
  const watched = new Watched()
  const start = cluster.clock.nowMs()
  cluster.informer(
    'pods',
    (_type, pod) => {
      watched.note(cluster.clock.nowMs() - start, pod as object)
    },
    { namespace: 'default' },
  )
  const cpuMs = await costOf(async () => {
    await cluster.apply([podOf({ name: 'app', image: 'crashing:1.0' })] as never)
    await elapse(cluster, TEN_MINUTES_MS)
  })
  return { cpuMs, watched }
}

function podOf(container: object): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'crashing', namespace: 'default' },
    spec: { containers: [container] },
  }
}

/** What both must show: that it ended, that it waits, how often it was run again. */
function orderOf({ seen }: Watched): readonly string[] {
  return seen
    .map(({ state }) => state.replace(' Error', '').replaceAll('  ', ' '))
    .filter((state) => /terminated|CrashLoopBackOff/.test(state))
}

// Each runs once before it is measured.
await ours()
await theirs()
const [our, their] = [await ours(), await theirs()]
report('ten minutes of a crash loop, CPU ms', [our.cpuMs, their.cpuMs], '1/75')
console.log(`  run again after seconds, ours:   ${our.watched.restarts.join(' ')}`)
console.log(`  run again after seconds, theirs: ${their.watched.restarts.join(' ')}`)
const isSame = JSON.stringify(orderOf(our.watched)) === JSON.stringify(orderOf(their.watched))
console.log(`  both end, wait and are run again in the same order: ${isSame ? 'yes' : 'NO'}`)
process.exit(isSame ? 0 : 1)
