import { SystemError } from '../kernel/errno.ts'
import type { OpenFile } from '../kernel/open-file.ts'
import type { OpenFlags } from '../kernel/process.ts'
import { Directory, noticeChange } from './directory.ts'
import type { FileView } from './file-view.ts'
import type { Inode } from './inode.ts'
import { createAt, demandWritable } from './names.ts'
import { OpenDirectory, OpenRegular } from './open-regular.ts'
import { pathOf } from './path-of.ts'
import { RegularFile } from './regular-file.ts'
import { DeviceFile, Fifo, MagicLink, SocketFile, Symlink } from './special-files.ts'
import { type Destination, walk } from './walk.ts'

/** A file that is made at the moment of opening, as those of /proc. */
export interface Openable {
  open(flags: OpenFlags, view: FileView): OpenFile
}

/** open(2). */
export function openPath(
  view: FileView,
  path: string,
  how: { readonly flags: OpenFlags; readonly mode: number },
): OpenFile {
  const { flags } = how
  const isNew = flags.create === true && flags.exclusive === true
  const end = walk(view, path, isNew ? 'create new' : flags.create === true ? 'create' : 'follow')
  if (end.found === null) return openNew(view, end, how)
  if (isNew) throw new SystemError('EEXIST')
  const { inode, mount } = end.found
  if (inode instanceof Symlink && !(inode instanceof MagicLink)) throw new SystemError('ELOOP')
  if (inode instanceof Directory) return openDirectory(view, end, flags)
  if (flags.directory === true) throw new SystemError('ENOTDIR')
  demandFlags(view, inode, flags)
  if (flags.write === true && inode.kind === 'file') demandWritable(mount)
  if (!(inode instanceof RegularFile)) return openSpecial(view, inode, flags)
  if (flags.truncate === true && flags.write === true) truncate(view, end, inode)
  return openRegular(view, end, { inode, flags, change: 'changed' })
}

function openNew(
  view: FileView,
  end: Destination,
  how: { readonly flags: OpenFlags; readonly mode: number },
): OpenFile {
  if (how.flags.create !== true) throw new SystemError('ENOENT')
  const mode = how.mode & 0o7777
  const inode = createAt(view, end, { make: (fs, owner) => new RegularFile(fs, owner), mode })
  if (!(inode instanceof RegularFile)) throw new Error('a new file is a regular file')
  const found = { mount: end.mount, inode }
  return openRegular(view, { ...end, found }, { inode, flags: how.flags, change: 'added' })
}

function openDirectory(view: FileView, end: Destination, flags: OpenFlags): OpenFile {
  if (flags.write === true || flags.create === true) throw new SystemError('EISDIR')
  if (end.found === null) throw new SystemError('ENOENT')
  view.demand(end.found.inode, 'read')
  return new OpenDirectory(end.found, pathOf(end.found, view.root))
}

function demandFlags(view: FileView, inode: Inode, flags: OpenFlags): void {
  if (inode instanceof MagicLink) return
  if (flags.read === true) view.demand(inode, 'read')
  if (flags.write === true) view.demand(inode, 'write')
}

function openSpecial(view: FileView, inode: Inode, flags: OpenFlags): OpenFile {
  if (isOpenable(inode)) return inode.open(flags, view)
  if (inode instanceof DeviceFile) return inode.device.open(flags, view.viewer)
  if (inode instanceof Fifo) return inode.open(flags, inode)
  if (inode instanceof MagicLink) {
    const file = inode.end.file?.()
    if (file?.reopen === undefined) throw new SystemError('ENXIO')
    return file.reopen(flags)
  }
  throw new SystemError(inode instanceof SocketFile ? 'ENXIO' : 'EINVAL')
}

function isOpenable(inode: Inode): inode is Inode & Openable {
  return inode.kind === 'file' && 'open' in inode
}

function truncate(view: FileView, end: Destination, inode: RegularFile): void {
  if (!view.credentials.capabilities.has('FSETID')) inode.dropPrivileges()
  if (inode.size === 0) return
  inode.truncate(0)
  noticeChange(end.directory, end.name, { change: 'changed', bytes: 0 })
}

function openRegular(
  view: FileView,
  end: Destination,
  what: { inode: RegularFile; flags: OpenFlags; change: 'added' | 'changed' },
): OpenFile {
  const { directory, found, mount, name } = end
  if (found === null) throw new SystemError('ENOENT')
  const parent = pathOf({ mount, inode: directory }, view.root)
  return new OpenRegular({
    file: what.inode,
    place: found,
    path: parent === '/' ? `/${name}` : `${parent}/${name}`,
    flags: what.flags,
    dropsPrivileges: !view.credentials.capabilities.has('FSETID'),
    change: what.change,
    notice: (change) => {
      noticeChange(directory, name, change)
    },
  })
}
