import type { NetworkNamespace } from './network-namespace.ts'
import type { PodAddresses } from './pod-addresses.ts'
import type { PortMapping } from './translation.ts'

/** A machine on the network: a node of the cluster, or one beside it. */
export interface Host {
  readonly name: string
  readonly namespace: NetworkNamespace
  /** Its own address with the length of its network's prefix. */
  readonly cidr: string
  /** Where it has Pods: a node. Only nodes know the way to Pods. */
  readonly pods?: { readonly cidr: string; readonly addresses: PodAddresses }
  mappings: readonly PortMapping[]
  isCutOff: boolean
  lastInterface: number
}
