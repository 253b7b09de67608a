import type { Ms, Seq } from '../clock/clock.ts'
import type { Endpoint } from '../history/fact-kinds.ts'

export interface SandboxSeen {
  readonly id: string
  readonly node: string
  readonly podUid: string
  readonly podName: string
  readonly namespace: string
  readonly ips: readonly string[]
  readonly state: 'ready' | 'stopped'
}

export interface ContainerSeen {
  readonly id: string
  readonly sandbox: string
  readonly podUid: string
  readonly name: string
  readonly attempt: number
  readonly image: string
  readonly mounts: readonly { path: string; readOnly: boolean; volume?: string }[]
  readonly state: 'created' | 'running' | 'exited'
  readonly startedAt?: Ms
  readonly exit?: { readonly code: number; readonly signal?: string; readonly oom: boolean }
  readonly endedAt?: Ms
  /** Paths that differ from the image, with what happened to each. */
  readonly changes: ReadonlyMap<string, 'added' | 'changed' | 'deleted'>
}

export interface ProcessSeen {
  /** MACHINE/HOSTPID */
  readonly id: string
  readonly container: string | null
  readonly pid: number
  readonly ppid: number
  readonly argv: readonly string[]
  readonly state: 'running' | 'stopped' | 'zombie'
}

export interface SocketSeen {
  readonly id: string
  readonly owner: Endpoint
  readonly protocol: 'tcp' | 'udp' | 'unix'
}

/** One conversation between two sockets, or the attempt at one. */
export interface ExchangeSeen {
  readonly id: string
  readonly from: Endpoint
  readonly to: Endpoint
  readonly protocol: 'tcp' | 'udp' | 'unix'
  readonly route: readonly string[]
  readonly openedAt: Ms
  readonly state: 'opened' | 'established' | 'failed' | 'closed'
  readonly failure?: { readonly errno: string; readonly at: string }
  readonly request?: string
  readonly response?: string
  readonly closedAt?: Ms
}

export interface PullSeen {
  readonly node: string
  readonly image: string
  readonly sizeBytes: number
  readonly since: Ms
}

/** The inside of the Pods at one moment, as far as it can be observed; maps are keyed by id. */
export interface World {
  readonly seq: Seq
  /** What the API server holds, by resource and key: pods/default/web, nodes/worker-1. */
  readonly objects: ReadonlyMap<string, object>
  readonly sandboxes: ReadonlyMap<string, SandboxSeen>
  readonly containers: ReadonlyMap<string, ContainerSeen>
  readonly processes: ReadonlyMap<string, ProcessSeen>
  readonly sockets: ReadonlyMap<string, SocketSeen>
  /** All that are open, and the last ones that ended. */
  readonly exchanges: ReadonlyMap<string, ExchangeSeen>
  /** How many there have been since the start. */
  readonly exchangeCount: number
  readonly pulls: ReadonlyMap<string, PullSeen>
}
