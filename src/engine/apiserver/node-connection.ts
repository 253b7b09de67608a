import type { FailureStatus } from '../api/status.ts'
import type { Usage } from '../kernel/accounting.ts'
import type { ExecStream, StreamOptions } from '../runtime/runtime.ts'
import type { Stream } from '../streams/stream.ts'

export interface LogOptions {
  readonly follow: boolean
  readonly previous: boolean
  readonly timestamps: boolean
  readonly tailLines?: number
  readonly sinceSeconds?: number
  readonly sinceTime?: string
  readonly limitBytes?: number
}

export interface PodContainer {
  readonly namespace: string
  readonly pod: string
  readonly uid: string
  readonly container: string
}

/** The kubelet's own server (port 10250), to which the API server hands log, exec and the like. */
export interface NodeConnection {
  logs(of: PodContainer, options: LogOptions): Stream<never, Uint8Array> | FailureStatus
  exec(
    of: PodContainer,
    argv: readonly string[],
    options: StreamOptions,
  ): ExecStream | FailureStatus
  attach(of: PodContainer, options: StreamOptions): ExecStream | FailureStatus
  portForward(of: PodContainer, port: number): Stream<Uint8Array, Uint8Array> | FailureStatus
  /** What a container instance of that id uses, or the whole node; undefined without such a one. */
  usageOf(which: { readonly container: string } | 'machine'): Usage | undefined
}
