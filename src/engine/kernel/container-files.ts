import type { FileChange } from '../files/directory.ts'
import type { FileSystem } from '../files/file-system.ts'
import { layerOf, learnPrograms } from '../files/layer.ts'
import { MountNamespace } from '../files/mount-namespace.ts'
import { makeOverlay, type Overlay } from '../files/overlay.ts'
import type { SocketProvider } from '../network/socket-owner.ts'
import type { ImageFile } from '../runtime/image.ts'
import type { Cgroup } from './cgroup.ts'
import type { TerminalDirectory } from './devices.ts'
import { makeFileSystem } from './file-systems.ts'
import type { Machine } from './machine.ts'
import type { PidNamespace } from './pid-namespace.ts'
import { mountSystem } from './system-mounts.ts'
import type { Surroundings } from './task.ts'

/** What a container is built from. */
export interface ContainerStart {
  readonly id: string
  /** Of its image. */
  readonly files: ReadonlyMap<string, ImageFile>
  readonly isReadOnlyRoot: boolean
  readonly network: SocketProvider
  readonly cgroup: Cgroup
  /** Shared by the containers of one Pod. */
  readonly uts: { hostname: string }
  /** Whose processes its /proc shows. */
  readonly pidNamespace: PidNamespace
  readonly boundingSet?: ReadonlySet<string>
  readonly noNewPrivileges?: boolean
  /** /sys and /proc/sys can be written to; absent: they cannot. */
  readonly isPrivileged?: boolean
}

export interface Bind {
  /** On the machine; a directory or a file. ENOENT where there is none. */
  readonly hostPath: string
  /** In the container; made where it is missing. */
  readonly path: string
  readonly isReadOnly: boolean
}

/** A container's surroundings, before any process runs in it. */
export interface ContainerFiles {
  /** For `kernel.start`: of its first process and of all that join it. */
  readonly surroundings: Surroundings
  readonly mounts: MountNamespace
  /** Its own /dev/pts, for `kernel.createTerminal`. */
  readonly terminals: TerminalDirectory
  bind(bind: Bind): void
  /** What differs from the image. */
  changes(): readonly FileChange[]
  /** Bytes in the writable layer. */
  readonly usedBytes: number
  /** Gives back the room on the disk. */
  remove(): void
}

export interface ContainerPlace {
  readonly machine: Machine
  readonly host: MountNamespace
  readonly disk: FileSystem
}

/** An overlay of the image's files and a writable layer, with /proc, /sys and /dev on it. */
export function containerFiles(place: ContainerPlace, start: ContainerStart): ContainerFiles {
  const { machine, host, disk } = place
  const fs = makeFileSystem(machine, { type: 'overlay', backing: disk, options: LAYERS })
  const overlay = overlayOf(machine, fs, start)
  const mounts = new MountNamespace(overlay.root, { isReadOnly: start.isReadOnlyRoot })
  const { id: container, network, cgroup, uts, boundingSet, noNewPrivileges = false } = start
  const arrange = <T>(act: () => T): T => overlay.arrange(() => mounts.whileWritable(act))
  const { terminals } = arrange(() =>
    mountSystem(machine, mounts, {
      namespace: start.pidNamespace,
      around: { network, uts },
      cgroup,
      isConfined: start.isPrivileged !== true,
    }),
  )
  return {
    surroundings: {
      container,
      mounts,
      network,
      cgroup,
      uts,
      ...(boundingSet === undefined ? {} : { boundingSet }),
      noNewPrivileges,
    },
    mounts,
    terminals,
    bind: ({ hostPath, path, isReadOnly }) => {
      const what = host.place(hostPath)
      arrange(() => {
        makeMountPoint(mounts, path, what.inode.kind === 'directory')
      })
      mounts.mount({ path, what, isReadOnly })
    },
    changes: () => overlay.changes(),
    get usedBytes() {
      return fs.usedBytes
    },
    remove: () => {
      mounts.release()
      fs.give(fs.usedBytes)
    },
  }
}

const SNAPSHOTS = '/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots'
const LAYERS = [
  `lowerdir=${SNAPSHOTS}/1/fs`,
  `upperdir=${SNAPSHOTS}/2/fs`,
  `workdir=${SNAPSHOTS}/2/work`,
]

function overlayOf(machine: Machine, fs: FileSystem, start: ContainerStart): Overlay {
  const layer = layerOf(start.files)
  learnPrograms(layer, machine.options.programs)
  return makeOverlay(fs, layer, (change) => {
    machine.history.record('file.changed', start.id, change)
  })
}

/** Container runtimes make what is to be mounted on: a directory, or an empty file. */
function makeMountPoint(mounts: MountNamespace, path: string, isDirectory: boolean): void {
  const view = mounts.view()
  if (view.exists(path)) return
  if (isDirectory) {
    view.makeDirectories(path)
    return
  }
  view.makeDirectories(path.slice(0, path.lastIndexOf('/')))
  view.open(path, { write: true, create: true }).close()
}
