import type { Backing } from '../files/file-system.ts'
import type { Cgroup } from './cgroup.ts'
import type { Machine } from './machine.ts'
import { runOutOfMemory } from './memory.ts'

/** The memory that a tmpfs lies in: charged to the control group of whoever writes there first. */
export function chargedMemory(machine: Machine): Backing {
  const charged = new Map<Cgroup, number>()
  const { memoryBytes, rootCgroup } = machine.options
  const add = (group: Cgroup, bytes: number): Cgroup | null => {
    charged.set(group, (charged.get(group) ?? 0) + bytes)
    return group.charge(bytes)
  }
  return {
    // A tmpfs without a size of its own may fill half of the memory.
    totalBytes: memoryBytes / 2,
    get freeBytes() {
      return Math.max(0, Math.min(memoryBytes / 2, memoryBytes - rootCgroup.memoryBytes))
    },
    take: (bytes) => {
      const group = machine.running?.surroundings.cgroup ?? rootCgroup
      const exceeded = add(group, bytes)
      if (exceeded !== null) runOutOfMemory(exceeded)
      return true
    },
    give: (bytes) => {
      let left = bytes
      for (const [group, held] of charged) {
        const part = Math.min(left, held)
        add(group, -part)
        left -= part
      }
    },
  }
}
