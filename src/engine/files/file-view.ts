import { SystemError } from '../kernel/errno.ts'
import type { OpenFile } from '../kernel/open-file.ts'
import type { Credentials, FileSystemSize, FileTimes, OpenFlags, Stat } from '../kernel/process.ts'
import { changeMode, changeOwner, changeTimes } from './attributes.ts'
import { Directory } from './directory.ts'
import type { Inode } from './inode.ts'
import type { Location } from './mount.ts'
import { addName, link, makeDirectory, removeDirectory, unlink } from './names.ts'
import { openPath } from './open.ts'
import { pathOf } from './path-of.ts'
import { mayAccess, type Wish } from './permissions.ts'
import { rename } from './rename.ts'
import { Fifo, MagicLink, SocketFile, Symlink } from './special-files.ts'
import type { Viewer } from './viewer.ts'
import { type Destination, walk, type Walker } from './walk.ts'

/** The file calls of one process (or of the machine itself): its root, directory and rights. */
export class FileView implements Walker {
  readonly root: Location
  readonly viewer: Viewer
  workingDirectory: Location
  credentials: Credentials
  umask: number

  constructor(start: Walker & { readonly umask: number }) {
    this.root = start.root
    this.viewer = start.viewer
    this.workingDirectory = start.workingDirectory
    this.credentials = start.credentials
    this.umask = start.umask
  }

  /** For a child process, or for somebody else who begins at the same place. */
  copy(viewer: Viewer): FileView {
    const { root, workingDirectory, credentials, umask } = this
    return new FileView({ root, workingDirectory, credentials, umask, viewer })
  }

  get cwd(): string {
    return pathOf(this.workingDirectory, this.root)
  }

  chdir(path: string): void {
    const place = this.find(path)
    if (!(place.inode instanceof Directory)) throw new SystemError('ENOTDIR')
    this.demand(place.inode, 'execute')
    this.workingDirectory = place
  }

  open(path: string, flags: OpenFlags, mode = 0o666): OpenFile {
    return openPath(this, path, { flags, mode })
  }

  /** Where the path leads, links followed; ENOENT. */
  find(path: string): Location {
    const { found } = walk(this, path, 'follow')
    if (found === null) throw new SystemError('ENOENT')
    return found
  }

  /** False also where the way there is barred. */
  exists(path: string): boolean {
    try {
      return walk(this, path, 'follow').found !== null
    } catch (error) {
      if (error instanceof SystemError) return false
      throw error
    }
  }

  /** EACCES unless that is allowed. */
  demand(inode: Inode, wish: Wish): void {
    if (!mayAccess(this.credentials, inode, wish)) throw new SystemError('EACCES')
  }

  stat(path: string): Stat {
    const { inode } = this.find(path)
    const file = inode instanceof MagicLink ? inode.end.file?.() : undefined
    return file?.stat() ?? inode.stat()
  }

  lstat(path: string): Stat {
    return this.#findLink(path).inode.stat()
  }

  readdir(path: string): readonly string[] {
    const { inode } = this.find(path)
    if (!(inode instanceof Directory)) throw new SystemError('ENOTDIR')
    this.demand(inode, 'read')
    return inode.names(this.viewer)
  }

  readlink(path: string): string {
    const { inode } = this.#findLink(path)
    if (!(inode instanceof Symlink)) throw new SystemError('EINVAL')
    return inode.target(this.viewer)
  }

  realpath(path: string): string {
    const end = walk(this, path, 'follow')
    if (end.found === null) throw new SystemError('ENOENT')
    if (end.found.inode instanceof Directory) return pathOf(end.found, this.root)
    const directory = pathOf({ mount: end.mount, inode: end.directory }, this.root)
    return directory === '/' ? `/${end.name}` : `${directory}/${end.name}`
  }

  /** False too where there is no such file, or no way to it. */
  access(path: string, wish: Wish): boolean {
    return this.exists(path) && mayAccess(this.credentials, this.find(path).inode, wish)
  }

  mkdir(path: string, mode = 0o777): void {
    makeDirectory(this, path, mode)
  }

  /** With all the directories above it that are missing. */
  makeDirectories(path: string, mode = 0o755): void {
    let at = ''
    for (const name of path.split('/').filter((it) => it !== '')) {
      at += `/${name}`
      if (!this.exists(at)) this.mkdir(at, mode)
    }
  }

  rmdir(path: string): void {
    removeDirectory(this, path)
  }

  unlink(path: string): void {
    unlink(this, path)
  }

  rename(from: string, to: string): void {
    rename(this, from, to)
  }

  link(existing: string, path: string): void {
    link(this, existing, path)
  }

  symlink(target: string, path: string): void {
    if (target === '') throw new SystemError('ENOENT')
    addName(this, path, { make: (fs, owner) => new Symlink(fs, owner, target), mode: 0o777 })
  }

  mkfifo(path: string, mode: number, open: Fifo['open']): void {
    addName(this, path, { make: (fs, owner) => new Fifo(fs, owner, open), mode })
  }

  /** The inode of a Unix socket that is bound to a path; EEXIST. */
  makeSocket(path: string): Inode {
    return addName(this, path, { make: (fs, owner) => new SocketFile(fs, owner), mode: 0o777 })
  }

  chmod(path: string, mode: number): void {
    changeMode(this, walk(this, path, 'follow'), mode)
  }

  chown(path: string, uid: number, gid: number): void {
    changeOwner(this, walk(this, path, 'follow'), { uid, gid })
  }

  utimes(path: string, given: FileTimes | number): void {
    const times = typeof given === 'number' ? { mtime: given, atime: given } : given
    changeTimes(this, walk(this, path, times.isOfLink === true ? 'stay' : 'follow'), times)
  }

  statfs(path: string): FileSystemSize {
    const { totalBytes, freeBytes, usedInodes } = this.find(path).inode.fs
    return { totalBytes, freeBytes, usedInodes }
  }

  #findLink(path: string): Location {
    const end: Destination = walk(this, path, 'stay')
    if (end.found === null) throw new SystemError('ENOENT')
    return end.found
  }
}
