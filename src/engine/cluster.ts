import type { Injection } from './apiserver/injection.ts'
import { createApiServer, type ApiServer } from './apiserver/server.ts'
import { type ClusterNode, startNode } from './cluster-node.ts'
import { Clock, type Ms, type Seq } from './clock/clock.ts'
import { startControllers } from './controllers/start-controllers.ts'
import { Random } from './clock/random.ts'
import { CONTROL_PLANE_HOST, startServices } from './start-services.ts'
import { History } from './history/history.ts'
import { Inputs } from './history/inputs.ts'
import { dial } from './network/dial.ts'
import { Network } from './network/network.ts'
import { Scheduler } from './scheduler/scheduler.ts'
import { createClient } from './apiserver/requests.ts'
import { KUBERNETES_VERSION } from './api/version.ts'
import { Observer } from './observation/observer.ts'
import { Past } from './observation/past.ts'
import type { World } from './observation/world.ts'
import type { RuntimeName } from './runtime/dialect.ts'
import type { Registry } from './runtime/image.ts'

export interface ClusterOptions {
  /** The same seed and the same inputs give the same history. */
  readonly seed: number
  /** What the wall clock shows at the start, in milliseconds since 1970. */
  readonly epochMs: number
  readonly registry: Registry
  /** How many worker nodes there are. */
  readonly nodes: number
  /** Which container runtimes they have, in turn; absent: containerd everywhere. */
  readonly runtimes?: readonly RuntimeName[]
  /** What a webhook adds to Pods by the labels of their namespace, such as a proxy beside the app. */
  readonly injections?: readonly Injection[]
  /** How much memory the history may hold, in bytes; absent: 32 MiB. */
  readonly historyBytes?: number
}

/** One cluster, put together: time, history, API server, network, nodes. */
export interface Cluster {
  readonly options: ClusterOptions
  readonly clock: Clock
  readonly history: History
  readonly inputs: Inputs
  readonly observer: Observer
  readonly random: Random
  readonly network: Network
  readonly api: ApiServer
  /** Objects and observations of a past moment; `compacted`: only a replay can tell. */
  at(seq: Seq): World | 'compacted'
}

/** So long the API server waits for a connection. Source: client-go, transport/cache.go. */
const API_SERVER_DIAL_MS: Ms = 30_000

export function createCluster(options: ClusterOptions): Cluster {
  const clock = new Clock()
  const history = new History(clock, options.historyBytes)
  const observer = new Observer()
  history.onFact((fact) => {
    observer.observe(fact)
  })
  const past = new Past(history, observer)
  const random = new Random(options.seed)
  const network = new Network({ clock, history, random })
  const nodes = new Map<string, ClusterNode>()
  const limitMs = API_SERVER_DIAL_MS
  const api = createApiServer({
    clock,
    history,
    random,
    epochMs: options.epochMs,
    connectionTo: (node) => nodes.get(node)?.connection(),
    dial: (host, port) => dial(network.hostNamespace(CONTROL_PLANE_HOST), { host, port, limitMs }),
    injections: options.injections ?? [],
  })
  const { epochMs } = options
  const client = createClient(api, {
    user: 'system:kube-scheduler',
    agent: `kube-scheduler/${KUBERNETES_VERSION}`,
  })
  new Scheduler({ clock, history, random, epochMs, client })
  startControllers({ clock, api, epochMs })
  startServices({ api, network })
  const addNode = (name: string): void => {
    if (nodes.has(name)) return
    const { registry, runtimes = [] } = options
    const index = nodes.size + 1
    const parts = { clock, history, random, epochMs, network, api, registry, name, index }
    const runtime = runtimes[(index - 1) % runtimes.length] ?? 'containerd'
    nodes.set(name, startNode({ ...parts, runtime }))
  }
  for (let index = 1; index <= options.nodes; index++) addNode(`worker-${index}`)
  const inputs = new Inputs(clock, history)
  inputs.on('node', ({ node, action }) => {
    if (action.do === 'add') addNode(node)
    else nodes.get(node)?.act(action)
  })
  const at = (seq: Seq) => past.at(seq)
  return { options, clock, history, inputs, observer, random, network, api, at }
}
