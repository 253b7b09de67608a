import { Directory } from '../files/directory.ts'
import type { FileSystem } from '../files/file-system.ts'
import { directoryFrom, layerOf, learnPrograms } from '../files/layer.ts'
import type { Location } from '../files/mount.ts'
import { MountNamespace } from '../files/mount-namespace.ts'
import type { ImageFile } from '../runtime/image.ts'
import type { TerminalDirectory } from './devices.ts'
import { SystemError } from './errno.ts'
import { makeFileSystem } from './file-systems.ts'
import type { Machine } from './machine.ts'
import { mountSystem } from './system-mounts.ts'
import type { Surroundings } from './task.ts'

export interface MachineFilesStart {
  readonly files?: ReadonlyMap<string, ImageFile>
  readonly diskBytes: number
  readonly around: Pick<Surroundings, 'network' | 'uts'>
}

export interface MachineFiles {
  readonly mounts: MountNamespace
  readonly disk: FileSystem
  /** /dev/pts */
  readonly terminals: TerminalDirectory
}

/** The machine's own files: its disk, and /proc, /sys, /dev. */
export function machineFiles(machine: Machine, start: MachineFilesStart): MachineFiles {
  const capacityBytes = start.diskBytes
  const disk = makeFileSystem(machine, { type: 'ext4', source: '/dev/vda1', capacityBytes })
  const layer = layerOf(start.files ?? new Map<string, ImageFile>())
  learnPrograms(layer, machine.options.programs)
  const mounts = new MountNamespace(directoryFrom(disk, layer))
  const { terminals } = mountSystem(machine, mounts, {
    namespace: machine.namespace,
    around: start.around,
    isConfined: false,
  })
  makeTmp(mounts)
  return { mounts, disk, terminals }
}

function makeTmp(mounts: MountNamespace): void {
  const view = mounts.view()
  view.makeDirectories('/tmp')
  view.chmod('/tmp', 0o1777)
}

/** Records every change below a directory as a fact about `subject`: a volume. */
export function watchFiles(machine: Machine, at: Location, subject: string): void {
  const { inode } = at
  if (!(inode instanceof Directory)) throw new SystemError('ENOTDIR')
  inode.watch = (change) => {
    machine.history.record('file.changed', subject, change)
  }
}
