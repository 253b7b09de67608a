import type { Node, NodeCondition, NodeStatus } from '../api/generated/types.ts'
import type { NodeConfig } from './node-config.ts'
import { allocatableOf } from './node-resources.ts'

interface Health {
  readonly type: string
  readonly status: 'True' | 'False'
  readonly reason: string
  readonly message: string
}

/** What the kubelet says of a node that wants for nothing; see [R90]. */
const HEALTHY: readonly Health[] = [
  {
    type: 'MemoryPressure',
    status: 'False',
    reason: 'KubeletHasSufficientMemory',
    message: 'kubelet has sufficient memory available',
  },
  {
    type: 'DiskPressure',
    status: 'False',
    reason: 'KubeletHasNoDiskPressure',
    message: 'kubelet has no disk pressure',
  },
  {
    type: 'PIDPressure',
    status: 'False',
    reason: 'KubeletHasSufficientPID',
    message: 'kubelet has sufficient PID available',
  },
  {
    type: 'Ready',
    status: 'True',
    reason: 'KubeletReady',
    message: 'kubelet is posting ready status',
  },
]

/** What a node can be low on. */
export type Shortage = 'memory' | 'disk'

/** What is wrong with a node; what is said of it otherwise is that it wants for nothing. */
export interface Troubles {
  readonly lowOn: ReadonlySet<Shortage>
  /** Why it is not ready. */
  readonly notReady: string | null
}

export const NO_TROUBLES: Troubles = { lowOn: new Set(), notReady: null }

const SHORT_OF: Readonly<Record<Shortage, Health>> = {
  memory: {
    type: 'MemoryPressure',
    status: 'True',
    reason: 'KubeletHasInsufficientMemory',
    message: 'kubelet has insufficient memory available',
  },
  disk: {
    type: 'DiskPressure',
    status: 'True',
    reason: 'KubeletHasDiskPressure',
    message: 'kubelet has disk pressure',
  },
}

/** The conditions as of now; when each became what it is comes from what was reported before. */
export function nodeConditions(
  before: readonly NodeCondition[],
  now: string,
  troubles: Troubles = NO_TROUBLES,
): readonly NodeCondition[] {
  return healthOf(troubles).map(({ type, status, reason, message }) => {
    const old = before.find((it) => it.type === type)
    const lastTransitionTime = old?.status === status ? (old.lastTransitionTime ?? now) : now
    return { type, status, lastHeartbeatTime: now, lastTransitionTime, reason, message }
  })
}

function healthOf({ lowOn, notReady }: Troubles): readonly Health[] {
  const shortages = [...lowOn].map((it) => SHORT_OF[it])
  const unready: readonly Health[] =
    notReady === null
      ? []
      : [{ type: 'Ready', status: 'False', reason: 'KubeletNotReady', message: notReady }]
  const wrong = [...shortages, ...unready]
  return HEALTHY.map((it) => wrong.find(({ type }) => type === it.type) ?? it)
}

const KUBELET_PORT = 10250

export function nodeStatus(
  config: NodeConfig,
  before: readonly NodeCondition[],
  now: string,
): NodeStatus {
  return {
    capacity: config.capacity,
    allocatable: allocatableOf(config),
    conditions: nodeConditions(before, now),
    addresses: [
      { type: 'InternalIP', address: config.internalIP },
      { type: 'Hostname', address: config.name },
    ],
    daemonEndpoints: { kubeletEndpoint: { Port: KUBELET_PORT } },
    nodeInfo: config.info,
  }
}

/** The Node as a kubelet registers it. */
export function nodeToRegister(
  config: NodeConfig,
  now: string,
): Omit<Node, 'metadata'> & { readonly metadata: object } {
  const { name, labels, taints, podCIDR, info } = config
  return {
    kind: 'Node',
    apiVersion: 'v1',
    metadata: {
      name,
      labels: {
        'beta.kubernetes.io/arch': info.architecture,
        'beta.kubernetes.io/os': info.operatingSystem,
        'kubernetes.io/arch': info.architecture,
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': info.operatingSystem,
        ...labels,
      },
      annotations: {
        'node.alpha.kubernetes.io/ttl': '0',
        'volumes.kubernetes.io/controller-managed-attach-detach': 'true',
      },
    },
    spec: { podCIDR, podCIDRs: [podCIDR], ...(taints.length === 0 ? {} : { taints }) },
    status: nodeStatus(config, [], now),
  }
}
