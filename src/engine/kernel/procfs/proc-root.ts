import { SystemDirectory } from '../../files/directory.ts'
import type { FileSystem } from '../../files/file-system.ts'
import type { Inode } from '../../files/inode.ts'
import { Symlink } from '../../files/special-files.ts'
import type { Viewer } from '../../files/viewer.ts'
import { SystemError } from '../errno.ts'
import type { Machine } from '../machine.ts'
import type { PidNamespace } from '../pid-namespace.ts'
import type { Surroundings, Task } from '../task.ts'
import { cpuinfo, KERNEL, loadavg, meminfo, stat, uptime } from './machine-texts.ts'
import { LISTED, made, MadeDirectory, madeDirectory, type MadeEntries } from './made-files.ts'
import { taskDirectory } from './task-directory.ts'

export interface ProcStart {
  /** Whose processes it shows. */
  readonly namespace: PidNamespace
  readonly around: Pick<Surroundings, 'network' | 'uts'>
}

/** The root of a proc file system: proc(5). */
export class ProcRoot extends SystemDirectory {
  readonly #namespace: PidNamespace
  readonly #fixed: MadeDirectory
  readonly #tasks = new WeakMap<Task, Inode>()

  constructor(fs: FileSystem, machine: Machine, start: ProcStart) {
    super(fs, LISTED)
    this.#namespace = start.namespace
    this.#fixed = new MadeDirectory(fs, LISTED, entriesOf(machine, start))
  }

  lookup(name: string): Inode | undefined {
    if (/^[1-9]\d*$/.test(name)) return this.#taskAt(Number(name))
    const inode = this.#fixed.lookup(name)
    if (inode instanceof SystemDirectory) inode.parent = this
    return inode
  }

  names(): readonly string[] {
    const pids = [...this.#namespace.tasks.keys()].sort((a, b) => a - b)
    return [...pids.map(String), ...this.#fixed.names()]
  }

  #taskAt(pid: number): Inode | undefined {
    const task = this.#namespace.tasks.get(pid)
    if (task === undefined) return undefined
    const known = this.#tasks.get(task)
    if (known !== undefined) return known
    const directory = taskDirectory(this.fs, task, this.#namespace)
    directory.parent = this
    directory.name = String(pid)
    this.#tasks.set(task, directory)
    return directory
  }
}

function entriesOf(machine: Machine, start: ProcStart): MadeEntries {
  const { around, namespace } = start
  const link = (target: string | ((viewer: Viewer) => string)) => (fs: FileSystem) =>
    new Symlink(fs, LISTED, target)
  return {
    cpuinfo: made(() => cpuinfo(machine)),
    filesystems: made(() => 'nodev\tproc\nnodev\ttmpfs\nnodev\toverlay\n\text4\n'),
    loadavg: made(() => loadavg(machine)),
    meminfo: made(() => meminfo(machine)),
    mounts: link('self/mounts'),
    net: link('self/net'),
    self: link((viewer) => {
      const pid = viewer.numberIn(namespace)
      if (pid === null) throw new SystemError('ENOENT')
      return String(pid)
    }),
    stat: made(() => stat(machine)),
    sys: madeDirectory(sysctls(around)),
    uptime: made(() => uptime(machine)),
    version: made(() => `${KERNEL.built} ${KERNEL.version}\n`),
  }
}

/** /proc/sys: what `sysctl` shows. */
function sysctls(around: ProcStart['around']): MadeEntries {
  const kernel: MadeEntries = {
    hostname: made(() => `${around.uts.hostname}\n`),
    domainname: made(() => '(none)\n'),
    osrelease: made(() => `${KERNEL.release}\n`),
    ostype: made(() => 'Linux\n'),
    pid_max: made(() => '4194304\n'),
    version: made(() => `${KERNEL.version}\n`),
  }
  const network = [...around.network.procFiles()]
    .filter(([path]) => path.startsWith('sys/'))
    .map(([path, text]) => [path.split('/').slice(1), text] as const)
  return { kernel: madeDirectory(kernel), ...tree(network) }
}

type Leaf = readonly [names: readonly string[], text: () => string]

function tree(leaves: readonly Leaf[]): MadeEntries {
  const below = new Map<string, Leaf[]>()
  for (const [[first = '', ...rest], text] of leaves) {
    const group = below.get(first) ?? []
    group.push([rest, text])
    below.set(first, group)
  }
  return Object.fromEntries(
    [...below].map(([name, group]) => {
      const own = group.find(([names]) => names.length === 0)
      return [name, own === undefined ? madeDirectory(tree(group)) : made(own[1])]
    }),
  )
}
