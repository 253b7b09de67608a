import type { Cgroup } from './cgroup.ts'
import type { Kernel } from './kernel.ts'

/** What a machine's control groups count, as whoever runs on it can read at any time. */
export interface Accounting {
  /** Bytes of memory that nobody holds. */
  memoryAvailable(): number
  /** Bytes of memory that a container holds; 0 when there is none of that id. */
  memoryOf(container: string): number
}

export function createAccounting({ cgroup: root }: Kernel): Accounting {
  return {
    memoryAvailable: () => (root.limits.memoryBytes ?? Infinity) - root.memoryBytes,
    memoryOf: (container) => groupOf(root, container)?.memoryBytes ?? 0,
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
