import type { Cgroup } from './cgroup.ts'
import { sendSignal } from './signalling.ts'
import type { Task } from './task.ts'

/** What a process holds before its program asks for more: its stack, its page tables. */
export const BASE_MEMORY_BYTES = 256 * 1024

/** Sets what a process holds; whoever passes a limit by that meets the OOM killer. */
export function holdMemory(task: Task, bytes: number): void {
  const before = task.memoryBytes
  task.memoryBytes = bytes
  const exceeded = task.surroundings.cgroup.charge(bytes - before)
  if (exceeded !== null && bytes > before) runOutOfMemory(exceeded)
}

export function release(task: Task): void {
  task.surroundings.cgroup.charge(-task.memoryBytes)
  task.memoryBytes = 0
}

/**
 * The OOM killer: of all below the limit it takes the process that holds most, and with it all of
 * its container (cgroup v2, memory.oom.group).
 */
export function runOutOfMemory(group: Cgroup): void {
  const largest = largestIn(group)
  if (largest === undefined) return
  const { cgroup } = largest.surroundings
  const victims = cgroup.container === null ? [largest] : [...cgroup.tasks].filter(isAlive)
  const data = { limitBytes: group.limits.memoryBytes ?? 0, usedBytes: group.memoryBytes }
  const subject = group.container ?? group.path
  largest.machine.history.recordAnd({ kind: 'memory.exceeded', subject, data }, () => {
    group.memoryEvents = { ...group.memoryEvents, ooms: group.memoryEvents.ooms + 1 }
    const killed = cgroup.memoryEvents.killed + victims.length
    cgroup.memoryEvents = { ...cgroup.memoryEvents, killed }
    for (const victim of victims) sendSignal(victim, 'KILL', 'outside')
  })
}

function largestIn(group: Cgroup): Task | undefined {
  const [largest] = [...group.allTasks()]
    .filter((task) => isAlive(task) && task.parent !== null)
    .sort((a, b) => b.memoryBytes - a.memoryBytes)
  return largest
}

/** Who is doomed already will be gone as soon as he yields. */
function isAlive(task: Task): boolean {
  return task.ending === null && task.doom === null
}
