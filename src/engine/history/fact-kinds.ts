import type { NodeAction, StreamAction } from './input.ts'

export interface Endpoint {
  /** The network namespace: a sandbox's id, or a machine's name. */
  readonly namespace: string
  readonly address: string
  readonly port: number
  /** Who holds the socket; absent where nobody does (refused). */
  readonly container?: string
  readonly pid?: number
}

/**
 * Everything that can be known to have happened, by kind. Plain data, no prose: words are found
 * at the edge, in the reader's language. Process numbers are the node's own (`hostPid`) beside
 * those of the process's PID namespace (`pid`).
 */
export interface FactData {
  // The ways in
  'input.line': { terminal: string; text: string }
  'input.keys': { terminal: string; text: string }
  'input.resize': { terminal: string; cols: number; rows: number }
  'input.file': { path: string; bytes: number }
  'input.request': { method: string; path: string }
  'input.stream': { stream: string; action: StreamAction['do'] }
  'input.hold': { isHeld: boolean }
  'input.node': { node: string; action: NodeAction }
  'input.answer': { call: number }

  // The API; subject: the path of the object, such as pods/default/web
  'api.request': { method: string; path: string; user: string; code: number }
  'object.added': { object: object }
  'object.modified': { object: object; before: object }
  'object.deleted': { object: object }

  // Decisions
  'scheduler.decided': { pod: string; node: string | null; message: string }
  'kubelet.planned': { pod: string; plan: object }

  // What the kubelet does beside; subject: the container's id. Only answers that are not well: the
  // others would fill the history, and can be seen as exchanges and processes.
  'hook.started': { hook: 'postStart' | 'preStop' }
  'hook.ended': { hook: 'postStart' | 'preStop'; isFailed: boolean }
  'probe.failed': {
    probe: 'startup' | 'liveness' | 'readiness'
    answer: 'failure' | 'warning' | 'error'
    message: string
  }

  // The runtime; subject: the id of the sandbox or container
  'sandbox.started': {
    node: string
    podUid: string
    podName: string
    namespace: string
    ips: readonly string[]
  }
  'sandbox.stopped': { node: string; podUid: string }
  'sandbox.removed': object
  'image.pulling': { node: string; image: string; sizeBytes: number }
  'image.pulled': { node: string; image: string; digest: string }
  'image.refused': { node: string; image: string; message: string }
  'container.created': {
    node: string
    sandbox: string
    podUid: string
    name: string
    attempt: number
    image: string
    mounts: readonly { path: string; readOnly: boolean; volume?: string }[]
  }
  'container.started': { hostPid: number }
  'container.exited': { code: number; signal?: string; oom: boolean }
  'container.removed': object
  'container.logged': { stream: 'stdout' | 'stderr'; text: string }

  // Processes; subject: MACHINE/HOSTPID
  'process.started': {
    container: string | null
    pid: number
    ppid: number
    argv: readonly string[]
  }
  'process.became': { argv: readonly string[] }
  'process.signalled': {
    signal: string
    effect: 'ended' | 'stopped' | 'continued' | 'handled' | 'ignored'
  }
  'process.ended': { code: number; signal?: string }
  'process.reaped': object

  // Memory and processor time; subject: the container's id
  'memory.exceeded': { limitBytes: number; usedBytes: number }

  // The network; subject of a socket: NAMESPACE/PROTOCOL/ADDRESS:PORT; of an exchange: its id
  'socket.listening': { owner: Endpoint; protocol: 'tcp' | 'udp' | 'unix' }
  'socket.refused': { owner: Endpoint; protocol: 'tcp' | 'udp' | 'unix'; errno: string }
  'socket.closed': { owner: Endpoint; protocol: 'tcp' | 'udp' | 'unix' }
  'exchange.opened': {
    from: Endpoint
    to: Endpoint
    protocol: 'tcp' | 'udp' | 'unix'
    /** Interfaces in the order in which they are passed: lo; or eth0, node, eth0. */
    route: readonly string[]
  }
  'exchange.established': object
  /** `at`: the interface or place where it ended. */
  'exchange.failed': { errno: string; at: string }
  /** `line` is the first line of what was said, where it is text. */
  'exchange.sent': { direction: 'request' | 'response'; bytes: number; line?: string }
  'exchange.closed': object

  // Files that a container changed against its image, and files of volumes; subject: the container
  // or volume
  'file.changed': { path: string; change: 'added' | 'changed' | 'deleted'; bytes: number }

  // Terminals; subject: the terminal's name
  'terminal.wrote': { text: string }
}

export type FactKind = keyof FactData
