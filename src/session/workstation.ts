import {
  type ApiTransport,
  type Clock,
  createKernel,
  type History,
  type ImageFile,
  type Kernel,
  type OpenFile,
  type ProcessExit,
  type Random,
  type SocketProvider,
  type TerminalMaster,
} from '#engine'
import { workstationTools } from '#images'
import { createKubectl } from '#kubectl'

export interface WorkstationOptions {
  readonly clock: Clock
  readonly history: History
  readonly random: Random
  readonly epochMs: number
  readonly network?: SocketProvider
  /** Where its kubectl asks. */
  readonly transport: ApiTransport
}

export const HOME = '/home/learner'
export const LEARNER = 1000

const ENVIRONMENT: ReadonlyMap<string, string> = new Map([
  ['HOME', HOME],
  ['PATH', '/usr/local/bin:/usr/bin:/bin'],
  ['USER', 'learner'],
  ['LOGNAME', 'learner'],
  ['SHELL', '/bin/bash'],
  ['TERM', 'xterm-256color'],
  ['LANG', 'en_US.UTF-8'],
  ['PS1', '$ '],
])

/** The machine at which the learner sits: beside the cluster, not in it. */
export class Workstation {
  readonly kernel: Kernel
  readonly env = ENVIRONMENT

  constructor(options: WorkstationOptions) {
    this.kernel = createKernel({
      ...options,
      name: 'workstation',
      files: filesFor(options.transport),
      processLimit: 512,
    })
  }

  /** A shell on a terminal, as in a window: a login that ends is followed by a new one. */
  openTerminal(): TerminalMaster {
    const terminal = this.kernel.createTerminal()
    this.#login(terminal)
    return terminal
  }

  /** Runs a command line without a terminal. */
  run(
    command: string,
    stdio: readonly [stdin: OpenFile, stdout: OpenFile, stderr: OpenFile],
    onExit: (exit: ProcessExit) => void,
  ): void {
    this.kernel.start({ ...this.#start(['bash', '-c', command]), stdio, onExit })
  }

  #login(terminal: TerminalMaster): void {
    this.kernel.start({
      // The line is edited at the screen, and comes in whole.
      ...this.#start(['bash', '--noediting']),
      stdio: [terminal.open(), terminal.open(), terminal.open()],
      terminal,
      onExit: () => {
        this.#login(terminal)
      },
    })
  }

  #start(argv: readonly string[]) {
    return {
      executable: { path: '/bin/bash' },
      argv,
      env: this.env,
      cwd: HOME,
      credentials: {
        uid: LEARNER,
        gid: LEARNER,
        groups: [LEARNER],
        capabilities: new Set<string>(),
      },
      surroundings: this.kernel.host,
    }
  }
}

function filesFor(transport: ApiTransport): ReadonlyMap<string, ImageFile> {
  const mine = { uid: LEARNER, gid: LEARNER }
  const kubectl = { program: createKubectl({ transport }), size: 58_000_000, mode: 0o755 }
  return new Map<string, ImageFile>([
    ...workstationTools,
    ['/usr/local/bin/kubectl', kubectl],
    ['/etc/passwd', { text: PASSWD }],
    ['/etc/group', { text: 'root:x:0:\nlearner:x:1000:\n' }],
    ['/etc/hostname', { text: 'workstation\n' }],
    ['/etc/hosts', { text: '127.0.0.1\tlocalhost\n127.0.1.1\tworkstation\n' }],
    [HOME, { directory: true, mode: 0o755, ...mine }],
    [`${HOME}/.kube`, { directory: true, mode: 0o750, ...mine }],
    [`${HOME}/.kube/config`, { text: KUBECONFIG, mode: 0o600, ...mine }],
  ])
}

const PASSWD = `root:x:0:0:root:/root:/bin/bash
learner:x:${LEARNER}:${LEARNER}::${HOME}:/bin/bash
`

const KUBECONFIG = `apiVersion: v1
kind: Config
clusters:
- name: glasspod
  cluster:
    server: https://172.18.0.2:6443
contexts:
- name: glasspod
  context:
    cluster: glasspod
    user: learner
current-context: glasspod
users:
- name: learner
  user: {}
`
