import { KUBERNETES_VERSION } from './api/version.ts'
import type { NodeConnection } from './apiserver/node-connection.ts'
import { ApiLink } from './apiserver/api-link.ts'
import { NodeLink } from './apiserver/node-link.ts'
import { createClient } from './apiserver/requests.ts'
import type { ApiTransport } from './apiserver/transport.ts'
import type { Clock, Ms } from './clock/clock.ts'
import type { Random } from './clock/random.ts'
import type { History } from './history/history.ts'
import type { NodeAction } from './history/input.ts'
import { createAccounting } from './kernel/accounting.ts'
import { createKernel } from './kernel/kernel.ts'
import { createNodeFiles } from './kernel/node-files.ts'
import { createKubelet } from './kubelet/kubelet.ts'
import type { NodeConfig } from './kubelet/node-config.ts'
import { MachinePower } from './machine-power.ts'
import type { Network } from './network/network.ts'
import { nodeFiles } from './node-files.ts'
import { createRuntime } from './runtime/create-runtime.ts'
import { dialectOf, type RuntimeName } from './runtime/dialect.ts'
import type { Runtime } from './runtime/runtime.ts'
import type { Registry } from './runtime/image.ts'

export interface ClusterNodeOptions {
  readonly clock: Clock
  readonly history: History
  readonly random: Random
  readonly epochMs: Ms
  readonly network: Network
  readonly api: ApiTransport
  readonly registry: Registry
  readonly name: string
  /** 1 is the first worker: its addresses follow from that. */
  readonly index: number
  readonly runtime: RuntimeName
}

const GIB = 2 ** 30
const MEMORY_GIB = 8
const PROCESSORS = 4

/** The networks that kind gives its clusters: of nodes, of Pods, of Services. */
const NODE_NETWORK = '172.18.0'
/** After the router and the control plane. */
const FIRST_NODE = 3
/** The learner's own machine stands among them. */
const WORKSTATION = 9
const POD_NETWORK = '10.244'
const DNS_SERVICE = '10.96.0.10'

/** A worker, as a cluster holds it. */
export interface ClusterNode {
  readonly name: string
  /** Its kubelet, as the API server reaches it; undefined while it is cut off. */
  connection(): NodeConnection | undefined
  /** What an operator does to it, below the API. */
  act(action: Exclude<NodeAction, { readonly do: 'add' }>): void
}

/** One worker: a machine with its kernel, network, container runtime and kubelet. */
export function startNode(options: ClusterNodeOptions): ClusterNode {
  const { name, index, epochMs, api, registry, network: fabric } = options
  const { clock, history, random } = options
  const host = FIRST_NODE + index - 1
  const internalIP = `${NODE_NETWORK}.${host < WORKSTATION ? host : host + 1}`
  const podCIDR = `${POD_NETWORK}.${index}.0/24`
  const network = fabric.addHost({ name, cidr: `${internalIP}/16`, podCIDR })
  const base = { clock, history, random, epochMs }
  const memoryBytes = MEMORY_GIB * GIB
  const files = nodeFiles({ name, internalIP })
  const kernel = createKernel({
    ...base,
    name,
    network,
    memoryBytes,
    processors: PROCESSORS,
    files,
  })
  const runtime = createRuntime({
    ...{ ...base, kernel, network: fabric, registry, node: name },
    runtime: options.runtime,
  })
  const link = new ApiLink(clock, api)
  const client = createClient(link, {
    user: `system:node:${name}`,
    agent: `kubelet/${KUBERNETES_VERSION}`,
  })
  const kubelet = createKubelet({
    ...{ ...base, client, runtime, files: createNodeFiles(kernel) },
    accounting: createAccounting(kernel),
    node: configOf({ name, internalIP, podCIDR, random, runtime: options.runtime }),
  })
  const connection = new NodeLink(clock, kubelet.connection)
  const plug = networkPlug(name, fabric, [link, connection])
  const power = new MachinePower(clock, {
    shutDown: (then) => {
      kubelet.shutDown(then)
    },
    switchOff: plug.pull,
    switchOn: () => {
      plug.push()
      kubelet.boot()
    },
  })
  return {
    name,
    connection: () => (plug.isOut() ? undefined : connection),
    act: (action) => {
      switch (action.do) {
        case 'kill container':
          killContainer(runtime, action.container)
          return
        case 'cut off':
          plug.pull()
          return
        case 'reconnect':
          plug.push()
          power.switchOn()
          return
        case 'shut down':
          power.shutDown()
          return
      }
    },
  }
}

/** What ties a machine to the others, and its kubelet to the API server and back. */
function networkPlug(
  name: string,
  fabric: Network,
  links: readonly { readonly cut: () => void; readonly mend: () => void }[],
) {
  let isOut = false
  return {
    isOut: () => isOut,
    pull: (): void => {
      isOut = true
      fabric.setCutOff(name, true)
      for (const link of links) link.cut()
    },
    push: (): void => {
      isOut = false
      fabric.setCutOff(name, false)
      for (const link of links) link.mend()
    },
  }
}

/** As `crictl stop --timeout 0` on the node: its kubelet is not asked, and does not wait for it. */
function killContainer(runtime: Runtime, container: string): void {
  runtime.request(NOBODYS_NUMBER, 'stopContainer', { container, graceSeconds: 0 })
}

const NOBODYS_NUMBER = -1

function configOf(node: {
  readonly name: string
  readonly internalIP: string
  readonly podCIDR: string
  readonly random: Random
  readonly runtime: RuntimeName
}): NodeConfig {
  const { name, internalIP, podCIDR, random } = node
  const runtime = dialectOf(node.runtime)
  return {
    ...{ name, internalIP, podCIDR },
    capacity: {
      cpu: `${PROCESSORS}`,
      memory: `${MEMORY_GIB * 1024 * 1024}Ki`,
      'ephemeral-storage': '101427060Ki',
      pods: '110',
    },
    labels: {
      'beta.kubernetes.io/arch': 'amd64',
      'beta.kubernetes.io/os': 'linux',
      'kubernetes.io/arch': 'amd64',
      'kubernetes.io/hostname': name,
      'kubernetes.io/os': 'linux',
    },
    taints: [],
    shutdown: { gracePeriodSeconds: 30, criticalPodsSeconds: 10 },
    info: {
      machineID: random.text(32, '0123456789abcdef'),
      systemUUID: random.text(32, '0123456789abcdef'),
      bootID: random.text(32, '0123456789abcdef'),
      kernelVersion: '6.12.48+deb13-amd64',
      osImage: 'Debian GNU/Linux 13 (trixie)',
      containerRuntimeVersion: `${runtime.name}://${runtime.version}`,
      kubeletVersion: KUBERNETES_VERSION,
      kubeProxyVersion: '',
      operatingSystem: 'linux',
      architecture: 'amd64',
    },
    clusterDomain: 'cluster.local',
    clusterDNS: [DNS_SERVICE],
    resolver: { servers: [`${NODE_NETWORK}.1`], searches: [], options: [] },
  }
}
