import { TreeDirectory } from '../files/directory.ts'
import type { FileSystem } from '../files/file-system.ts'
import type { Inode } from '../files/inode.ts'
import type { MountNamespace, MountRequest } from '../files/mount-namespace.ts'
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
  /** The root of its /sys/fs/cgroup; absent: the machine's. */
  readonly cgroup?: Cgroup
  /** A container that is not privileged: /sys and /proc/sys are read-only. */
  readonly isConfined: boolean
}

/** Mounts /proc, /sys and /dev with what belongs there, as container runtimes do. */
export function mountSystem(
  machine: Machine,
  mounts: MountNamespace,
  start: SystemMountsStart,
): { readonly terminals: TerminalDirectory } {
  const { around, cgroup, namespace } = start
  const isReadOnly = start.isConfined
  const system = (type: string, source = type): FileSystem =>
    makeFileSystem(machine, { type, source })
  const terminals = new TerminalDirectory(machine)
  const cgroupRoot = cgroup ?? machine.options.rootCgroup
  const mount = (path: string, what: Inode, how: Partial<MountRequest> = {}): void => {
    mounts.view().makeDirectories(path)
    mounts.mount({ path, what, flags: STRICT, ...how })
  }
  mount('/proc', new ProcRoot(system('proc'), machine, { namespace, around }))
  mount('/dev', devices(machine), { flags: ['nosuid'] })
  mount('/dev/pts', terminals, { flags: ['nosuid', 'noexec', 'relatime'] })
  mount('/dev/mqueue', new TreeDirectory(system('mqueue'), { mode: 0o1777, uid: 0, gid: 0 }))
  mount('/sys', SYS(system('sysfs')), { isReadOnly })
  mount('/sys/fs/cgroup', new CgroupDirectory(system('cgroup2', 'cgroup'), cgroupRoot, namespace), {
    isReadOnly,
  })
  mount('/dev/shm', makeTmpfs(machine, SHARED_MEMORY))
  if (start.isConfined)
    mounts.mount({ path: '/proc/sys', what: mounts.place('/proc/sys'), isReadOnly, flags: STRICT })
  return { terminals }
}

const STRICT = ['nosuid', 'nodev', 'noexec', 'relatime']
const SYS = madeDirectory({ fs: madeDirectory({ cgroup: madeDirectory({}) }) })
const SHARED_MEMORY = {
  source: 'shm',
  mode: 0o1777,
  capacityBytes: 64 * 2 ** 20,
  options: ['size=65536k'],
}

function devices(machine: Machine): TreeDirectory {
  const directory = makeTmpfs(machine, { mode: 0o755, options: ['size=65536k', 'mode=755'] })
  addDevices(directory, machine)
  return directory
}
