import {
  type Cause,
  type Cluster,
  createCluster,
  createNodeFiles,
  type Fact,
  type Input,
  type LoggedInput,
  type Ms,
  type Seq,
  type TerminalMaster,
  type World,
} from '#engine'
import { registry } from '#images'
import type { GoalState, Lesson, Step } from '#lesson'
import { completeAt } from './complete.ts'
import { judgeStep } from './goals.ts'
import { Prompt } from './prompt.ts'
import { type Snapshot, snapshotOf } from './snapshot.ts'
import { HOME, LEARNER, Workstation } from './workstation.ts'

export interface SessionOptions {
  readonly lesson: Lesson
  /** Absent: the lesson's own. */
  readonly seed?: number
  /** Real milliseconds that have passed, for budgets only; nothing in the history depends on it. */
  readonly stopwatch: () => number
  /** How much memory the history may hold, in bytes; absent: 32 MiB. */
  readonly historyBytes?: number
}

/** The recording of a session: enough to have it all again. */
export interface Recording {
  readonly lesson: string
  readonly seed: number
  readonly inputs: readonly LoggedInput[]
}

/** What an advance came to. */
export interface Elapsed {
  readonly now: Ms
  readonly seq: Seq
  /**
   * `budget`: the processor time was used up before the simulated time was reached. `part`: time
   * stands still until a part that somebody needs is here; it is on its way.
   */
  readonly held: 'no' | 'budget' | 'part'
}

/** 2026-08-26T08:00:00Z: when every session begins. */
const EPOCH_MS = 1787731200000
const TERMINAL = 'main'
const HELD = { there: 'no', stopped: 'budget', lacking: 'part' } as const

/** One learner in one lesson: a cluster, a workstation beside it, files, and goals. */
export class Session {
  readonly options: SessionOptions
  readonly cluster: Cluster
  readonly prompt: Prompt
  /** The learner's machine. */
  readonly workstation: Workstation
  readonly #terminal: TerminalMaster
  readonly #listeners = new Set<() => void>()
  readonly #screen = new Set<(text: string) => void>()
  #written = ''
  #snapshot: Snapshot | undefined
  #standby: Session | undefined

  constructor(options: SessionOptions) {
    this.options = options
    this.cluster = createCluster({
      seed: options.seed ?? options.lesson.seed,
      epochMs: EPOCH_MS,
      nodes: 2,
      registry,
      injections: options.lesson.injections ?? [],
      runtimes: options.lesson.runtimes ?? [],
      ...(options.historyBytes === undefined ? {} : { historyBytes: options.historyBytes }),
    })
    const { clock, history, random, network, api: transport } = this.cluster
    const host = network.addHost({ name: 'workstation', cidr: '172.18.0.9/16' })
    this.workstation = new Workstation({
      ...{ clock, history, random, transport, epochMs: EPOCH_MS, network: host },
    })
    this.#terminal = this.workstation.openTerminal()
    this.prompt = this.#connectPrompt()
    this.#takeInputs()
    this.#connectTerminal()
    for (const { path, text } of options.lesson.start) this.setFile(path, text)
  }

  get now(): Ms {
    return this.cluster.clock.now
  }

  /** Whatever comes in from outside comes in here. */
  input(input: Input): void {
    this.cluster.inputs.take(input)
    this.#changed()
  }

  /** Saves one of the lesson's files, as the editor does. */
  setFile(path: string, text: string): void {
    this.input({ kind: 'file', path, text })
  }

  /** Keys as the learner presses them, in the bytes that a terminal sends. */
  type(text: string): void {
    this.prompt.type(text)
    this.#changed()
  }

  resize(cols: number, rows: number): void {
    this.prompt.resize(cols)
    this.input({ kind: 'resize', terminal: TERMINAL, cols, rows })
  }

