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

/** cgroup v2 with memory.oom.group: all of the container is killed, not just the largest. */
export function runOutOfMemory(group: Cgroup): void {
  const victims = victimsIn(group)
  const { machine } = victims[0] ?? {}
  if (machine === undefined) return
  const limitBytes = group.limits.memoryBytes ?? 0
  const data = { limitBytes, usedBytes: group.memoryBytes }
  const subject = group.container ?? group.path
  machine.history.recordAnd({ kind: 'memory.exceeded', subject, data }, () => {
    const { ooms, killed } = group.memoryEvents
    group.memoryEvents = { ooms: ooms + 1, killed: killed + victims.length }
    for (const victim of victims) sendSignal(victim, 'KILL', 'outside')
  })
}

/** All of a group; on the machine as a whole only the largest process. */
function victimsIn(group: Cgroup): readonly Task[] {
  const tasks = [...group.allTasks()].filter((task) => task.ending === null)
  if (group.parent !== null) return tasks
  const others = tasks.filter((task) => !task.isInit || task.namespace.level > 0)
  return others.sort((a, b) => b.memoryBytes - a.memoryBytes).slice(0, 1)
}
