import type { Backing } from '../files/file-system.ts'
import type { Cgroup } from './cgroup.ts'
import type { Machine } from './machine.ts'
import { runOutOfMemory } from './memory.ts'

/** The memory that a tmpfs lies in: charged to the control group of whoever writes there first. */
export class ChargedMemory implements Backing {
  readonly #machine: Machine
  /** Absent until something is written: most stay empty. */
  #charged: Map<Cgroup, number> | undefined

  constructor(machine: Machine) {
    this.#machine = machine
  }

  /** A tmpfs without a size of its own may fill half of the memory. */
  get totalBytes(): number {
    return this.#machine.options.memoryBytes / 2
  }

  get freeBytes(): number {
    const { memoryBytes, rootCgroup } = this.#machine.options
    return Math.max(0, Math.min(memoryBytes / 2, memoryBytes - rootCgroup.memoryBytes))
  }

  take(bytes: number): boolean {
    const { running, options } = this.#machine
    const exceeded = this.#add(running?.surroundings.cgroup ?? options.rootCgroup, bytes)
    if (exceeded !== null) runOutOfMemory(exceeded)
    return true
  }

  give(bytes: number): void {
    let left = bytes
    for (const [group, held] of this.#charged ?? []) {
      const part = Math.min(left, held)
      this.#add(group, -part)
      left -= part
    }
  }

  #add(group: Cgroup, bytes: number): Cgroup | null {
    this.#charged ??= new Map()
    this.#charged.set(group, (this.#charged.get(group) ?? 0) + bytes)
    return group.charge(bytes)
  }
}
