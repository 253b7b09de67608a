import {
  type ApiServer,
  type Bench,
  benchWith,
  createApiServer,
  EPOCH_MS,
  type ImageFile,
  type Launch,
  launchOn,
  type NodeConnection,
  type Outcome,
  type Program,
  Random,
  runOn,
} from '#engine'
import { createKubectl } from './kubectl.ts'

/** A machine with kubectl on it and an API server that it can reach. For tests. */
export interface KubectlBench extends Bench {
  readonly server: ApiServer
  /** Runs one line to its end; words are split at blanks. */
  kubectl(line: string, how?: Launch): Outcome
  /** What it printed, both outputs together with the errors last. */
  prints(line: string, how?: Launch): string
  launch(line: string, how?: Launch): ReturnType<typeof launchOn>
}

const KUBECONFIG = `apiVersion: v1
clusters:
- cluster:
    server: https://127.0.0.1:6443
  name: glasspod
contexts:
- context:
    cluster: glasspod
    user: kubernetes-admin
  name: kubernetes-admin@glasspod
current-context: kubernetes-admin@glasspod
kind: Config
preferences: {}
users:
- name: kubernetes-admin
  user: {}
`

export interface BenchOptions {
  /** Files on the machine, by absolute path. */
  readonly files?: Readonly<Record<string, string>>
  readonly node?: NodeConnection
  /** Other programs on the machine, by absolute path. */
  readonly programs?: Readonly<Record<string, Program>>
}

export function kubectlBench(options: BenchOptions = {}): KubectlBench {
  const { files = {}, node, programs = {} } = options
  const texts: Record<string, ImageFile> = { '/root/.kube/config': { text: KUBECONFIG } }
  for (const [path, text] of Object.entries(files)) texts[path] = { text }
  for (const [path, program] of Object.entries(programs))
    texts[path] = { program, size: 1, mode: 0o755 }
  const bench = benchWith(texts)
  const { clock, history } = bench
  const server = createApiServer({
    clock,
    history,
    random: new Random(2),
    epochMs: EPOCH_MS,
    connectionTo: () => node,
  })
  const program = createKubectl({ transport: server })
  const launchOf = (line: string, how: Launch): Launch => ({
    argv: ['kubectl', ...line.split(' ').filter((word) => word !== '')],
    env: { HOME: '/root', TERM: 'xterm' },
    cwd: '/root',
    ...how,
  })
  const kubectl = (line: string, how: Launch = {}) => runOn(bench, program, launchOf(line, how))
  return {
    ...bench,
    server,
    kubectl,
    prints: (line, how) => {
      const { stdout, stderr } = kubectl(line, how)
      return stdout + stderr
    },
    launch: (line, how = {}) => launchOn(bench, program, launchOf(line, how)),
  }
}
