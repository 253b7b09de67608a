import { createNodeFiles, type Kernel } from '#engine'

/** What a learner writes is smaller; whoever fills a disk shall not fill it at every look. */
const MOST_BYTES = 2 ** 20

/**
 * Makes a directory of one machine what it is on another: its files with owners and modes, links
 * as links. Files above a mebibyte, pipes and sockets are left out.
 */
export function copyDirectory(path: string, machines: { from: Kernel; to: Kernel }): void {
  const { from, to } = machines
  createNodeFiles(to).removeAll(path)
  if (from.mounts.view().exists(path)) copy(path, machines)
}

function copy(path: string, machines: { from: Kernel; to: Kernel }): void {
  const from = machines.from.mounts.view()
  const to = machines.to.mounts.view()
  const { kind, size, mode, uid, gid } = from.lstat(path)
  if (kind === 'symlink') {
    to.symlink(from.readlink(path), path)
    return
  }
  if (kind === 'directory') {
    to.mkdir(path)
    to.chown(path, uid, gid)
    to.chmod(path, mode)
    for (const name of from.readdir(path)) copy(`${path}/${name}`, machines)
  } else if (kind === 'file' && size <= MOST_BYTES) {
    const bytes = createNodeFiles(machines.from).readTail(path, size) ?? new Uint8Array()
    createNodeFiles(machines.to).writeFile(path, bytes, { uid, gid, mode })
  }
}
