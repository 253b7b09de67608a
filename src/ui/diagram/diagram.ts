import type { Ms } from '#engine'

// What is to be drawn, in no language and without places.

/** Running; waiting; ended well; ended badly. */
export type Tone = 'running' | 'waiting' | 'ended' | 'failed'

/** Asked for by the text in the editor only; in the cluster; in the cluster and on its way out. */
export type Presence = 'wanted' | 'here' | 'unwanted'

export interface Diagram {
  readonly benches: readonly Bench[]
  readonly capsules: readonly Capsule[]
  readonly exchanges: readonly ExchangeDrawn[]
  /** False while the text in the editor cannot be read and an older reading stands for it. */
  readonly isDraftReadable: boolean
}

/** A node of the cluster. */
export interface Bench {
  readonly name: string
  readonly isReady: boolean
  readonly free?: Room
  /** Pods of the system's own namespaces, which are not drawn. */
  readonly systemPods: number
}

export interface Room {
  readonly cpuMillis: number
  readonly memoryBytes: number
}

/** A Pod. */
export interface Capsule {
  /** NAMESPACE/NAME */
  readonly key: string
  readonly name: string
  readonly namespace: string
  readonly uid?: string
  readonly presence: Presence
  readonly tone: Tone
  /** The phase, or the reason that stands in its place in kubectl's STATUS column. */
  readonly word: string
  readonly message?: string
  readonly node?: string
  readonly ips: readonly string[]
  readonly hasSandbox: boolean
  readonly tiles: readonly Tile[]
  readonly sockets: readonly Socket[]
  readonly drawers: readonly Drawer[]
}

export type Role = 'init' | 'sidecar' | 'app' | 'ephemeral'

/** A container. */
export interface Tile {
  readonly name: string
  readonly image: string
  readonly role: Role
  readonly presence: Presence
  readonly state: TileState
  readonly isReady: boolean
  readonly restarts: number
  readonly processes: readonly ProcessDrawn[]
  readonly changes: readonly FileChange[]
  readonly mounts: readonly Mount[]
}

export interface TileState {
  readonly tone: Tone
  /** Kubernetes' own word: ContainerCreating, CrashLoopBackOff, Completed. */
  readonly reason?: string
  readonly message?: string
  readonly since?: Ms
  readonly exitCode?: number
  /** How it ended the time before, where it has been restarted or is going to be. */
  readonly lastExitCode?: number
  readonly isPulling?: boolean
}

export interface ProcessDrawn {
  readonly pid: number
  readonly command: string
  readonly state: 'running' | 'stopped' | 'zombie'
}

export interface FileChange {
  readonly path: string
  readonly change: 'added' | 'changed' | 'deleted'
}

export interface Mount {
  readonly volume: string
  readonly path: string
  readonly isReadOnly: boolean
}

/** A port on which somebody listens. */
export interface Socket {
  readonly id: string
  /** `*:9876`, `127.0.0.1:8080`, or the path of a unix socket. */
  readonly label: string
  readonly tile: string
}

/** A volume. */
export interface Drawer {
  readonly name: string
  /** As the manifest spells it: emptyDir, configMap. */
  readonly kind: string
  readonly presence: Presence
}

/** Where one end of an exchange is. */
export type Place =
  | { readonly at: 'tile'; readonly capsule: string; readonly tile: string }
  | { readonly at: 'capsule'; readonly capsule: string }
  | { readonly at: 'bench'; readonly bench: string }
  | { readonly at: 'outside'; readonly address: string }

export type Outcome = 'under way' | 'answered' | 'refused' | 'lost' | 'unreachable'

export interface ExchangeDrawn {
  readonly id: string
  readonly from: Place
  readonly to: Place
  readonly address: string
  /** The address that the program asked before, and that refused. */
  readonly triedFirst?: string
  /** Interfaces in the order in which they are passed. */
  readonly route: readonly string[]
  readonly outcome: Outcome
  /** What the kernel said when it failed. */
  readonly errno?: string
  /** First lines of what was said. */
  readonly request?: string
  readonly response?: string
}
