// Pods created, started, listed and watched by one real client, over HTTP.
import { CoreV1Api, KubeConfig, loadYaml, type V1Pod, Watch } from '@kubernetes/client-node'
import { kubeconfigFor, LIMITS, type Serving, startServing } from '#serve'
import { costOf, heapBytes } from './measure.ts'

/** So much more processor time may ten times as many Pods take. */
const MOST_GROWTH = 13
/** A node takes 110 Pods. */
const NODES = 10

interface Client {
  readonly serving: Serving
  readonly core: CoreV1Api
  readonly config: KubeConfig
}

async function start(): Promise<Client> {
  const serving = await startServing({
    port: 0,
    address: '127.0.0.1',
    nodes: NODES,
    seed: 1,
    clock: 'manual',
    speed: 1,
    epochMs: Date.parse('2026-05-01T08:00:00Z'),
    limits: LIMITS,
    onFault: (fault) => {
      throw fault
    },
  })
  const config = new KubeConfig()
  config.loadFromString(kubeconfigFor({ server: serving.url, token: serving.token }))
  return { serving, config, core: config.makeApiClient(CoreV1Api) }
}

/** Server and client together; prints latencies, and gives the processor time. */
async function round(pods: number): Promise<number> {
  const { serving, config, core } = await start()
  const running = new Set<string>()
  let events = 0
  const note = (_: string, { metadata, status }: V1Pod) => {
    events++
    if (status?.phase === 'Running') running.add(metadata?.name ?? '')
  }
  const path = '/api/v1/namespaces/default/pods'
  const watching = await new Watch(config).watch(path, {}, note, () => undefined)
  const createMs: number[] = []
  const listMs: number[] = []
  const cpuMs = await costOf(async () => {
    for (let index = 0; index < pods; index++) {
      const body = podNamed(`web-${index}`)
      createMs.push(await timed(() => core.createNamespacedPod({ namespace: 'default', body })))
    }
    while (running.size < pods) await advance(serving, 5)
    for (let times = 0; times < 10; times++)
      listMs.push(await timed(() => core.listNamespacedPod({ namespace: 'default' })))
  })
  const held = heapBytes()
  watching.abort()
  await serving.stop()
  const figures = [
    `${ms(cpuMs)} CPU`,
    `create ${quantiles(createMs)}`,
    `list ${quantiles(listMs)}`,
    `${events} events watched`,
    `${(held / 1e6).toFixed(0)} MB held`,
  ]
  console.log(`  ${`${pods}`.padStart(5)} Pods: ${figures.join(', ')}`)
  return cpuMs
}

function podNamed(name: string): V1Pod {
  return loadYaml(`
metadata: {name: ${name}}
spec: {containers: [{name: main, image: busybox, command: [sleep, infinity]}]}
`)
}

async function advance({ url }: Serving, seconds: number): Promise<void> {
  const body = JSON.stringify({ seconds })
  await fetch(`${url}/apis/glasspod.dev/v1/clock/advance`, { method: 'POST', body })
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const before = performance.now()
  await act()
  return performance.now() - before
}

function quantiles(times: readonly number[]): string {
  const sorted = [...times].sort((one, other) => one - other)
  const at = (part: number) => ms(sorted[Math.floor((sorted.length - 1) * part)] ?? 0)
  return `median ${at(0.5)} 95 % ${at(0.95)}`
}

function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`
}

// The first round warms up.
await round(50)
const few = await round(100)
const many = await round(1000)
const growth = many / few
console.log(
  `  ten times the Pods take ${growth.toFixed(1)} times the CPU  (wanted: ≤ ${MOST_GROWTH})`,
)
process.exit(growth <= MOST_GROWTH ? 0 : 1)
