import { SystemError } from '../kernel/errno.ts'
import type { FileSystem } from './file-system.ts'
import { Inode, type Ownership } from './inode.ts'
import type { Viewer } from './viewer.ts'

/** What happened to a file below a directory that is watched; the path is relative to it. */
export interface FileChange {
  readonly path: string
  readonly change: 'added' | 'changed' | 'deleted'
  readonly bytes: number
}

/** A directory of any file system, also of those that are made up at the moment of asking. */
export abstract class Directory extends Inode {
  readonly kind = 'directory'
  /** Null: the root of its file system. */
  parent: Directory | null = null
  name = ''
  isRemoved = false
  /** Told of every change of a file below. */
  watch: ((change: FileChange) => void) | undefined

  abstract lookup(name: string, viewer: Viewer): Inode | undefined
  /** Without . and .., in the order of their creation. */
  abstract names(viewer: Viewer): readonly string[]

  override get size(): number {
    return 4096
  }

  override get heldBytes(): number {
    return 4096
  }

  /** Puts an inode in with that name; a file system that makes its names up refuses. */
  abstract add(name: string, inode: Inode): void
  abstract remove(name: string): void
}

/** A directory whose entries are made up by the system: nobody else puts names in. */
export abstract class SystemDirectory extends Directory {
  add(): never {
    throw new SystemError('ENOENT')
  }

  remove(): never {
    throw new SystemError('EPERM')
  }
}

/** A directory whose entries are kept. */
export class TreeDirectory extends Directory {
  #entries: Map<string, Inode> | undefined
  readonly #fill: ((directory: TreeDirectory) => void) | undefined

  /** `fill` adds what the directory holds from the start, when somebody first looks. */
  constructor(fs: FileSystem, owner: Ownership, fill?: (directory: TreeDirectory) => void) {
    super(fs, owner)
    this.#fill = fill
    this.nlink = 2
  }

  /** Nobody has looked inside yet. */
  get isUntouched(): boolean {
    return this.#entries === undefined && this.#fill !== undefined
  }

  entries(): ReadonlyMap<string, Inode> {
    if (this.#entries === undefined) {
      this.#entries = new Map()
      this.#fill?.(this)
    }
    return this.#entries
  }

  lookup(name: string): Inode | undefined {
    return this.entries().get(name)
  }

  names(): readonly string[] {
    return [...this.entries().keys()]
  }

  /** Puts an inode in with that name; one that has it already loses it. */
  add(name: string, inode: Inode): void {
    if (this.isRemoved) throw new SystemError('ENOENT')
    this.entries()
    this.remove(name)
    this.#entries?.set(name, inode)
    if (inode instanceof Directory) {
      inode.parent = this
      inode.name = name
      this.nlink++
    }
  }

  remove(name: string): void {
    const inode = this.entries().get(name)
    if (inode === undefined) return
    this.#entries?.delete(name)
    if (inode instanceof Directory) this.nlink--
  }
}

/** Tells whoever watches a directory above of what happened to `name` in `directory`. */
export function noticeChange(
  directory: Directory,
  name: string,
  what: Omit<FileChange, 'path'>,
): void {
  let path = name
  for (let at: Directory | null = directory; at !== null; at = at.parent) {
    if (at.watch !== undefined) {
      at.watch({ ...what, path })
      return
    }
    path = `${at.name}/${path}`
  }
}
