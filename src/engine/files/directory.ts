import { SystemError } from '../kernel/errno.ts'
import type { FileKind } from '../kernel/process.ts'
import type { FileSystem } from './file-system.ts'
import { Inode, type InodeStart } from './inode.ts'
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

const NONE: ReadonlyMap<string, Inode> = new Map()

/** What a directory holds from the start, of which many directories can be made. */
export interface Below {
  readonly names: ReadonlyMap<string, { readonly kind: FileKind }>
  make(fs: FileSystem, name: string, ino: number): Inode
}

/**
 * A directory whose entries are kept. What it holds from the start is numbered when somebody first
 * looks inside, but each file is made only when it is looked for, all of them when they are listed
 * or when the directory changes.
 */
export class TreeDirectory extends Directory {
  #entries: Map<string, Inode> | undefined
  /** Until all is made. */
  #below: Below | undefined
  #firstIno = 0

  constructor(fs: FileSystem, owner: InodeStart, below?: Below) {
    super(fs, owner)
    this.#below = below
    this.nlink = 2
  }

  /** Nobody has looked inside yet. */
  get isUntouched(): boolean {
    return this.#entries === undefined && this.#below !== undefined
  }

  /** It has these names from its start and still has them all, and no others. */
  isStill(names: Below['names']): boolean {
    return this.#below?.names === names
  }

  entries(): ReadonlyMap<string, Inode> {
    const found = this.#look()
    if (this.#below === undefined) return found
    const all = new Map<string, Inode>()
    let ino = this.#firstIno
    for (const name of this.#below.names.keys()) {
      all.set(name, found.get(name) ?? this.#make(this.#below, name, ino))
      ino++
    }
    this.#below = undefined
    this.#entries = all
    return all
  }

  /** What somebody has looked for, until all is made; no other file can have changed. */
  made(): ReadonlyMap<string, Inode> {
    return this.#entries ?? NONE
  }

  lookup(name: string): Inode | undefined {
    const found = this.#look()
    const known = found.get(name)
    if (known !== undefined || this.#below?.names.has(name) !== true) return known
    let ino = this.#firstIno
    for (const other of this.#below.names.keys()) {
      if (other === name) break
      ino++
    }
    const inode = this.#make(this.#below, name, ino)
    found.set(name, inode)
    return inode
  }

  names(): readonly string[] {
    return [...this.entries().keys()]
  }

  #look(): Map<string, Inode> {
    if (this.#entries !== undefined) return this.#entries
    if (this.#below !== undefined) {
      this.#firstIno = this.fs.setAside(this.#below.names.size)
      for (const { kind } of this.#below.names.values()) if (kind === 'directory') this.nlink++
    }
    this.#entries = new Map()
    return this.#entries
  }

  #make(below: Below, name: string, ino: number): Inode {
    const inode = below.make(this.fs, name, ino)
    if (inode instanceof Directory) this.#adopt(name, inode)
    return inode
  }

  #adopt(name: string, directory: Directory): void {
    directory.parent = this
    directory.name = name
  }

  /** Puts an inode in with that name; one that has it already loses it. */
  add(name: string, inode: Inode): void {
    if (this.isRemoved) throw new SystemError('ENOENT')
    this.entries()
    this.remove(name)
    this.#entries?.set(name, inode)
    if (inode instanceof Directory) {
      this.#adopt(name, inode)
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
