import { TreeDirectory } from '../files/directory.ts'
import { FileSystem } from '../files/file-system.ts'
import type { Inode } from '../files/inode.ts'
import { directoryFrom, layerOf, learnPrograms } from '../files/layer.ts'
import { MountNamespace } from '../files/mount-namespace.ts'
import type { ImageFile } from '../runtime/image.ts'
import { addDevices, TerminalDirectory } from './devices.ts'
import type { Machine } from './machine.ts'

export interface FileSystemStart {
  readonly type: string
  readonly source?: string
  readonly capacityBytes?: number
  readonly options?: readonly string[]
}

/** An empty file system of a machine. */
export function makeFileSystem(machine: Machine, start: FileSystemStart): FileSystem {
  return new FileSystem({
    source: start.type,
    ...start,
    device: machine.nextDevice(),
    now: () => machine.wallClock,
  })
}

/** A directory that begins a file system in memory, such as a tmpfs. */
export function emptyTree(fs: FileSystem, mode = 0o755): TreeDirectory {
  return new TreeDirectory(fs, { mode, uid: 0, gid: 0 })
}

/** The mounts that a container, or the machine itself, has beside its own files. */
export interface SystemMounts {
  readonly terminals: TerminalDirectory
}

/** The machine's own files: its disk, /proc, /dev, /tmp. */
export function hostMounts(
  machine: Machine,
  start: { readonly files?: ReadonlyMap<string, ImageFile>; readonly diskBytes: number },
): { readonly mounts: MountNamespace; readonly terminals: TerminalDirectory } {
  const disk = { type: 'ext4', source: '/dev/vda1', capacityBytes: start.diskBytes }
  const layer = layerOf(start.files ?? new Map<string, ImageFile>())
  learnPrograms(layer, machine.options.programs)
  const mounts = new MountNamespace(directoryFrom(makeFileSystem(machine, disk), layer))
  const { terminals } = mountSystem(machine, mounts)
  return { mounts, terminals }
}

/** Mounts /dev and /dev/pts, making the directories where they are missing. */
export function mountSystem(machine: Machine, mounts: MountNamespace): SystemMounts {
  const dev = emptyTree(makeFileSystem(machine, { type: 'tmpfs', options: ['size=65536k'] }))
  addDevices(dev, machine)
  const terminals = new TerminalDirectory(machine)
  const shm = emptyTree(makeFileSystem(machine, { type: 'tmpfs', source: 'shm' }), 0o1777)
  const wanted: readonly (readonly [path: string, root: Inode])[] = [
    ['/dev', dev],
    ['/dev/pts', terminals],
    ['/dev/shm', shm],
  ]
  for (const [path, what] of wanted) {
    ensureDirectory(mounts, path)
    mounts.mount({ path, what })
  }
  return { terminals }
}

export function ensureDirectory(mounts: MountNamespace, path: string): void {
  const view = mounts.view()
  let at = ''
  for (const name of path.split('/').filter((it) => it !== '')) {
    at += `/${name}`
    if (!view.exists(at)) view.mkdir(at, 0o755)
  }
}
