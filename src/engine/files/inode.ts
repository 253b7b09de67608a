import type { FileKind, Stat } from '../kernel/process.ts'
import type { FileSystem } from './file-system.ts'

export interface Ownership {
  readonly mode: number
  readonly uid: number
  readonly gid: number
}

/** Who owns a new inode, and the number that was set aside for it; without: the next one. */
export interface InodeStart extends Ownership {
  readonly ino?: number
}

/** A file of any kind, apart from its names. */
export abstract class Inode {
  abstract readonly kind: FileKind
  readonly fs: FileSystem
  readonly ino: number
  mode: number
  uid: number
  gid: number
  nlink = 1
  /** Milliseconds since 1970. */
  mtime: number
  ctime: number
  atime: number

  constructor(fs: FileSystem, owner: InodeStart) {
    this.fs = fs
    this.ino = owner.ino ?? fs.nextIno()
    this.mode = owner.mode
    this.uid = owner.uid
    this.gid = owner.gid
    this.mtime = this.ctime = this.atime = fs.now()
  }

  get size(): number {
    return 0
  }

  /** Bytes of room that it takes. */
  get heldBytes(): number {
    return 0
  }

  stat(): Stat {
    const { kind, mode, uid, gid, size, ino, nlink, mtime, ctime, atime } = this
    const blocks = Math.ceil(this.heldBytes / 512)
    const dev = this.fs.device
    return { kind, mode, uid, gid, size, blocks, ino, dev, nlink, mtime, ctime, atime }
  }

  /** Its bytes have changed. */
  touch(): void {
    this.mtime = this.ctime = this.fs.now()
  }

  /** One of its names is gone; with the last one what it holds goes too, unless it is open. */
  dropName(): void {
    this.nlink--
    this.ctime = this.fs.now()
  }
}
