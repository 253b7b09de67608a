import { kubeconfigFor } from '../../src/serve/kubeconfig.ts'
import { CHANGING_LINES, type Line } from './changing-lines.ts'
import { CREATE_LINES } from './create-lines.ts'
import { LATER_LINES } from './later-lines.ts'
import { type Compared, isSame, withoutKnown, withoutNumbers } from './comparison.ts'
import { MANIFESTS } from './manifests.ts'
import { OurMachine } from './our-machine.ts'
import { READING_LINES } from './reading-lines.ts'
import { RealMachine } from './real-kubectl.ts'
import { SET_LINES } from './set-lines.ts'
import { serveCluster, type ServedCluster } from './served-cluster.ts'

/** So long ago the cluster starts: real kubectl reckons ages from the machine's clock. */
const LEAD_MS = 3_600_000
/** Real kubectls that read at once. */
const AT_ONCE = 3
/** A second or a minute may have passed between the one and the other. */
const MOST_TRIES = 8

/** Runs the whole script through the kubectl given and through ours. */
export async function compareAll(kubectl: string): Promise<readonly Compared[]> {
  const pair = await Pair.start(kubectl)
  try {
    const changed: Compared[] = []
    for (const line of [...CHANGING_LINES, ...LATER_LINES, ...SET_LINES, ...CREATE_LINES])
      changed.push(...(await pair.change(line)))
    return [...changed, ...(await pair.readAll(READING_LINES))]
  } finally {
    await pair.stop()
  }
}

/** Two clusters with one seed, one history: the one that is served, and its twin. */
class Pair {
  readonly #served: ServedCluster
  readonly #twin: ServedCluster
  readonly #real: RealMachine
  readonly #ours: OurMachine
  readonly #ofTwin: OurMachine
  readonly #epochMs: number

  private constructor(kubectl: string, epochMs: number, clusters: readonly ServedCluster[]) {
    const [served, twin] = clusters
    if (served === undefined || twin === undefined) throw new Error('two clusters are compared')
    this.#epochMs = epochMs
    this.#served = served
    this.#twin = twin
    const config = kubeconfigFor({ server: served.url, token: undefined })
    const files = { ...MANIFESTS, '.kube/config': config }
    this.#real = new RealMachine(kubectl, files)
    this.#ours = new OurMachine(served.cluster, files)
    this.#ofTwin = new OurMachine(twin.cluster, files)
  }

  static async start(kubectl: string): Promise<Pair> {
    const epochMs = Math.floor(Date.now() / 1000) * 1000 - LEAD_MS
    const clusters = await Promise.all([serveCluster(epochMs), serveCluster(epochMs)])
    const pair = new Pair(kubectl, epochMs, clusters)
    await pair.#advanceBoth(10_000)
    return pair
  }

  async change(line: Line): Promise<readonly Compared[]> {
    if (typeof line === 'string') return [await this.#onBoth(line, { waits: false })]
    if ('waits' in line) return [await this.#onBoth(line.waits, { waits: true })]
    await this.#advanceBoth(line.seconds * 1000)
    return []
  }

  async readAll(commands: readonly string[]): Promise<readonly Compared[]> {
    const compared: Compared[] = []
    for (let at = 0; at < commands.length; at += AT_ONCE) {
      await this.#becomePresent()
      const several = commands.slice(at, at + AT_ONCE)
      compared.push(...(await Promise.all(several.map((command) => this.#read(command)))))
    }
    return compared
  }

  async stop(): Promise<void> {
    this.#real.remove()
    await this.#served.stop()
    await this.#twin.stop()
  }

  async #onBoth(command: string, { waits }: { readonly waits: boolean }): Promise<Compared> {
    const { clock } = this.#served.cluster
    const pass = () => void this.#served.advanceTo(clock.now + 1000)
    const real = await this.#real.run(command, waits ? pass : undefined)
    const ours = this.#ofTwin.run(command, { waits })
    await this.#advanceBoth(0)
    return { command, real: withoutNumbers(real), ours: withoutNumbers(ours) }
  }

  /** On by so much from the later of the two, to a whole second. */
  async #advanceBoth(ms: number): Promise<void> {
    const both = [this.#served, this.#twin]
    const latest = Math.max(...both.map(({ cluster }) => cluster.clock.now))
    const time = Math.ceil((latest + ms) / 1000) * 1000
    for (const each of both) await each.advanceTo(time)
  }

  #becomePresent(): Promise<void> {
    return this.#served.advanceTo(Date.now() - this.#epochMs)
  }

  async #read(command: string): Promise<Compared> {
    for (let tries = 1; ; tries++) {
      const real = await this.#real.run(command)
      // It has looked at the machine's clock just now.
      await this.#becomePresent()
      const ours = this.#ours.run(command, { waits: false })
      const compared = withoutKnown({ command, real, ours })
      if (isSame(compared.real, compared.ours) || tries === MOST_TRIES)
        return { command, real, ours }
    }
  }
}
