import { SystemError } from '../kernel/errno.ts'
import { Directory, noticeChange, TreeDirectory } from './directory.ts'
import type { FileView } from './file-view.ts'
import type { Inode } from './inode.ts'
import { demandChange, demandRemovable, demandWritable } from './names.ts'
import { type Destination, walk } from './walk.ts'

/** rename(2): what stood at `to` is replaced in one step. */
export function rename(view: FileView, from: string, to: string): void {
  const source = walk(view, from, 'stay')
  const target = walk(view, to, 'stay')
  if (source.name === '' || target.name === '') throw new SystemError('EBUSY')
  if (source.mount !== target.mount) throw new SystemError('EXDEV')
  demandWritable(source.mount)
  if (source.found === null) throw new SystemError('ENOENT')
  const { inode } = source.found
  if (target.wantsDirectory && !(inode instanceof Directory)) throw new SystemError('ENOTDIR')
  demandRemovable(view, source)
  demandChange(view, target.directory)
  demandNoLoop(inode, target.directory)
  if (target.found !== null) {
    if (target.found.inode === inode) return
    demandRemovable(view, target)
    demandReplaceable(view, inode, target.found.inode)
  }
  move(source, target, inode)
}

function demandNoLoop(inode: Inode, directory: Directory): void {
  for (let at: Directory | null = directory; at !== null; at = at.parent)
    if (at === inode) throw new SystemError('EINVAL')
}

function demandReplaceable(view: FileView, inode: Inode, replaced: Inode): void {
  if (!(replaced instanceof Directory)) {
    if (inode instanceof Directory) throw new SystemError('ENOTDIR')
    return
  }
  if (!(inode instanceof Directory)) throw new SystemError('EISDIR')
  if (replaced.names(view.viewer).length > 0) throw new SystemError('ENOTEMPTY')
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
