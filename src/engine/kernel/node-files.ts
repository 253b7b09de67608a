import { Directory, TreeDirectory } from '../files/directory.ts'
import type { FileView } from '../files/file-view.ts'
import type { Inode } from '../files/inode.ts'
import { RegularFile } from '../files/regular-file.ts'
import type { NodeFiles } from '../runtime/runtime.ts'
import { SystemError } from './errno.ts'
import { makeTmpfs } from './file-systems.ts'
import type { Kernel } from './kernel.ts'

/** The node's own files, as the kubelet prepares them for containers. */
export function createNodeFiles(kernel: Kernel): NodeFiles {
  const { machine, mounts } = kernel
  const view = mounts.view()
  return {
    makeDirectory: (path, options = {}) => {
      view.makeDirectories(path)
      if (options.gid !== undefined) view.chown(path, -1, options.gid)
      if (options.mode !== undefined) view.chmod(path, options.mode)
    },
    mountScratch: (path, { medium, limit }) => {
      view.makeDirectories(path)
      view.chmod(path, 0o777)
      if (medium !== 'Memory') return
      const size = limit === undefined ? {} : sizeOf(limit)
      mounts.mount({ path, what: makeTmpfs(machine, { mode: 0o777, ...size }) })
    },
    writeFile: (path, bytes, options = {}) => {
      writeFile(view, path, bytes)
      if (options.uid !== undefined || options.gid !== undefined)
        view.chown(path, options.uid ?? -1, options.gid ?? -1)
      if (options.mode !== undefined) view.chmod(path, options.mode)
    },
    symlink: (target, path) => {
      view.symlink(target, path)
    },
    rename: (from, to) => {
      view.rename(from, to)
    },
    readTail: (path, max) => readTail(view, path, max),
    usedBytes: (path) => (view.exists(path) ? heldBytes(view.find(path).inode) : 0),
    space: () => view.statfs('/'),
    exists: (path) => view.exists(path),
    removeAll: (path) => {
      if (isThere(view, path)) removeAll(kernel, view, path)
    },
  }
}

function sizeOf(limit: number): { readonly capacityBytes: number; readonly options: string[] } {
  return { capacityBytes: limit, options: [`size=${Math.ceil(limit / 1024)}k`] }
}

function writeFile(view: FileView, path: string, bytes: Uint8Array): void {
  const file = view.open(path, { write: true, create: true, truncate: true }, 0o644)
  try {
    for (let rest = bytes; rest.length > 0;) {
      const taken = file.tryWrite(rest)
      if (taken === 'again') throw new Error(`${path} is not a regular file`)
      rest = rest.subarray(taken)
    }
  } finally {
    file.close()
  }
}

function readTail(view: FileView, path: string, max: number): Uint8Array | null {
  if (!view.exists(path)) return null
  const { inode } = view.find(path)
  if (!(inode instanceof RegularFile)) return null
  return inode.read(Math.max(0, inode.size - max), max)
}

/** What `du` counts: what the files hold, each once. */
function heldBytes(inode: Inode, counted = new Set<Inode>()): number {
  if (counted.has(inode)) return 0
  counted.add(inode)
  if (!(inode instanceof TreeDirectory)) return inode.heldBytes
  let sum = inode.heldBytes
  for (const below of inode.entries().values()) sum += heldBytes(below, counted)
  return sum
}

/** A link that leads nowhere is there all the same. */
function isThere(view: FileView, path: string): boolean {
  try {
    view.lstat(path)
    return true
  } catch (error) {
    if (error instanceof SystemError) return false
    throw error
  }
}

function removeAll(kernel: Kernel, view: FileView, path: string): void {
  if (view.lstat(path).kind !== 'directory') {
    view.unlink(path)
    return
  }
  const { inode, mount } = view.find(path)
  if (inode instanceof Directory)
    for (const name of inode.names(view.viewer)) removeAll(kernel, view, `${path}/${name}`)
  if (mount.root === inode && mount.point !== null) kernel.mounts.unmount(path)
  view.rmdir(path)
}
