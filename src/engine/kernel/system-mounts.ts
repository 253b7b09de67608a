import type { FileSystem } from '../files/file-system.ts'
import type { Inode } from '../files/inode.ts'
import type { MountNamespace } from '../files/mount-namespace.ts'
import type { Cgroup } from './cgroup.ts'
import { addDevices, TerminalDirectory } from './devices.ts'
import { makeFileSystem, makeTmpfs } from './file-systems.ts'
import type { Machine } from './machine.ts'
import type { PidNamespace } from './pid-namespace.ts'
import { CgroupDirectory } from './procfs/cgroup-directory.ts'
import { madeDirectory } from './procfs/made-files.ts'
import { ProcRoot } from './procfs/proc-root.ts'
import type { Surroundings } from './task.ts'

export interface SystemMountsStart {
  /** Whose processes /proc shows. */
  readonly namespace: PidNamespace
  readonly around: Pick<Surroundings, 'network' | 'uts'>
  /** A container: its own control group is the root of /sys/fs/cgroup, which is read-only. */
  readonly cgroup?: Cgroup
}

/** Mounts /proc, /sys and /dev with what belongs there, as container runtimes do. */
export function mountSystem(
  machine: Machine,
  mounts: MountNamespace,
  start: SystemMountsStart,
): { readonly terminals: TerminalDirectory } {
  const dev = makeTmpfs(machine, { mode: 0o755, options: ['size=65536k', 'mode=755'] })
  addDevices(dev, machine)
  const terminals = new TerminalDirectory(machine)
  const shm = makeTmpfs(machine, { source: 'shm', mode: 0o1777, options: ['size=65536k'] })
  const strict = ['nosuid', 'nodev', 'noexec', 'relatime']
  const { around, cgroup, namespace } = start
  const isReadOnly = cgroup !== undefined
  const system = (type: string): FileSystem => makeFileSystem(machine, { type })
  const sysfs = madeDirectory({ fs: madeDirectory({ cgroup: madeDirectory({}) }) })
  const cgroupRoot = cgroup ?? machine.options.rootCgroup
  mountAt(mounts, '/proc', {
    what: new ProcRoot(system('proc'), machine, { namespace, around }),
    flags: strict,
  })
  mountAt(mounts, '/sys', { what: sysfs(system('sysfs')), flags: strict, isReadOnly })
  mountAt(mounts, '/sys/fs/cgroup', {
    what: new CgroupDirectory(system('cgroup2'), cgroupRoot, namespace),
    flags: strict,
    isReadOnly,
  })
  mountAt(mounts, '/dev', { what: dev, flags: ['nosuid'] })
  mountAt(mounts, '/dev/pts', { what: terminals, flags: ['nosuid', 'noexec', 'relatime'] })
  mountAt(mounts, '/dev/shm', { what: shm, flags: strict })
  return { terminals }
}

/** Mounts a file system, making the directory for it where it is missing. */
function mountAt(
  mounts: MountNamespace,
  path: string,
  how: { readonly what: Inode; readonly flags: readonly string[]; readonly isReadOnly?: boolean },
): void {
  mounts.view().makeDirectories(path)
  mounts.mount({ path, ...how })
}
