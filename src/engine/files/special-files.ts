import type { OpenFile } from '../kernel/open-file.ts'
import type { OpenFlags, Stat } from '../kernel/process.ts'
import type { FileSystem } from './file-system.ts'
import { Inode, type InodeStart, type Ownership } from './inode.ts'
import type { Location } from './mount.ts'
import type { Viewer } from './viewer.ts'

export class Symlink extends Inode {
  readonly kind = 'symlink'
  readonly #target: string | ((viewer: Viewer) => string)

  constructor(fs: FileSystem, owner: InodeStart, target: string | ((viewer: Viewer) => string)) {
    super(fs, { ...owner, mode: 0o777 })
    this.#target = target
  }

  target(viewer: Viewer): string {
    return typeof this.#target === 'string' ? this.#target : this.#target(viewer)
  }

  isTo(target: string): boolean {
    return this.#target === target
  }

  override get size(): number {
    return typeof this.#target === 'string' ? this.#target.length : 0
  }
}

export interface LinkEnd {
  readonly text: () => string
  /** The place it leads to; null when there is none in any tree: a pipe, a socket. */
  readonly place: () => Location | null
  /** The file behind a descriptor, where there is no place. */
  readonly file?: () => OpenFile
}

/** A link of /proc that leads where it leads whatever its text says: cwd, exe, root, fd/N. */
export class MagicLink extends Symlink {
  readonly end: LinkEnd

  constructor(fs: FileSystem, owner: Ownership, end: LinkEnd) {
    super(fs, owner, end.text)
    this.end = end
  }
}

/** What stands behind a device number. */
export interface Device {
  readonly major: number
  readonly minor: number
  open(flags: OpenFlags, viewer: Viewer): OpenFile
}

export class DeviceFile extends Inode {
  readonly kind: 'character device' | 'block device' = 'character device'
  readonly device: Device

  constructor(fs: FileSystem, owner: Ownership, device: Device) {
    super(fs, owner)
    this.device = device
  }

  override stat(): Stat {
    const { major, minor } = this.device
    return { ...super.stat(), device: { major, minor } }
  }
}

/** A name for a pipe; `open` is the pipe's side of open(2). */
export class Fifo extends Inode {
  readonly kind = 'fifo'
  readonly open: (flags: OpenFlags, inode: Inode) => OpenFile

  constructor(
    fs: FileSystem,
    owner: Ownership,
    open: (flags: OpenFlags, inode: Inode) => OpenFile,
  ) {
    super(fs, owner)
    this.open = open
  }
}

/** The name of a Unix socket; who bound it is known by this inode. */
export class SocketFile extends Inode {
  readonly kind = 'socket'
}
