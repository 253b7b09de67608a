import type { Clock } from '../clock/clock.ts'
import type { History } from '../history/history.ts'
import type { Cgroup } from '../kernel/cgroup.ts'
import type { ContainerFiles } from '../kernel/container-files.ts'
import { SystemError } from '../kernel/errno.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { PidNamespace } from '../kernel/pid-namespace.ts'
import type { Credentials } from '../kernel/process.ts'
import type { SignalName } from '../kernel/signals.ts'
import type { ProcessExit, StartedProcess } from '../kernel/start.ts'
import { boundingSet } from './capabilities.ts'
import { mountAll, mountsFor } from './container-mounts.ts'
import { ContainerLog } from './container-log.ts'
import { goMessage } from './find-executable.ts'
import type { Image } from './image.ts'
import { executablePath, launch, LaunchFailure, type LaunchPlace } from './launch.ts'
import { createIo, type OutputName, type ProcessIo } from './process-io.ts'
import type { ProcessSpec } from './process-spec.ts'
import type { ContainerConfig } from './runtime.ts'
import type { Sandbox } from './sandbox.ts'
import { parseSignal } from './signal-names.ts'

export interface ContainerPlace {
  readonly kernel: Kernel
  readonly clock: Clock
  readonly history: History
}

export interface ContainerMade {
  readonly id: string
  readonly config: ContainerConfig
  readonly image: Image
  readonly sandbox: Sandbox
  readonly files: ContainerFiles
  readonly cgroup: Cgroup
  readonly pidNamespace: PidNamespace
  readonly spec: ProcessSpec
  readonly credentials: Credentials
}

export interface ContainerExit {
  readonly code: number
  readonly signal?: SignalName
  readonly oom: boolean
}

/** The exit code of a container that could not be started: StartError. */
const START_ERROR = 128

/** One container instance: made, started once, ended once. */
export class Container {
  readonly made: ContainerMade
  readonly log: ContainerLog
  readonly #place: ContainerPlace
  readonly #outputs = new Set<(name: OutputName, bytes: Uint8Array) => void>()
  readonly #exits: ((exit: ContainerExit) => void)[] = []
  #io: ProcessIo | null = null
  #process: StartedProcess | null = null
  #exit: ContainerExit | null = null
  #wasAskedToStop = false
  #isMounted = false

  constructor(place: ContainerPlace, made: ContainerMade) {
    const { clock, history, kernel } = place
    this.#place = place
    this.made = made
    const wallClock = (): number => kernel.machine.wallClock
    this.log = new ContainerLog({ clock, history, container: made.id, wallClock })
  }

  get id(): string {
    return this.made.id
  }

  get state(): 'created' | 'running' | 'exited' {
    if (this.#exit !== null) return 'exited'
    return this.#process === null ? 'created' : 'running'
  }

  get exit(): ContainerExit | null {
    return this.#exit
  }

  /** The standard streams of its first process, for whoever attaches. */
  get io(): ProcessIo | null {
    return this.#io
  }

  /** Where processes that join it run. */
  get place(): LaunchPlace {
    const { files, pidNamespace, credentials, spec } = this.made
    const { kernel } = this.#place
    return { kernel, files, pidNamespace, credentials, cwd: spec.cwd, env: spec.env }
  }

  /** Mounts what it has and looks for its command: throws a LaunchFailure where that is not there. */
  prepare(): void {
    const { spec } = this.made
    this.#mount()
    executablePath(this.place, spec.argv[0] ?? '')
  }

  /** Throws a LaunchFailure when there is nothing that could be started. */
  start(): void {
    const { files, config, spec } = this.made
    this.#mount()
    const { kernel, history } = this.#place
    const { stdin, tty } = config
    const output = (name: OutputName, bytes: Uint8Array): void => {
      this.log.write(name, bytes)
      for (const listener of this.#outputs) listener(name, bytes)
    }
    const io = createIo({ kernel, files, stdin, tty, output })
    this.#io = io
    const process = launch(this.place, {
      argv: spec.argv,
      io,
      onExit: (exit) => {
        this.#end(exit)
      },
    })
    this.#process = process
    history.record('container.started', this.id, { hostPid: process.hostPid })
  }

  #mount(): void {
    if (this.#isMounted) return
    this.#isMounted = true
    const { files, sandbox, config, spec } = this.made
    mountAll(files, mountsFor(sandbox, config.mounts))
    makeDirectory(files, spec.cwd)
  }

  /** Nothing of it ever ran: it counts as ended, with 128. */
  failToStart(): void {
    this.log.close()
    this.#exits.length = 0
    this.#exit = { code: START_ERROR, oom: false }
    this.#place.history.record('container.exited', this.id, this.#exit)
  }

  /** The stop signal, at most once however often it is asked for. */
  askToStop(): void {
    if (this.#wasAskedToStop) return
    this.#wasAskedToStop = true
    const { config, image } = this.made
    const name = config.stopSignal ?? image.config.stopSignal ?? 'SIGTERM'
    this.#process?.signal(parseSignal(name) ?? 'TERM')
  }

  kill(): void {
    this.#process?.signal('KILL')
  }

  /** Tells of all that it writes from now on; gives the way to stop that. */
  onOutput(listener: (name: OutputName, bytes: Uint8Array) => void): () => void {
    this.#outputs.add(listener)
    return () => this.#outputs.delete(listener)
  }

  /** Tells at once when it has ended already. */
  onExit(listener: (exit: ContainerExit) => void): void {
    if (this.#exit === null) this.#exits.push(listener)
    else listener(this.#exit)
  }

  #end(ended: ProcessExit): void {
    this.#io?.drain()
    this.log.close()
    const exit = { ...ended, oom: this.made.cgroup.memoryEvents.killed > 0 }
    this.#exit = exit
    const { kernel, history } = this.#place
    history.recordAnd({ kind: 'container.exited', subject: this.id, data: exit }, () => {
      // In a shared PID namespace the others would go on.
      for (const task of [...this.made.cgroup.allTasks()]) kernel.signal(task.hostPid, 'KILL')
      for (const listener of this.#exits.splice(0)) listener(exit)
    })
  }
}

/** What only root may do with a new container: see boundingSet. */
export function credentialsOf(
  user: Omit<Credentials, 'capabilities'>,
  config: ContainerConfig,
): Credentials {
  const { uid, gid, groups } = user
  return { uid, gid, groups, capabilities: uid === 0 ? boundingSet(config) : new Set() }
}

function makeDirectory(files: ContainerFiles, path: string): void {
  try {
    files.mounts.view().makeDirectories(path)
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    const words = `mkdir ${path}: ${goMessage(error.errno)}`
    throw new LaunchFailure(words, words)
  }
}
