import { SystemDirectory } from '../../files/directory.ts'
import type { FileSystem } from '../../files/file-system.ts'
import type { Inode } from '../../files/inode.ts'
import type { Cgroup } from '../cgroup.ts'
import { PERIOD_US } from '../cpu-time.ts'
import { numberIn, type PidNamespace } from '../pid-namespace.ts'
import { LISTED, made, MadeDirectory, type MadeEntries } from './made-files.ts'

/** One control group in /sys/fs/cgroup: cgroup v2, with the groups below it as directories. */
export class CgroupDirectory extends SystemDirectory {
  readonly #group: Cgroup
  readonly #namespace: PidNamespace
  readonly #files: MadeDirectory
  readonly #below = new WeakMap<Cgroup, CgroupDirectory>()

  constructor(fs: FileSystem, group: Cgroup, namespace: PidNamespace) {
    super(fs, LISTED)
    this.#group = group
    this.#namespace = namespace
    this.#files = new MadeDirectory(fs, LISTED, entriesOf(group, namespace))
  }

  lookup(name: string): Inode | undefined {
    for (const child of this.#group.children)
      if (nameOf(child) === name) return this.#directoryOf(child, name)
    return this.#files.lookup(name)
  }

  names(): readonly string[] {
    return [...this.#files.names(), ...[...this.#group.children].map(nameOf)]
  }

  #directoryOf(child: Cgroup, name: string): CgroupDirectory {
    const known = this.#below.get(child)
    if (known !== undefined) return known
    const directory = new CgroupDirectory(this.fs, child, this.#namespace)
    directory.parent = this
    directory.name = name
    this.#below.set(child, directory)
    return directory
  }
}

function nameOf(group: Cgroup): string {
  return group.path.split('/').pop() ?? ''
}

function entriesOf(group: Cgroup, namespace: PidNamespace): MadeEntries {
  const limit = (value: number | undefined): string => `${value ?? 'max'}\n`
  return {
    'cgroup.controllers': made(() => 'cpu memory pids\n'),
    'cgroup.procs': made(() => {
      const pids = [...group.tasks].map((task) => numberIn(namespace, task))
      return pids.map((pid) => `${pid}\n`).join('')
    }),
    'cpu.max': made(() => {
      const { cpuMillis } = group.limits
      const quota = cpuMillis === undefined ? 'max' : (cpuMillis * PERIOD_US) / 1000
      return `${quota} ${PERIOD_US}\n`
    }),
    'cpu.stat': made(() => cpuStat(group)),
    'memory.current': made(() => `${group.memoryBytes}\n`),
    'memory.events': made(() => memoryEvents(group)),
    'memory.max': made(() => limit(group.limits.memoryBytes)),
    'memory.oom.group': made(() => (group.parent === null ? '0\n' : '1\n')),
    'memory.peak': made(() => `${group.peakBytes}\n`),
    'memory.swap.max': made(() => '0\n'),
    'pids.current': made(() => `${group.processes}\n`),
    'pids.max': made(() => limit(group.limits.processes)),
  }
}

function cpuStat(group: Cgroup): string {
  const used = Math.floor(group.usedUs)
  const { throttledPeriods, throttledUs } = group.bandwidth
  return (
    `usage_usec ${used}\nuser_usec ${used}\nsystem_usec 0\n` +
    `nr_periods ${group.bandwidth.periods}\nnr_throttled ${throttledPeriods}\n` +
    `throttled_usec ${Math.floor(throttledUs)}\n`
  )
}

function memoryEvents(group: Cgroup): string {
  const { ooms, killed } = group.memoryEvents
  return (
    `low 0\nhigh 0\nmax ${ooms}\noom ${ooms}\n` +
    `oom_kill ${killed}\noom_group_kill ${group.parent === null ? 0 : ooms}\n`
  )
}