  /** What is painted from now on; what was written before is painted at once. */
  onScreen(paint: (text: string) => void): () => void {
    this.#screen.add(paint)
    paint(this.#written)
    return () => this.#screen.delete(paint)
  }

  /** Lets simulated time pass, for at most `cpuBudgetMs` of real time. */
  elapse(ms: Ms, cpuBudgetMs = Infinity): Elapsed {
    const { clock } = this.cluster
    const { stopwatch } = this.options
    const end = stopwatch() + cpuBudgetMs
    const done = clock.advanceBy(ms, { isEnough: () => stopwatch() >= end })
    this.#changed()
    return { now: clock.now, seq: clock.seq, held: HELD[done] }
  }

  /** On to the next thing worth seeing; at most a minute. */
  step(): Elapsed {
    const { clock, history } = this.cluster
    const start = clock.seq
    let seen = start
    const isEnough = (): boolean => {
      const facts = history.between(seen, clock.seq)
      seen = clock.seq
      return facts.some(isWorthSeeing)
    }
    const done = clock.advanceBy(60_000, { isEnough })
    this.#changed()
    return { now: clock.now, seq: clock.seq, held: done === 'lacking' ? 'part' : 'no' }
  }

  snapshot(): Snapshot {
    this.#snapshot ??= snapshotOf(this.cluster)
    return this.#snapshot
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /**
   * How the goals of one step stand now; undefined while that needs a part that is on its way.
   * Asking changes nothing.
   */
  goals(step: Step): readonly GoalState[] | undefined {
    return judgeStep(this, step)
  }

  recording(): Recording {
    const { lesson, seed } = this.options
    return { lesson: lesson.id, seed: seed ?? lesson.seed, inputs: this.cluster.inputs.log }
  }

  /** What could be seen at a past moment; what is no longer kept is derived again, by replay. */
  at(seq: Seq): World {
    const world = this.cluster.at(seq)
    return world === 'compacted' ? this.#standbyAt(seq).cluster.observer.world() : world
  }

  /** A fact, what caused it, and so on, back to an input or the start; dropped ones come again. */
  why(seq: Seq): readonly Fact[] {
    const chain: Fact[] = []
    for (let next: Cause = seq; next !== null; next = chain.at(-1)?.cause ?? null) {
      const { history } =
        next > this.cluster.history.horizon ? this.cluster : this.#standbyAt(next).cluster
      const more = history.why(next)
      if (more.length === 0) break
      chain.push(...more)
    }
    return chain
  }

  /** Another session with the same history, up to a number of the sequence or up to now. */
  fork(until?: Seq): Session {
    const { clock, inputs } = this.cluster
    const fork = new Session(this.options)
    fork.cluster.inputs.replay(inputs.log.slice(fork.cluster.inputs.log.length), until)
    if (until === undefined) fork.cluster.clock.advanceTo(clock.now, { untilSeq: clock.seq })
    else fork.cluster.clock.advanceTo(clock.now, { untilSeq: until })
    return fork
  }

  /** A replay that stands there; the last one is kept, since looking back is often looked on. */
  #standbyAt(seq: Seq): Session {
    if (this.#standby?.cluster.clock.seq !== seq) this.#standby = this.fork(seq)
    return this.#standby
  }

  #connectPrompt(): Prompt {
    const terminal = this.#terminal
    const encoder = new TextEncoder()
    const send = (kind: 'line' | 'keys') => (text: string) => {
      this.cluster.inputs.take({ kind, terminal: TERMINAL, bytes: encoder.encode(text) })
    }
    return new Prompt(
      {
        takesLines: () => terminal.modes.icanon,
        line: send('line'),
        keys: send('keys'),
        complete: (before) => {
          const { workstation, cluster } = this
          return completeAt({ workstation, cluster, cwd: HOME }, before)
        },
      },
      (text) => {
        this.#paint(text)
      },
    )
  }

  #takeInputs(): void {
    const { inputs } = this.cluster
    const terminal = this.#terminal
    const files = createNodeFiles(this.workstation.kernel)
    inputs.on('line', ({ bytes }) => {
      terminal.input(bytes)
    })
    inputs.on('keys', ({ bytes }) => {
      terminal.input(bytes)
    })
    inputs.on('resize', ({ cols, rows }) => {
      terminal.resize({ cols, rows })
    })
    inputs.on('file', ({ path, text }) => {
      const bytes = new TextEncoder().encode(text)
      files.writeFile(`${HOME}/${path}`, bytes, { uid: LEARNER, gid: LEARNER, mode: 0o644 })
    })
  }

  #connectTerminal(): void {
    const decoder = new TextDecoder()
    this.#terminal.onOutput((bytes) => {
      const text = decoder.decode(bytes, { stream: true })
      this.cluster.history.record('terminal.wrote', TERMINAL, { text })
      this.prompt.write(text)
    })
  }

  #paint(text: string): void {
    this.#written += text
    for (const paint of this.#screen) paint(text)
  }

  #changed(): void {
    this.#snapshot = undefined
    for (const listener of this.#listeners) listener()
  }
}

/** Heartbeats, and the inner life of programs, are not. */
function isWorthSeeing(fact: Fact): boolean {
  switch (fact.kind) {
    case 'object.added':
    case 'object.modified':
    case 'object.deleted':
      return !/^(leases|nodes)\//.test(fact.subject)
    case 'process.started':
    case 'process.became':
    case 'process.reaped':
    case 'file.changed':
    case 'kubelet.planned':
      return false
    default:
      return true
  }
}
