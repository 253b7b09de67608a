import type { NodeSystemInfo, Quantity, Taint } from '../api/generated/types.ts'
import type { SandboxConfig } from '../runtime/runtime.ts'

/** What a kubelet is told about its node. */
export interface NodeConfig {
  readonly name: string
  readonly internalIP: string
  readonly podCIDR: string
  readonly capacity: Readonly<Record<'cpu' | 'memory' | 'ephemeral-storage' | 'pods', Quantity>>
  readonly labels: Readonly<Record<string, string>>
  readonly taints: readonly Taint[]
  readonly info: NodeSystemInfo
  readonly clusterDomain: string
  readonly clusterDNS: readonly string[]
  /** The node's own /etc/resolv.conf. */
  readonly resolver: SandboxConfig['dns']
  /** How long Pods have when the machine shuts down; the last part of it is for critical ones. */
  readonly shutdown: {
    readonly gracePeriodSeconds: number
    readonly criticalPodsSeconds: number
  }
}

/** What a node's container runtime calls itself: containerd, cri-o. */
export function runtimeNameOf({ info }: Pick<NodeConfig, 'info'>): string {
  return info.containerRuntimeVersion.split('://', 1)[0] ?? ''
}
