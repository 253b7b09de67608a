import type { Clock, Ms } from '../clock/clock.ts'
import type { Random } from '../clock/random.ts'
import type { History } from '../history/history.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { dial } from '../network/dial.ts'
import type { Network } from '../network/network.ts'
import { createPair } from '../streams/pair.ts'
import type { Stream } from '../streams/stream.ts'
import { startAttach } from './attach.ts'
import { type Dialect, dialectOf, type RuntimeName } from './dialect.ts'
import { type ExecPlace, startExec } from './exec-session.ts'
import { closing } from './exec-stream.ts'
import type { Image, Registry } from './image.ts'
import { RUNTIME_LATENCIES, type RuntimeLatencies } from './latencies.ts'
import { Refusal } from './refusal.ts'
import type {
  DialOrigin,
  ExecMessage,
  ExecStream,
  LogLine,
  Runtime,
  RuntimeEvent,
  RuntimeVerb,
  RuntimeVerbs,
  StreamOptions,
} from './runtime.ts'
import { RuntimeState } from './runtime-state.ts'
import { type Handlers, handlersOf } from './verbs.ts'

export interface RuntimeOptions {
  readonly clock: Clock
  readonly history: History
  readonly random: Random
  /** The node's. */
  readonly kernel: Kernel
  readonly network: Network
  readonly registry: Registry
  /** The node's name. */
  readonly node: string
  /** Which one it is; absent: containerd. */
  readonly runtime?: RuntimeName
  readonly latencies?: RuntimeLatencies
  /** Images that the node has from the start. */
  readonly images?: readonly Image[]
}

/** A container runtime of one node, as it behaves behind the CRI. */
export function createRuntime(options: RuntimeOptions): Runtime {
  return new ContainerRuntime(options)
}

class ContainerRuntime implements Runtime {
  readonly isDeterministic = true
  readonly #options: RuntimeOptions
  readonly #latencies: RuntimeLatencies
  readonly #dialect: Dialect
  readonly #state: RuntimeState
  readonly #handlers: Handlers
  readonly #listeners: ((event: RuntimeEvent) => void)[] = []

  constructor(options: RuntimeOptions) {
    this.#options = options
    this.#latencies = options.latencies ?? RUNTIME_LATENCIES
    this.#state = new RuntimeState(options)
    this.#dialect = dialectOf(options.runtime ?? 'containerd')
    this.#handlers = handlersOf({
      ...options,
      latencies: this.#latencies,
      dialect: this.#dialect,
      state: this.#state,
      onExited: (container, { code, oom }) => {
        this.#emit({ kind: 'exited', container, code, oom })
      },
      onSandboxEnded: (sandbox) => {
        this.#emit({ kind: 'sandbox ended', sandbox })
      },
    })
  }

  request<Verb extends RuntimeVerb>(
    op: number,
    verb: Verb,
    args: RuntimeVerbs[Verb]['args'],
  ): void {
    this.#options.clock.after(this.#delayOf(verb), () => {
      try {
        this.#handlers[verb](args, (result) => {
          this.#emit({ kind: 'answer', op, result })
        })
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        this.#emit({ kind: 'refused', op, status: error.status })
      }
    })
  }

  onEvent(listener: (event: RuntimeEvent) => void): void {
    this.#listeners.push(listener)
  }

  exec(id: string, argv: readonly string[], options: StreamOptions): ExecStream {
    const container = this.#state.containers.get(id)
    if (container === undefined) return this.#refusedStream(id)
    return startExec(this.#execPlace(), { container, argv, options })
  }

  attach(id: string, options: StreamOptions): ExecStream {
    const container = this.#state.containers.get(id)
    if (container === undefined) return this.#refusedStream(id)
    return startAttach(this.#execPlace(), container, options)
  }

  dial(from: DialOrigin, host: string, port: number): Stream<Uint8Array, Uint8Array> {
    const { network, node, clock } = this.#options
    if (from === 'node') return dial(network.hostNamespace(node), { host, port })
    const sandbox = this.#state.sandboxes.get(from.sandbox)
    if (sandbox?.isReady === true) return dial(sandbox.network, { host, port })
    const [near, far] = createPair<Uint8Array, Uint8Array>(clock)
    far.cancel(`network namespace for sandbox "${from.sandbox}" is closed`)
    return near
  }

  logs(id: string, follow: boolean): Stream<never, LogLine> {
    const container = this.#state.containers.get(id)
    if (container !== undefined) return container.log.read(follow)
    const [near, far] = createPair<never, LogLine>(this.#options.clock)
    far.cancel(`an error occurred when try to find container "${id}": not found`)
    return near
  }

  #emit(event: RuntimeEvent): void {
    const { clock } = this.#options
    // Whoever brought it about, the kubelet takes it up in its own time.
    clock.onErrand(false, () =>
      clock.soon(() => {
        for (const listener of this.#listeners) listener(event)
      }),
    )
  }

  #delayOf(verb: RuntimeVerb): Ms {
    const { sandboxMs, createMs, startMs, resolveMs, otherMs } = this.#latencies
    switch (verb) {
      case 'runPodSandbox':
        return sandboxMs
      case 'createContainer':
        return createMs
      case 'startContainer':
        return startMs
      case 'pullImage':
        return resolveMs
      case 'stopPodSandbox':
      case 'removePodSandbox':
      case 'imageStatus':
      case 'stopContainer':
      case 'removeContainer':
      case 'updateContainer':
      case 'containerStats':
        return otherMs
    }
  }

  #execPlace(): ExecPlace {
    const { clock } = this.#options
    const id = this.#state.newId()
    return { clock, delayMs: this.#latencies.execMs, id, dialect: this.#dialect }
  }

  #refusedStream(id: string): ExecStream {
    const [near, far] = createPair<ExecMessage, ExecMessage>(this.#options.clock)
    const message = `failed to find container "${id}" in store: not found`
    closing(far, { kind: 'failure', message: `failed to exec in container: ${message}` })
    return near
  }
}
