import { costOf, heapBytes, report } from './measure.ts'
import { create, podsOf, startOurs } from './ours.ts'
import { BaseImage, elapse, startPeer } from './peer.ts'

const PODS = 50
const LONG_ENOUGH_MS = 60_000
const IDLE_MS = 600_000

interface Costs {
  /** CPU of one Pod from its creation until it is ready, and a minute on, in milliseconds. */
  readonly startMs: number
  readonly heapPerPod: number
  /** CPU of ten minutes in which nothing happens. */
  readonly idleMs: number
}

const named = (container: object): readonly object[] =>
  Array.from({ length: PODS }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `pod-${index}`, namespace: 'default' },
    spec: { containers: [container] },
  }))

async function ours(): Promise<Costs> {
  const cluster = startOurs()
  const before = heapBytes()
  const pods = named({ name: 'app', image: 'busybox:1.36', command: ['sleep', '100000'] })
  const startMs = await costOf(() => {
    create(cluster, pods)
    cluster.clock.advanceBy(LONG_ENOUGH_MS)
  })
  const running = podsOf(cluster).filter(({ status }) => status.phase === 'Running').length
  if (running !== PODS) throw new Error(`only ${running} of our Pods run`)
  const heapPerPod = (heapBytes() - before) / PODS
  const idleMs = await costOf(() => {
    cluster.clock.advanceBy(IDLE_MS)
  })
  return { startMs: startMs / PODS, heapPerPod, idleMs }
}

async function theirs(): Promise<Costs> {
  class Sleeping extends BaseImage {
    static readonly imageName = 'sleeping'
    static readonly imageVersion = '1.0'
    readonly defaultCommand = ['sleep']

    override exec(process: { waitUntilKilled(): Promise<number> }): Promise<number> {
      return process.waitUntilKilled()
    }
  }
  const cluster = await startPeer()
  cluster.registerImage(Sleeping)
  const before = heapBytes()
  const startMs = await costOf(async () => {
    await cluster.apply(named({ name: 'app', image: 'sleeping:1.0' }) as never)
    await elapse(cluster, LONG_ENOUGH_MS)
  })
  const { items } = await cluster.api.corev1.listNamespacedPod({ namespace: 'default' })
  const running = items.filter(({ status }) => status?.phase === 'Running').length
  if (running !== PODS) throw new Error(`only ${running} of their Pods run`)
  const heapPerPod = (heapBytes() - before) / PODS
  const idleMs = await costOf(() => elapse(cluster, IDLE_MS))
  return { startMs: startMs / PODS, heapPerPod, idleMs }
}

// Each runs once before it is measured.
await ours()
await theirs()
const [our, their] = [await ours(), await theirs()]
report('a Pod from apply to ready, CPU ms', [our.startMs, their.startMs], '1/10')
report('heap of a Pod, bytes', [our.heapPerPod, their.heapPerPod], '1/5')
report(`ten idle minutes with ${PODS} Pods, CPU ms`, [our.idleMs, their.idleMs], '1/10')
process.exit()
