import { SystemDirectory } from '../../files/directory.ts'
import type { FileSystem } from '../../files/file-system.ts'
import type { FileView } from '../../files/file-view.ts'
import { Inode, type Ownership } from '../../files/inode.ts'
import { SystemError } from '../errno.ts'
import type { OpenFile } from '../open-file.ts'
import type { OpenFlags, Stat } from '../process.ts'

const encoder = new TextEncoder()
const nothing = (): void => undefined

const READABLE: Ownership = { mode: 0o444, uid: 0, gid: 0 }
export const LISTED: Ownership = { mode: 0o555, uid: 0, gid: 0 }

/** A file whose text is made when it is opened, as in /proc and /sys. */
export class MadeFile extends Inode {
  readonly kind = 'file'
  readonly #text: () => string

  constructor(fs: FileSystem, owner: Ownership, text: () => string) {
    super(fs, owner)
    this.#text = text
  }

  open(flags: OpenFlags, view: FileView): OpenFile {
    if (flags.write === true) throw new SystemError('EPERM')
    const bytes = encoder.encode(this.#text())
    return new MadeText(bytes, { stat: () => this.stat(), reopen: () => this.open(flags, view) })
  }
}

class MadeText implements OpenFile {
  readonly #bytes: Uint8Array
  readonly #inode: { stat(): Stat; reopen(): OpenFile }
  #offset = 0

  constructor(bytes: Uint8Array, inode: { stat(): Stat; reopen(): OpenFile }) {
    this.#bytes = bytes
    this.#inode = inode
  }

  tryRead(max: number): Uint8Array {
    const bytes = this.#bytes.subarray(this.#offset, this.#offset + max)
    this.#offset += bytes.length
    return bytes
  }

  tryWrite(): never {
    throw new SystemError('EBADF')
  }

  isReady(): boolean {
    return true
  }

  onChange(): () => void {
    return nothing
  }

  stat(): Stat {
    return this.#inode.stat()
  }

  seek(offset: number, from: 'start' | 'current' | 'end'): number {
    const base = { start: 0, current: this.#offset, end: this.#bytes.length }[from]
    this.#offset = Math.max(0, base + offset)
    return this.#offset
  }

  close(): void {
    // Nothing is held.
  }

  reopen(): OpenFile {
    return this.#inode.reopen()
  }
}

/** What a directory of /proc or /sys holds: made when first looked at, the same afterwards. */
export type MadeEntries = Readonly<Record<string, (fs: FileSystem) => Inode>>

export class MadeDirectory extends SystemDirectory {
  readonly #entries: MadeEntries
  /** Absent until somebody looks. */
  #made: Map<string, Inode> | undefined

  constructor(fs: FileSystem, owner: Ownership, entries: MadeEntries) {
    super(fs, owner)
    this.#entries = entries
  }

  override get size(): number {
    return 0
  }

  lookup(name: string): Inode | undefined {
    const known = this.#made?.get(name)
    if (known !== undefined || !Object.hasOwn(this.#entries, name)) return known
    const inode = this.#entries[name]?.(this.fs)
    if (inode !== undefined) this.#adopt(name, inode)
    return inode
  }

  names(): readonly string[] {
    return Object.keys(this.#entries)
  }

  #adopt(name: string, inode: Inode): void {
    this.#made ??= new Map()
    this.#made.set(name, inode)
    if (inode instanceof SystemDirectory) {
      inode.parent = this
      inode.name = name
    }
  }
}

/** A file with text made when it is opened. */
export function made(text: () => string): (fs: FileSystem) => Inode {
  return (fs) => new MadeFile(fs, READABLE, text)
}

export function madeDirectory(entries: MadeEntries): (fs: FileSystem) => Inode {
  return (fs) => new MadeDirectory(fs, LISTED, entries)
}
