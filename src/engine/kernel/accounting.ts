import type { Cgroup } from './cgroup.ts'
import { usedInStretch } from './cpu-samples.ts'
import type { Kernel } from './kernel.ts'

/** What a machine's control groups count, as whoever runs on it can read at any time. */
export interface Accounting {
  /** Bytes of memory that nobody holds. */
  memoryAvailable(): number
  /** Bytes of memory that a container holds; 0 when there is none of that id. */
  memoryOf(container: string): number
  /** What a container uses, or the whole machine; undefined when there is none of that id. */
  usageOf(which: { readonly container: string } | 'machine'): Usage | undefined
}

export interface Usage {
  /** Processor time of the last whole 15 s of simulated time, in microseconds. */
  readonly cpuUs: number
  readonly memoryBytes: number
}

export function createAccounting({ cgroup: root, machine }: Kernel): Accounting {
  return {
    memoryAvailable: () => (root.limits.memoryBytes ?? Infinity) - root.memoryBytes,
    memoryOf: (container) => groupOf(root, container)?.memoryBytes ?? 0,
    usageOf: (which) => {
      const group = which === 'machine' ? root : groupOf(root, which.container)
      if (group === undefined) return undefined
      const { usedUs, samples, memoryBytes } = group
      return { cpuUs: usedInStretch(samples, { now: machine.clock.now, usedUs }), memoryBytes }
    },
  }
}

function groupOf(group: Cgroup, container: string): Cgroup | undefined {
  if (group.container === container) return group
  for (const child of group.children) {
    const found = groupOf(child, container)
    if (found !== undefined) return found
  }
  return undefined
}
