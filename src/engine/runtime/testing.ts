import { Clock } from '../clock/clock.ts'
import { Random } from '../clock/random.ts'
import { History } from '../history/history.ts'
import { createKernel, type Kernel } from '../kernel/kernel.ts'
import { EPOCH_MS } from '../kernel/testing.ts'
import { Network } from '../network/network.ts'
import { createRuntime } from './create-runtime.ts'
import type { RuntimeName } from './dialect.ts'
import type { Image, ImageConfig, ImageFile } from './image.ts'
import type {
  ContainerConfig,
  ExecStream,
  Runtime,
  RuntimeEvent,
  RuntimeVerb,
  RuntimeVerbs,
  SandboxConfig,
  StreamOptions,
} from './runtime.ts'

/** For tests: one node with a runtime, and a caller that knows how to wait for answers. */
export interface RuntimeBench {
  readonly clock: Clock
  readonly history: History
  readonly kernel: Kernel
  readonly network: Network
  readonly runtime: Runtime
  /** Everything that the runtime has told so far, with the simulated time. */
  readonly events: readonly (RuntimeEvent & { readonly at: number })[]
  /** Asks and lets time pass until the answer has come; the message of a refusal is thrown. */
  ask<Verb extends RuntimeVerb>(
    verb: Verb,
    args: RuntimeVerbs[Verb]['args'],
  ): RuntimeVerbs[Verb]['result']
  /** A sandbox as most Pods have it; gives its id. */
  sandbox(config?: Partial<SandboxConfig>): string
  /** A container that has been pulled, created and started; gives its id. */
  run(config: Partial<ContainerConfig> & Pick<ContainerConfig, 'sandbox' | 'image'>): string
  /** Runs a command to its end; input is sent whole and then closed. */
  exec(container: string, argv: readonly string[], how?: ExecHow): ExecOutcome
  /** The log so far: stream, text, and a star where the line is not finished. */
  logOf(container: string): readonly string[]
}

export interface ExecHow extends Partial<StreamOptions> {
  readonly input?: string
}

export interface ExecOutcome {
  readonly stdout: string
  readonly stderr: string
  /** What came on channel 3; undefined as long as it is not over. */
  readonly status: unknown
}

export function imageOf(
  name: string,
  config: ImageConfig,
  files: Readonly<Record<string, ImageFile>>,
): Image {
  const [repository = '', tag = 'latest'] = name.split(':')
  return {
    repository: `docker.io/library/${repository}`,
    tags: [tag],
    digest: `sha256:${'0'.repeat(64)}`,
    sizeBytes: 4_000_000,
    config,
    files: new Map(Object.entries(files)),
  }
}

export function runtimeBench(
  images: readonly Image[],
  wrap: (runtime: Runtime, clock: Clock) => Runtime = (it) => it,
  name: RuntimeName = 'containerd',
): RuntimeBench {
  const clock = new Clock()
  const history = new History(clock)
  const random = new Random(1)
  const network = new Network({ clock, history, random })
  const host = { name: 'node1', cidr: '172.18.0.2/16', podCIDR: '10.244.1.0/24' }
  const kernel = createKernel({
    name: 'node1',
    clock,
    history,
    random,
    epochMs: EPOCH_MS,
    network: network.addHost(host),
  })
  const made = createRuntime({
    clock,
    history,
    random,
    kernel,
    network,
    registry: { images },
    node: 'node1',
    runtime: name,
  })
  return new Bench({ clock, history, kernel, network, runtime: wrap(made, clock) })
}

type Parts = Pick<RuntimeBench, 'clock' | 'history' | 'kernel' | 'network' | 'runtime'>

class Bench implements RuntimeBench {
  readonly clock: Clock
  readonly history: History
  readonly kernel: Kernel
  readonly network: Network
  readonly runtime: Runtime
  readonly events: (RuntimeEvent & { readonly at: number })[] = []
  #lastOp = 0

