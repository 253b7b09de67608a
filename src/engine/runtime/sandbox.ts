import type { ContainerFiles } from '../kernel/container-files.ts'
import type { Cgroup } from '../kernel/cgroup.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { PidNamespace } from '../kernel/pid-namespace.ts'
import type { StartedProcess } from '../kernel/start.ts'
import { ROOT } from '../kernel/start.ts'
import { createNodeFiles } from '../kernel/node-files.ts'
import type { Network } from '../network/network.ts'
import type { NetworkNamespace } from '../network/network-namespace.ts'
import { boundingSet } from './capabilities.ts'
import { PAUSE_FILES } from './pause.ts'
import { Refusal } from './refusal.ts'
import type { SandboxConfig } from './runtime.ts'

/** podPidsLimit, as managed clusters set it: a fork bomb stays in its Pod. */
const POD_PIDS_LIMIT = 1024

const DIRECTORY = '/var/lib/containerd/io.containerd.grpc.v1.cri/sandboxes'

/** What the containers of one Pod share, kept alive by its pause process. */
export interface Sandbox {
  readonly id: string
  readonly config: SandboxConfig
  readonly network: NetworkNamespace
  readonly hostname: string
  readonly uts: { hostname: string }
  readonly cgroup: Cgroup
  /** The Pod's own, where its containers share one; the node's with hostPID. */
  readonly pidNamespace: PidNamespace | undefined
  /** Files of the node that every container gets: /etc/hostname, /etc/resolv.conf. */
  readonly files: readonly { readonly hostPath: string; readonly path: string }[]
  readonly pause: StartedProcess
  readonly pauseFiles: ContainerFiles
  /** Its pause process runs. */
  isReady: boolean
  hasNetwork: boolean
}

export interface SandboxPlace {
  readonly kernel: Kernel
  readonly network: Network
  readonly node: string
  readonly onPauseExit: (sandbox: string) => void
}

export function createSandbox(place: SandboxPlace, id: string, config: SandboxConfig): Sandbox {
  const { kernel } = place
  const network = networkFor(place, id, config)
  const hostname = config.hostNetwork ? place.node : config.hostname
  const uts = config.hostNetwork ? kernel.host.uts : { hostname }
  const cgroup = kernel.createCgroup({
    path: `/kubepods/pod${config.podUid}`,
    limits: { processes: POD_PIDS_LIMIT },
  })
  const files = writeFiles(kernel, { id, config, hostname })
  const own = config.hostPID ? kernel.machine.namespace : kernel.createPidNamespace()
  const pauseFiles = kernel.createContainerFiles({
    id,
    files: PAUSE_FILES,
    isReadOnlyRoot: true,
    network,
    cgroup: kernel.createCgroup({ path: `${cgroup.path}/${id}`, parent: cgroup }),
    uts,
    pidNamespace: own,
    boundingSet: boundingSet({ privileged: false, addCapabilities: [], dropCapabilities: [] }),
  })
  const pause = startPause(kernel, pauseFiles, {
    pidNamespace: own,
    onExit: () => {
      place.onPauseExit(id)
    },
  })
  const isShared = config.shareProcessNamespace || config.hostPID
  const pidNamespace = isShared ? own : undefined
  const shared = { id, config, network, hostname, uts, cgroup, pidNamespace, files }
  return { ...shared, pause, pauseFiles, isReady: true, hasNetwork: true }
}

/** The addresses that the Pod is known by. */
export function addressesOf(sandbox: Sandbox): readonly string[] {
  return [sandbox.network.address]
}

function startPause(
  kernel: Kernel,
  files: ContainerFiles,
  how: { readonly pidNamespace: PidNamespace; readonly onExit: () => void },
): StartedProcess {
  const nothing = files.mounts.view().open('/dev/null', { read: true, write: true })
  return kernel.start({
    executable: { path: '/pause' },
    argv: ['/pause'],
    env: [['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin']],
    cwd: '/',
    credentials: { ...ROOT, uid: 65535, gid: 65535, groups: [65535], capabilities: new Set() },
    surroundings: files.surroundings,
    ...how,
    stdio: [nothing, nothing, nothing],
  })
}

function networkFor(place: SandboxPlace, id: string, config: SandboxConfig): NetworkNamespace {
  const { network, node } = place
  if (config.hostNetwork) return network.hostNamespace(node)
  const sysctls = new Map([
    // Containerd lets containers bind low ports and ping without a capability.
    ['net.ipv4.ip_unprivileged_port_start', '0'],
    ['net.ipv4.ping_group_range', '0\t2147483647'],
    ...config.sysctls.map(({ name, value }) => [name, value] as const),
  ])
  const portMappings = config.portMappings.flatMap((mapping) => {
    const protocol = mapping.protocol.toLowerCase()
    if (protocol !== 'tcp' && protocol !== 'udp') return []
    const { hostPort, containerPort, hostIP } = mapping
    const isEverywhere = hostIP === undefined || hostIP === '' || hostIP === '0.0.0.0'
    return [{ protocol, hostPort, containerPort, ...(isEverywhere ? {} : { hostIP }) } as const]
  })
  const namespace = network.addSandbox({ name: id, host: node, sysctls, portMappings })
  if (namespace === undefined)
    throw new Refusal(
      'Unknown',
      `failed to setup network for sandbox "${id}": plugin type="bridge" failed (add): failed to ` +
        'allocate for range 0: no IP addresses available in range set',
    )
  return namespace
}

function writeFiles(
  kernel: Kernel,
  of: { readonly id: string; readonly config: SandboxConfig; readonly hostname: string },
): Sandbox['files'] {
  const directory = `${DIRECTORY}/${of.id}`
  const node = createNodeFiles(kernel)
  node.makeDirectory(directory)
  const texts = {
    hostname: `${of.hostname}\n`,
    'resolv.conf': resolverText(of.config.dns),
  }
  return Object.entries(texts).map(([name, text]) => {
    node.writeFile(`${directory}/${name}`, new TextEncoder().encode(text))
    return { hostPath: `${directory}/${name}`, path: `/etc/${name}` }
  })
}

/** resolv.conf(5) as containerd writes it. */
function resolverText(dns: SandboxConfig['dns']): string {
  const lines = [
    ...(dns.searches.length === 0 ? [] : [`search ${dns.searches.join(' ')}`]),
    ...dns.servers.map((it) => `nameserver ${it}`),
    ...(dns.options.length === 0 ? [] : [`options ${dns.options.join(' ')}`]),
  ]
  return lines.map((line) => `${line}\n`).join('')
}
