import { SystemError } from '../kernel/errno.ts'
import { Directory, noticeChange, TreeDirectory } from './directory.ts'
import type { FileView } from './file-view.ts'
import type { Inode } from './inode.ts'
import { demandChange, demandRemovable, demandUncovered, demandWritable } from './names.ts'
import { type Destination, walk } from './walk.ts'

/** rename(2): what stood at `to` is replaced in one step. */
export function rename(view: FileView, from: string, to: string): void {
  const source = walk(view, from, 'name')
  const target = walk(view, to, 'name')
  if (source.mount !== target.mount) throw new SystemError('EXDEV')
  if (source.last !== 'name' || target.last !== 'name') throw new SystemError('EBUSY')
  demandWritable(source.mount)
  if (source.found === null) throw new SystemError('ENOENT')
  const { inode } = source.found
  const isDirectory = inode instanceof Directory
  if (!isDirectory && (source.hasSlash || target.hasSlash)) throw new SystemError('ENOTDIR')
  if (isAbove(inode, target.directory)) throw new SystemError('EINVAL')
  const replaced = target.found?.inode
  if (replaced !== undefined && isAbove(replaced, source.directory))
    throw new SystemError('ENOTEMPTY')
  if (replaced === inode) return
  demandRemovable(view, source)
  demandTarget(view, target, inode)
  if (isDirectory && source.directory !== target.directory) view.demand(inode, 'write')
  demandUncovered(source)
  demandUncovered(target)
  demandEmpty(view, replaced)
  move(source, target, inode)
}

/** Whether a directory is the other one, or contains it somewhere below. */
function isAbove(inode: Inode, directory: Directory): boolean {
  for (let at: Directory | null = directory; at !== null; at = at.parent)
    if (at === inode) return true
  return false
}

/** A file replaces a file, a directory a directory. */
function demandTarget(view: FileView, target: Destination, inode: Inode): void {
  const replaced = target.found?.inode
  if (replaced === undefined) {
    demandChange(view, target.directory)
    return
  }
  demandRemovable(view, target)
  const [from, to] = [inode.kind === 'directory', replaced.kind === 'directory']
  if (from !== to) throw new SystemError(from ? 'ENOTDIR' : 'EISDIR')
}

function demandEmpty(view: FileView, replaced: Inode | undefined): void {
  if (replaced instanceof Directory && replaced.names(view.viewer).length > 0)
    throw new SystemError('ENOTEMPTY')
}

function move(source: Destination, target: Destination, inode: Inode): void {
  const replaced = target.found?.inode
  noticeTree(source, inode, 'deleted')
  source.directory.remove(source.name)
  target.directory.add(target.name, inode)
  if (replaced instanceof Directory) replaced.isRemoved = true
  replaced?.dropName()
  source.directory.touch()
  target.directory.touch()
  inode.ctime = inode.fs.now()
  noticeTree(target, inode, replaced === undefined ? 'added' : 'changed')
}

/** A directory that moves takes along all that is below it. */
function noticeTree(end: Destination, inode: Inode, change: 'added' | 'changed' | 'deleted'): void {
  const tell = (path: string, at: Inode): void => {
    noticeChange(end.directory, path, { change, bytes: change === 'deleted' ? 0 : at.size })
    if (!(at instanceof TreeDirectory)) return
    for (const [name, inside] of at.entries()) tell(`${path}/${name}`, inside)
  }
  tell(end.name, inode)
}
