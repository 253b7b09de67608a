import {
  type Cluster,
  collectOutput,
  createKernel,
  type ImageFile,
  type Kernel,
  noInput,
  Random,
} from '../../src/engine/index.ts'
import { workstationTools } from '../../src/images/index.ts'
import { createKubectl } from '../../src/kubectl/index.ts'
import { type Outcome, withoutLog } from './outcome.ts'

const HOME = '/home/learner'
const ENV = new Map([
  ['HOME', HOME],
  ['PATH', '/usr/local/bin:/usr/bin:/bin'],
  ['TERM', 'dumb'],
  ['TZ', 'UTC'],
])

/** A machine of the engine with our kubectl on its path, beside a cluster. */
export class OurMachine {
  readonly #cluster: Cluster
  readonly #kernel: Kernel

  constructor(cluster: Cluster, files: Readonly<Record<string, string>>) {
    const { clock, history, options, api: transport } = cluster
    this.#cluster = cluster
    const all = new Map<string, ImageFile>([
      ...workstationTools,
      ['/usr/local/bin/kubectl', { program: createKubectl({ transport }), size: 1, mode: 0o755 }],
    ])
    for (const [path, text] of Object.entries(files)) all.set(`${HOME}/${path}`, { text })
    this.#kernel = createKernel({
      ...{ clock, history, files: all, name: 'workstation', processLimit: 512 },
      ...{ random: new Random(7), epochMs: options.epochMs },
    })
  }

  /** Runs a line in a shell. Time that is held goes on only for lines that wait for it. */
  run(line: string, { waits }: { readonly waits: boolean }): Outcome {
    const { clock } = this.#cluster
    let code: number | null = null
    const stdout = collectOutput(this.#kernel)
    const stderr = collectOutput(this.#kernel)
    const isOver = () => code !== null
    clock.onErrand(true, () => {
      this.#kernel.start({
        ...{ executable: { path: '/bin/bash' }, argv: ['bash', '-c', line], env: ENV, cwd: HOME },
        ...{ stdio: [noInput(this.#kernel), stdout.file, stderr.file] },
        credentials: { uid: 0, gid: 0, groups: [0], capabilities: new Set<string>() },
        surroundings: this.#kernel.host,
        onExit: (exit) => (code = exit.code),
      })
    })
    while (!isOver() && clock.step());
    if (waits && !isOver()) {
      clock.hold(false)
      clock.advanceBy(PATIENCE_MS, { isEnough: isOver })
      clock.hold(true)
    }
    return { stdout: stdout.text(), stderr: withoutLog(stderr.text()), code }
  }
}

const PATIENCE_MS = 120_000
