import { SystemError } from '../kernel/errno.ts'
import { Directory, noticeChange, TreeDirectory } from './directory.ts'
import type { FileSystem } from './file-system.ts'
import type { FileView } from './file-view.ts'
import type { Inode, Ownership } from './inode.ts'
import type { Mount } from './mount.ts'
import { mayLink, mayTakeOut } from './permissions.ts'
import { type Destination, walk } from './walk.ts'

export interface NewInode {
  readonly make: (fs: FileSystem, owner: Ownership) => Inode
  /** Before the umask. */
  readonly mode: number
}

/** EROFS where the mount, or what is mounted, must not be changed. */
export function demandWritable(mount: Mount): void {
  if (mount.isReadOnly) throw new SystemError('EROFS')
}

/** Makes an inode with a new name: EEXIST, ENOENT, EROFS, EACCES. */
export function addName(view: FileView, path: string, how: NewInode): Inode {
  return createAt(view, newName(view, path), how)
}

function newName(view: FileView, path: string): Destination {
  const end = walk(view, path, 'name')
  if (end.last !== 'name' || end.found !== null) throw new SystemError('EEXIST')
  if (end.hasSlash) throw new SystemError('ENOENT')
  return end
}

export function createAt(view: FileView, end: Destination, how: NewInode): Inode {
  const { directory, mount, name } = end
  demandWritable(mount)
  demandChange(view, directory)
  const { uid, gid } = view.credentials
  const isSetgid = (directory.mode & 0o2000) !== 0
  const mode = how.mode & ~view.umask
  const inode = how.make(directory.fs, { mode, uid, gid: isSetgid ? directory.gid : gid })
  if (isSetgid && inode instanceof Directory) inode.mode |= 0o2000
  directory.add(name, inode)
  directory.touch()
  if (inode.kind !== 'file') noticeChange(directory, name, { change: 'added', bytes: 0 })
  return inode
}

export function makeDirectory(view: FileView, path: string, mode: number): void {
  const end = walk(view, path, 'name')
  if (end.last !== 'name' || end.found !== null) throw new SystemError('EEXIST')
  createAt(view, end, { make: (fs, owner) => new TreeDirectory(fs, owner), mode: mode & 0o1777 })
}

export function link(view: FileView, existing: string, path: string): void {
  const { found } = walk(view, existing, 'stay')
  if (found === null) throw new SystemError('ENOENT')
  const to = newName(view, path)
  const { inode, mount } = found
  demandWritable(to.mount)
  if (mount !== to.mount) throw new SystemError('EXDEV')
  if (!mayLink(view.credentials, inode)) throw new SystemError('EPERM')
  demandChange(view, to.directory)
  if (inode instanceof Directory) throw new SystemError('EPERM')
  createAt(view, to, { make: () => inode, mode: inode.mode })
  inode.nlink++
  inode.ctime = inode.fs.now()
  noticeChange(to.directory, to.name, { change: 'added', bytes: inode.size })
}

export function unlink(view: FileView, path: string): void {
  const end = walk(view, path, 'name')
  if (end.last !== 'name') throw new SystemError('EISDIR')
  demandWritable(end.mount)
  const { found, hasSlash } = end
  if (found === null) throw new SystemError('ENOENT')
  const isDirectory = found.inode instanceof Directory
  if (hasSlash) throw new SystemError(isDirectory ? 'EISDIR' : 'ENOTDIR')
  demandRemovable(view, end)
  if (isDirectory) throw new SystemError('EISDIR')
  demandUncovered(end)
  takeOut(end, found.inode)
}

export function removeDirectory(view: FileView, path: string): void {
  const end = walk(view, path, 'name')
  const refusal = { dot: 'EINVAL', 'dot dot': 'ENOTEMPTY', root: 'EBUSY', name: null } as const
  const errno = refusal[end.last]
  if (errno !== null) throw new SystemError(errno)
  demandWritable(end.mount)
  const { found } = end
  if (found === null) throw new SystemError('ENOENT')
  demandRemovable(view, end)
  const { inode } = found
  if (!(inode instanceof Directory)) throw new SystemError('ENOTDIR')
  demandUncovered(end)
  if (inode.names(view.viewer).length > 0) throw new SystemError('ENOTEMPTY')
  inode.isRemoved = true
  takeOut(end, inode)
}

/** Write and search permission on the directory whose names change. */
export function demandChange(view: FileView, directory: Directory): void {
  if (directory.isRemoved) throw new SystemError('ENOENT')
  view.demand(directory, 'write')
  view.demand(directory, 'execute')
}

/** Whether what is found may lose its name: EACCES, EPERM (sticky). */
export function demandRemovable(view: FileView, end: Destination): void {
  const { directory, found } = end
  if (found === null) throw new SystemError('ENOENT')
  demandChange(view, directory)
  if (!mayTakeOut(view.credentials, directory, found.inode)) throw new SystemError('EPERM')
}

/** EBUSY where something is mounted on it. */
export function demandUncovered(end: Destination): void {
  if (end.found !== null && end.found.mount !== end.mount) throw new SystemError('EBUSY')
}

function takeOut(end: Destination, inode: Inode): void {
  end.directory.remove(end.name)
  end.directory.touch()
  inode.dropName()
  noticeChange(end.directory, end.name, { change: 'deleted', bytes: 0 })
}
