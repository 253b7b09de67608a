import { SystemError } from '../kernel/errno.ts'
import type { FileTimes } from '../kernel/process.ts'
import { noticeChange } from './directory.ts'
import type { FileView } from './file-view.ts'
import type { Inode } from './inode.ts'
import { demandWritable } from './names.ts'
import { isInGroup, isOwner, mayChown } from './permissions.ts'
import type { Destination } from './walk.ts'

export function changeMode(view: FileView, end: Destination, mode: number): void {
  const inode = changeable(end)
  const { credentials } = view
  if (!isOwner(credentials, inode)) throw new SystemError('EPERM')
  const keepsSetgid = isInGroup(credentials, inode.gid) || credentials.capabilities.has('FSETID')
  inode.mode = mode & (keepsSetgid ? 0o7777 : 0o5777)
  noticeAttributes(end, inode)
}

/** -1 leaves a number as it is. */
export function changeOwner(
  view: FileView,
  end: Destination,
  to: { readonly uid: number; readonly gid: number },
): void {
  const inode = changeable(end)
  const uid = to.uid === -1 ? undefined : to.uid
  const gid = to.gid === -1 ? undefined : to.gid
  if (!mayChown(view.credentials, inode, { uid, gid })) throw new SystemError('EPERM')
  const losesPrivileges = inode.kind === 'file' && (inode.mode & 0o6000) !== 0
  if (losesPrivileges && !isOwner(view.credentials, inode)) throw new SystemError('EPERM')
  inode.uid = uid ?? inode.uid
  inode.gid = gid ?? inode.gid
  if (inode.kind === 'file') inode.mode &= 0o1777
  noticeAttributes(end, inode)
}

/** Who may write may set the time to now; another time is for the owner. */
export function changeTimes(view: FileView, end: Destination, times: FileTimes): void {
  const inode = changeable(end)
  const now = inode.fs.now()
  if (!isOwner(view.credentials, inode)) {
    const given = times.mtime ?? times.atime ?? now
    if (Math.abs(given - now) > 1000) throw new SystemError('EPERM')
    view.demand(inode, 'write')
  }
  inode.mtime = times.mtime ?? inode.mtime
  inode.atime = times.atime ?? inode.atime
  inode.ctime = now
}

function changeable(end: Destination): Inode {
  if (end.found === null) throw new SystemError('ENOENT')
  demandWritable(end.found.mount)
  return end.found.inode
}

function noticeAttributes(end: Destination, inode: Inode): void {
  inode.ctime = inode.fs.now()
  if (end.name !== '')
    noticeChange(end.directory, end.name, { change: 'changed', bytes: inode.size })
}
