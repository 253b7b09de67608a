import { Directory } from './directory.ts'
import { below, type Location } from './mount.ts'

/** The absolute path of a directory as somebody with that root sees it: getcwd(3). */
export function pathOf(directory: Location, root: Location): string {
  let path = ''
  let at = directory
  while (at.inode !== root.inode || at.mount !== root.mount) {
    at = below(at)
    const { inode, mount } = at
    if (!(inode instanceof Directory) || inode.parent === null) break
    path = `/${inode.name}${path}`
    at = { mount, inode: inode.parent }
  }
  return path === '' ? '/' : path
}
