import {
  ALL_CAPABILITIES,
  capture,
  Clock,
  createKernel,
  EPOCH_MS,
  History,
  type ImageFile,
  type Kernel,
  Network,
  type Program,
  Random,
} from '#engine'

/** What every machine with a network has; the kubelet writes it for a Pod. */
const ETC: Readonly<Record<string, ImageFile>> = {
  '/etc/hosts': { text: '127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n' },
  '/etc/resolv.conf': { text: 'nameserver 10.96.0.10\n' },
}

export interface Lab {
  readonly clock: Clock
  readonly history: History
  readonly kernel: Kernel
  readonly network: Network
  /** Starts a program; nothing runs before time does. */
  start(program: Program, how?: Start): Started
  /** Starts it and lets time pass until it has ended, a minute at most. */
  run(program: Program, how?: Start): Ended
}

export interface Start {
  readonly argv?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly stdin?: string
}

export interface Started {
  readonly stdout: () => string
  readonly stderr: () => string
  readonly code: () => number | undefined
  readonly signal: Kernel['signal'] extends (pid: number, signal: infer Name) => void
    ? (signal: Name) => void
    : never
}

export interface Ended {
  readonly stdout: string
  readonly stderr: string
  readonly code: number | undefined
}

/** One machine with a network of its own, 10.244.1.1 among its addresses. */
export function lab(files: Readonly<Record<string, ImageFile>> = {}, name = 'node1'): Lab {
  const clock = new Clock()
  const history = new History(clock)
  const random = new Random(1)
  const network = new Network({ clock, history, random })
  const options = { name, cidr: '172.18.0.2/16', podCIDR: '10.244.1.0/24' }
  const kernel = createKernel({
    name,
    clock,
    history,
    random,
    epochMs: EPOCH_MS,
    files: new Map(Object.entries({ ...ETC, ...files })),
    network: network.addHost(options),
  })
  const start = (program: Program, how: Start = {}): Started => launch(kernel, program, how)
  const run = (program: Program, how: Start = {}): Ended => {
    const started = start(program, how)
    clock.advanceBy(60_000, { isEnough: () => started.code() !== undefined })
    return { stdout: started.stdout(), stderr: started.stderr(), code: started.code() }
  }
  return { clock, history, kernel, network, start, run }
}

function launch(kernel: Kernel, program: Program, how: Start): Started {
  const [stdout, stderr] = [capture(kernel), capture(kernel)]
  const { reader, writer } = kernel.createPipe()
  writer.tryWrite(new TextEncoder().encode(how.stdin ?? ''))
  writer.close()
  let code: number | undefined
  const process = kernel.start({
    executable: { program },
    argv: how.argv ?? ['program'],
    env: Object.entries(how.env ?? {}),
    cwd: '/',
    credentials: { uid: 0, gid: 0, groups: [], capabilities: ALL_CAPABILITIES },
    surroundings: kernel.host,
    stdio: [reader, stdout.file, stderr.file],
    onExit: (exit) => {
      code = exit.code
    },
  })
  return {
    stdout: stdout.text,
    stderr: stderr.text,
    code: () => code,
    signal: (signal) => {
      process.signal(signal)
    },
  }
}
