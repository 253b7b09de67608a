import type { Ms } from '../clock/clock.ts'
import { type CpuSamples, NO_SAMPLES, sampled } from './cpu-samples.ts'
import { type Bandwidth, UNUSED } from './cpu-time.ts'
import type { Task } from './task.ts'

export interface MemoryEvents {
  /** How often the limit was reached. */
  readonly ooms: number
  /** How many processes were killed for it. */
  readonly killed: number
}

export interface CgroupLimits {
  readonly memoryBytes?: number
  /** Thousandths of a processor. */
  readonly cpuMillis?: number
  readonly processes?: number
}

/** A control group: counts what its processes use, together with those of the groups below. */
export class Cgroup {
  readonly parent: Cgroup | null
  /** Below the root: /kubepods.slice/…. */
  readonly path: string
  /** The container whose processes are in it. */
  readonly container: string | null
  readonly tasks = new Set<Task>()
  readonly children = new Set<Cgroup>()
  limits: CgroupLimits
  memoryBytes = 0
  processes = 0
  usedUs = 0
  samples: CpuSamples = NO_SAMPLES
  peakBytes = 0
  memoryEvents: MemoryEvents = { ooms: 0, killed: 0 }
  bandwidth: Bandwidth = UNUSED

  constructor(start: {
    readonly parent: Cgroup | null
    readonly path: string
    readonly container?: string | null
    readonly limits?: CgroupLimits
  }) {
    this.parent = start.parent
    this.path = start.path
    this.container = start.container ?? null
    this.limits = start.limits ?? {}
    this.parent?.children.add(this)
  }

  /** Those of the groups below too. */
  *allTasks(): Iterable<Task> {
    yield* this.tasks
    for (const child of this.children) yield* child.allTasks()
  }

  /** The directory is gone; nobody is in it any more. */
  remove(): void {
    this.parent?.children.delete(this)
  }

  /** This group and all above. */
  *upwards(): Iterable<Cgroup> {
    yield this
    if (this.parent !== null) yield* this.parent.upwards()
  }

  get hasRoomForProcess(): boolean {
    for (const group of this.upwards())
      if (group.processes >= (group.limits.processes ?? Infinity)) return false
    return true
  }

  enter(task: Task): void {
    this.tasks.add(task)
    for (const group of this.upwards()) group.processes++
  }

  /** It is no process any more: reaped. */
  leave(task: Task): void {
    this.tasks.delete(task)
    for (const group of this.upwards()) group.processes--
  }

  /** The group whose limit is passed after that change, nearest first. */
  charge(bytes: number): Cgroup | null {
    let exceeded: Cgroup | null = null
    for (const group of this.upwards()) {
      group.memoryBytes += bytes
      group.peakBytes = Math.max(group.peakBytes, group.memoryBytes)
      if (group.memoryBytes > (group.limits.memoryBytes ?? Infinity)) exceeded ??= group
    }
    return exceeded
  }

  countCpu(us: number, now: Ms): void {
    for (const group of this.upwards()) {
      group.samples = sampled(group.samples, { now, usedUs: group.usedUs })
      group.usedUs += us
    }
  }
}
