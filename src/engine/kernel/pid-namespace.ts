import type { Pid } from './process.ts'
import type { Task } from './task.ts'

const LARGEST_PID = 4194304

/** A PID namespace: processes by their numbers in it. Namespaces nest; a parent sees the child's. */
export class PidNamespace {
  readonly parent: PidNamespace | null
  readonly level: number
  readonly tasks = new Map<Pid, Task>()
  /** Number 1: adopts orphans; when it ends, everything else here ends. */
  init: Task | null = null
  #last: Pid = 0

  constructor(parent: PidNamespace | null) {
    this.parent = parent
    this.level = parent === null ? 0 : parent.level + 1
  }

  get lastNumber(): Pid {
    return this.#last
  }

  isInside(ancestor: PidNamespace): boolean {
    return this === ancestor || this.parent?.isInside(ancestor) === true
  }

  /** A number here and in every namespace above, outermost first. */
  number(task: Task): readonly Pid[] {
    const above = this.parent?.number(task) ?? []
    do this.#last = this.#last >= LARGEST_PID ? 300 : this.#last + 1
    while (this.tasks.has(this.#last))
    this.tasks.set(this.#last, task)
    return [...above, this.#last]
  }

  release(numbers: readonly Pid[]): void {
    const number = numbers[this.level]
    if (number !== undefined) this.tasks.delete(number)
    this.parent?.release(numbers)
  }
}

/** Something that has a number in a namespace and in those above it. */
export interface Numbered {
  readonly namespace: PidNamespace
  readonly numbers: readonly Pid[]
}

/** Its number as seen from `namespace`; 0 where it cannot be seen. */
export function numberIn(namespace: PidNamespace, of: Numbered): Pid {
  return of.namespace.isInside(namespace) ? (of.numbers[namespace.level] ?? 0) : 0
}
