import { type ApiTransport, type Process, type Run, write } from '#engine'
import type { Api } from './api/api.ts'
import { discover, type ResourceMapping } from './api/discovery.ts'
import type { FlagValues } from './flags/flag.ts'
import type { GLOBAL_FLAGS } from './flags/global-flags.ts'
import type { Kubeconfig } from './kubeconfig.ts'

/** What lives longer than one run: the connection, and what is known of the server. */
export interface Cluster {
  readonly transport: ApiTransport
  /** Kept as kubectl keeps ~/.kube/cache; undefined until first asked for. */
  resources: readonly ResourceMapping[] | undefined
}

/** All that a verb has at hand. */
export interface Cli {
  readonly process: Process
  /** `kubectl get`, for messages. */
  readonly commandPath: string
  readonly api: Api
  readonly cluster: Cluster
  readonly globals: FlagValues<typeof GLOBAL_FLAGS>
  readonly config: Kubeconfig
  /** Of the flag, or of the current context, or `default`. */
  readonly namespace: string
  /** True when --namespace was given: manifests that say otherwise are refused. */
  readonly isNamespaceForced: boolean
}

export function* out(cli: Cli, text: string): Run<void> {
  yield* write(cli.process, 1, text)
}

export function* err(cli: Cli, text: string): Run<void> {
  yield* write(cli.process, 2, text)
}

/** What resources the server has; asked for once. */
export function* resourcesOf(cli: Cli): Run<readonly ResourceMapping[]> {
  cli.cluster.resources ??= yield* discover(cli.api)
  return cli.cluster.resources
}