  constructor(parts: Parts) {
    this.clock = parts.clock
    this.history = parts.history
    this.kernel = parts.kernel
    this.network = parts.network
    this.runtime = parts.runtime
    this.runtime.onEvent((event) => {
      this.events.push({ ...event, at: this.clock.now })
    })
  }

  ask<Verb extends RuntimeVerb>(
    verb: Verb,
    args: RuntimeVerbs[Verb]['args'],
  ): RuntimeVerbs[Verb]['result'] {
    const op = ++this.#lastOp
    this.runtime.request(op, verb, args)
    const isOurs = (it: RuntimeEvent): boolean => 'op' in it && it.op === op
    this.clock.advanceBy(120_000, { isEnough: () => this.events.some(isOurs) })
    const event = this.events.find(isOurs)
    if (event?.kind === 'answer') return event.result
    throw new Error(event?.kind === 'refused' ? event.status.message : `no answer to ${verb}`)
  }

  sandbox(config: Partial<SandboxConfig> = {}): string {
    return this.ask('runPodSandbox', { ...SANDBOX, ...config }).sandbox
  }

  run(config: Partial<ContainerConfig> & Pick<ContainerConfig, 'sandbox' | 'image'>): string {
    this.ask('pullImage', { image: config.image })
    const { container } = this.ask('createContainer', { ...CONTAINER, ...config })
    this.ask('startContainer', { container })
    return container
  }

  exec(container: string, argv: readonly string[], how: ExecHow = {}): ExecOutcome {
    const { input, ...options } = how
    const given = { stdin: input !== undefined, stdout: true, stderr: true, tty: false }
    const stream = this.runtime.exec(container, argv, { ...given, ...options })
    const heard = listenTo(stream)
    if (input !== undefined) {
      stream.send({ kind: 'channel', channel: 0, bytes: new TextEncoder().encode(input) })
      stream.send({ kind: 'channel', channel: 255, bytes: Uint8Array.of(0) })
    }
    this.clock.advanceBy(60_000, { isEnough: () => heard().status !== undefined })
    return heard()
  }

  logOf(container: string): readonly string[] {
    const lines: string[] = []
    this.runtime.logs(container, true).listen({
      message: ({ stream, bytes, isPartial }) =>
        lines.push(`${stream} ${new TextDecoder().decode(bytes)}${isPartial ? '*' : ''}`),
      end: () => lines.push('(end)'),
    })
    this.clock.advanceBy(0)
    return lines
  }
}

/** Keeps what a stream says; read it by calling what is given back. */
export function listenTo(stream: ExecStream): () => ExecOutcome {
  const channels = ['', '', '', '']
  stream.listen({
    message: ({ channel, bytes }) => {
      channels[channel] = (channels[channel] ?? '') + new TextDecoder().decode(bytes)
    },
    end: () => undefined,
  })
  return () => {
    const [, stdout = '', stderr = '', status = ''] = channels
    return { stdout, stderr, status: status === '' ? undefined : JSON.parse(status) }
  }
}

const SANDBOX: SandboxConfig = {
  podUid: 'uid-1',
  podName: 'web',
  podNamespace: 'default',
  attempt: 0,
  hostname: 'web',
  hostNetwork: false,
  hostPID: false,
  shareProcessNamespace: false,
  dns: { servers: ['10.96.0.10'], searches: ['svc.cluster.local'], options: ['ndots:5'] },
  portMappings: [],
  sysctls: [],
}

const CONTAINER: Omit<ContainerConfig, 'sandbox' | 'image'> = {
  name: 'main',
  attempt: 0,
  command: [],
  args: [],
  env: [],
  mounts: [],
  stdin: false,
  stdinOnce: false,
  tty: false,
  supplementalGroups: [],
  addCapabilities: [],
  dropCapabilities: [],
  privileged: false,
  readOnlyRootFilesystem: false,
}
