import { TreeDirectory } from '../files/directory.ts'
import { type Backing, FileSystem } from '../files/file-system.ts'
import type { Machine } from './machine.ts'
import { ChargedMemory } from './memory-files.ts'

export interface FileSystemStart {
  readonly type: string
  readonly source?: string
  readonly capacityBytes?: number
  readonly options?: readonly string[]
  readonly backing?: Backing
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

/** The root of an empty tmpfs: what is written there is memory of who writes it. */
export function makeTmpfs(
  machine: Machine,
  start: Omit<FileSystemStart, 'type' | 'backing'> & { readonly mode: number },
): TreeDirectory {
  const backing = new ChargedMemory(machine)
  const fs = makeFileSystem(machine, { source: 'tmpfs', ...start, type: 'tmpfs', backing })
  return new TreeDirectory(fs, { mode: start.mode, uid: 0, gid: 0 })
}
