import type { Status } from '../api/status.ts'
import type { ApiMessage } from '../apiserver/transport.ts'
import type { Stream } from '../streams/stream.ts'

/** What a sandbox is made from: the pause container's side of a Pod. */
export interface SandboxConfig {
  readonly podUid: string
  readonly podName: string
  readonly podNamespace: string
  readonly attempt: number
  readonly hostname: string
  readonly hostNetwork: boolean
  readonly hostPID: boolean
  readonly shareProcessNamespace: boolean
  readonly dns: {
    readonly servers: readonly string[]
    readonly searches: readonly string[]
    readonly options: readonly string[]
  }
  readonly portMappings: readonly {
    readonly hostPort: number
    readonly containerPort: number
    readonly protocol: string
    readonly hostIP?: string
  }[]
  readonly sysctls: readonly { readonly name: string; readonly value: string }[]
}

export interface Mount {
  /** A path on the node, prepared before. */
  readonly hostPath: string
  readonly containerPath: string
  readonly readOnly: boolean
  /** The volume of the Pod that it comes from, where it comes from one: for whoever looks. */
  readonly volume?: string
}

export interface ContainerConfig {
  readonly sandbox: string
  readonly name: string
  readonly attempt: number
  /** As the manifest names it. */
  readonly image: string
  /** Replaces the image's entrypoint; with it the image's cmd falls away too. */
  readonly command: readonly string[]
  readonly args: readonly string[]
  readonly env: readonly (readonly [name: string, value: string])[]
  readonly workingDir?: string
  readonly mounts: readonly Mount[]
  readonly stdin: boolean
  readonly stdinOnce: boolean
  readonly tty: boolean
  readonly runAsUser?: number
  readonly runAsGroup?: number
  readonly supplementalGroups: readonly number[]
  readonly addCapabilities: readonly string[]
  readonly dropCapabilities: readonly string[]
  readonly privileged: boolean
  readonly readOnlyRootFilesystem: boolean
  /** allowPrivilegeEscalation is false. */
  readonly noNewPrivileges?: boolean
  readonly memoryLimitBytes?: number
  readonly cpuLimitMillis?: number
  readonly stopSignal?: string
  /** A container whose processes this one sees, and which see its: of an ephemeral container. */
  readonly pidNamespaceOf?: string
}

/** As whom the first process of a container runs. */
export interface ContainerUser {
  readonly uid: number
  readonly gid: number
  readonly supplementalGroups: readonly number[]
}

/** The verbs of the Container Runtime Interface that the kubelet uses, and what each answers. */
export interface RuntimeVerbs {
  runPodSandbox: { args: SandboxConfig; result: { sandbox: string; ips: readonly string[] } }
  stopPodSandbox: { args: { sandbox: string }; result: object }
  removePodSandbox: { args: { sandbox: string }; result: object }
  /** `imageRef` is null when the node does not have the image; `user` is the one it names. */
  imageStatus: { args: { image: string }; result: { imageRef: string | null; user: string } }
  pullImage: { args: { image: string }; result: { imageRef: string; sizeBytes: number } }
  createContainer: {
    args: ContainerConfig
    result: { container: string; imageRef: string; user: ContainerUser }
  }
  startContainer: { args: { container: string }; result: object }
  /** Stop signal, then SIGKILL after the grace period; answers when the process has ended. */
  stopContainer: { args: { container: string; graceSeconds: number }; result: object }
  removeContainer: { args: { container: string }; result: object }
  /** Other limits for a container that runs; absent: none. */
  updateContainer: {
    args: { container: string; memoryLimitBytes?: number; cpuLimitMillis?: number }
    result: object
  }
  /** What a container holds of the node's disk, in bytes: its writable layer and its log. */
  containerStats: {
    args: { container: string }
    result: { writableBytes: number; logBytes: number }
  }
}

export type RuntimeVerb = keyof RuntimeVerbs

export type RuntimeEvent =
  | {
      readonly kind: 'answer'
      readonly op: number
      readonly result: RuntimeVerbs[RuntimeVerb]['result']
    }
  | { readonly kind: 'refused'; readonly op: number; readonly status: Status }
  | {
      readonly kind: 'exited'
      readonly container: string
      /** 128 + n when a signal ended it. */
      readonly code: number
      readonly oom: boolean
    }
  /** Its pause process has ended, though nobody had asked to stop it. */
  | { readonly kind: 'sandbox ended'; readonly sandbox: string }

/**
 * What stands below a kubelet: it asks with a number of its own and is answered later by an event;
 * nothing can be read back at once, so that a runtime of another make can stand in the same place.
 */
export interface Runtime {
  /** False when its history can be read but not played again. */
  readonly isDeterministic: boolean
  request<Verb extends RuntimeVerb>(op: number, verb: Verb, args: RuntimeVerbs[Verb]['args']): void
  onEvent(listener: (event: RuntimeEvent) => void): void
  /** Channels as in exec of the API; closes with a Status on channel 3. */
  exec(container: string, argv: readonly string[], options: StreamOptions): ExecStream
  attach(container: string, options: StreamOptions): ExecStream
  /**
   * A connection from inside a sandbox (port-forward) or from the node itself (probes). Its first
   * message is empty: the connection stands. One that does not come about breaks off.
   */
  dial(from: DialOrigin, host: string, port: number): Stream<Uint8Array, Uint8Array>
  /** Log lines of one container instance, from its first: those there are, or until it ends. */
  logs(container: string, follow: boolean): Stream<never, LogLine>
}

export type DialOrigin = 'node' | { readonly sandbox: string }

export type ExecMessage = Extract<ApiMessage, { readonly kind: 'channel' }>
export type ExecStream = Stream<ExecMessage, ExecMessage>

export interface StreamOptions {
  readonly stdin: boolean
  readonly stdout: boolean
  readonly stderr: boolean
  readonly tty: boolean
  /** Of an ExecSync, for probes and hooks: the process is killed after that time; 0: never. */
  readonly timeoutSeconds?: number
}

export interface LogLine {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly stream: 'stdout' | 'stderr'
  /** Without the newline; `partial` when the program has not ended the line. */
  readonly bytes: Uint8Array
  readonly isPartial: boolean
}

/** Permission bits and owner of a file; root's, and as the umask has them, where left out. */
export interface FileOptions {
  readonly mode?: number
  readonly uid?: number
  readonly gid?: number
}

/** The node's own files as the kubelet prepares them: volumes, /etc/hosts, termination logs. */
export interface NodeFiles {
  makeDirectory(path: string, options?: { readonly mode?: number; readonly gid?: number }): void
  /** A file system of its own in memory or on disk, with a bound on its bytes. */
  mountScratch(path: string, options: { readonly medium: string; readonly limit?: number }): void
  writeFile(path: string, bytes: Uint8Array, options?: FileOptions): void
  symlink(target: string, path: string): void
  rename(from: string, to: string): void
  /** The last `max` bytes; null when there is no such file. */
  readTail(path: string, max: number): Uint8Array | null
  usedBytes(path: string): number
  /** Of the disk on which the node has its images, and its Pods their layers, logs and volumes. */
  space(): { readonly totalBytes: number; readonly freeBytes: number }
  exists(path: string): boolean
  removeAll(path: string): void
}
