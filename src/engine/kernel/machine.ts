import type { Clock, Ms } from '../clock/clock.ts'
import type { Random } from '../clock/random.ts'
import type { Programs } from '../files/binary.ts'
import type { History } from '../history/history.ts'
import type { Cgroup } from './cgroup.ts'
import { PidNamespace } from './pid-namespace.ts'
import type { Ending, Task } from './task.ts'
import type { Process, Wake } from './process.ts'

export interface MachineOptions {
  /** Names the machine in facts: a node's name. */
  readonly name: string
  readonly clock: Clock
  readonly history: History
  readonly random: Random
  /** What the wall clock showed when the simulated time was 0, in milliseconds since 1970. */
  readonly epochMs: number
  readonly programs: Programs
  readonly rootCgroup: Cgroup
  readonly memoryBytes: number
  readonly processors: number
}

/** What happens to a process and reaches into everything else. */
export interface Life {
  /** The system calls that its program is handed. */
  callsFor(task: Task): Process
  /** Runs its program until it yields the next effect. */
  step(task: Task, wake: Wake): void
  end(task: Task, ending: Ending): void
}

/** What all parts of one kernel share. */
export class Machine {
  readonly options: MachineOptions
  readonly clock: Clock
  readonly history: History
  readonly name: string
  readonly life: Life
  readonly namespace = new PidNamespace(null)
  /** The process whose program runs at this moment. */
  running: Task | null = null
  readonly startedAt: Ms
  readonly #namespaces = new Map<string, WeakMap<object, number>>()
  #lastNamespace = 4026531840
  #lastDevice = 40
  #lastPipe = 10000

  constructor(options: MachineOptions, life: Life) {
    this.options = options
    this.clock = options.clock
    this.history = options.history
    this.name = options.name
    this.life = life
    this.startedAt = options.clock.now
  }

  get uptimeMs(): Ms {
    return this.clock.now - this.startedAt
  }

  /** Milliseconds since 1970. */
  get bootedAt(): number {
    return this.options.epochMs + this.startedAt
  }

  /** Every process by its number on the machine. */
  get tasks(): ReadonlyMap<number, Task> {
    return this.namespace.tasks
  }

  get wallClock(): number {
    return this.options.epochMs + this.clock.now
  }

  /** The number of a namespace of any kind, as in net:[4026532001]. */
  namespaceNumber(kind: string, namespace: object): number {
    const numbers = this.#namespaces.get(kind) ?? new WeakMap<object, number>()
    this.#namespaces.set(kind, numbers)
    const known = numbers.get(namespace)
    if (known !== undefined) return known
    numbers.set(namespace, ++this.#lastNamespace)
    return this.#lastNamespace
  }

  nextDevice(): number {
    return ++this.#lastDevice
  }

  nextPipe(): number {
    return ++this.#lastPipe
  }
}
