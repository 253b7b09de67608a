import type { Machine } from '../machine.ts'
import { isRunnable } from '../task.ts'

/** What uname(2) says of every machine here. */
export const KERNEL = {
  release: '6.12.48',
  version: '#1 SMP PREEMPT_DYNAMIC',
  built: 'Linux version 6.12.48 (builder@glasspod) (gcc (GCC) 14.2.0, GNU ld 2.43)',
} as const

const KIB = 1024
/** Clock ticks a second, as in /proc/stat: sysconf(_SC_CLK_TCK). */
export const TICKS_PER_SECOND = 100

/** proc_meminfo(5). Page cache is not simulated: what is not used is free. */
export function meminfo(machine: Machine): string {
  const { memoryBytes, rootCgroup } = machine.options
  const total = Math.floor(memoryBytes / KIB)
  const free = Math.floor((memoryBytes - rootCgroup.memoryBytes) / KIB)
  const rows: readonly (readonly [string, number])[] = [
    ['MemTotal', total],
    ['MemFree', free],
    ['MemAvailable', free],
    ['Buffers', 0],
    ['Cached', 0],
    ['SwapCached', 0],
    ['Active', total - free],
    ['Inactive', 0],
    ['SwapTotal', 0],
    ['SwapFree', 0],
    ['Dirty', 0],
    ['AnonPages', total - free],
    ['Mapped', 0],
    ['Shmem', 0],
    ['Slab', 0],
    ['SReclaimable', 0],
    ['SUnreclaim', 0],
  ]
  return rows
    .map(([name, kib]) => `${`${name}:`.padEnd(16)}${String(kib).padStart(8)} kB\n`)
    .join('')
}

/** Seconds since the start, and seconds that all processors together did nothing. */
export function uptime(machine: Machine): string {
  const up = machine.uptimeMs / 1000
  const idle = Math.max(0, up * machine.options.processors - usedSeconds(machine))
  return `${up.toFixed(2)} ${idle.toFixed(2)}\n`
}

/** How many processes run of how many, and the last number given out; averages stay at 0. */
export function loadavg(machine: Machine): string {
  const { running, all } = census(machine)
  return `0.00 0.00 0.00 ${running}/${all} ${machine.namespace.lastNumber}\n`
}

/** proc_stat(5): all time is user or idle. */
export function stat(machine: Machine): string {
  const { processors } = machine.options
  const up = machine.uptimeMs / 1000
  const user = Math.floor(usedSeconds(machine) * TICKS_PER_SECOND)
  const idle = Math.max(0, Math.floor(up * processors * TICKS_PER_SECOND) - user)
  const times = (of: number): string =>
    `${Math.floor(user / of)} 0 0 ${Math.floor(idle / of)} 0 0 0 0 0 0`
  const each = Array.from({ length: processors }, (_, at) => `cpu${at} ${times(processors)}\n`)
  const { running } = census(machine)
  return (
    `cpu  ${times(1)}\n${each.join('')}intr 0\nctxt 0\nbtime ${Math.floor(machine.bootedAt / 1000)}\n` +
    `processes ${machine.namespace.lastNumber}\nprocs_running ${running}\nprocs_blocked 0\n`
  )
}

export function cpuinfo(machine: Machine): string {
  const { processors } = machine.options
  return Array.from(
    { length: processors },
    (_, at) =>
      `processor\t: ${at}\nvendor_id\t: GenuineIntel\ncpu family\t: 6\nmodel\t\t: 85\n` +
      `model name\t: Simulated CPU @ 2.00GHz\nstepping\t: 7\ncpu MHz\t\t: 2000.000\n` +
      `cache size\t: 39424 KB\nphysical id\t: 0\nsiblings\t: ${processors}\ncore id\t\t: ${at}\n` +
      `cpu cores\t: ${processors}\nfpu\t\t: yes\nbogomips\t: 4000.00\n\n`,
  ).join('')
}

function usedSeconds(machine: Machine): number {
  return machine.options.rootCgroup.usedUs / 1e6
}

function census(machine: Machine): { readonly running: number; readonly all: number } {
  let running = 0
  for (const task of machine.tasks.values())
    if (machine.running === task || isRunnable(task)) running++
  return { running, all: machine.tasks.size }
}
