import { SystemError } from '../kernel/errno.ts'
import type { Credentials } from '../kernel/process.ts'
import { Directory } from './directory.ts'
import { FileView } from './file-view.ts'
import type { Inode } from './inode.ts'
import type { Location, Mount } from './mount.ts'
import { RegularFile } from './regular-file.ts'
import type { Viewer } from './viewer.ts'
import { walk } from './walk.ts'

/** What is to stand at `path`, which exists already. */
export interface MountRequest {
  readonly path: string
  readonly isReadOnly?: boolean
  /** Default: relatime. */
  readonly flags?: readonly string[]
  /** The root of a file system, or (bind) a place in a tree with what is mounted below it. */
  readonly what: Inode | Location
}

const ROOT: Credentials = {
  uid: 0,
  gid: 0,
  groups: [],
  capabilities: new Set(['DAC_OVERRIDE', 'FOWNER', 'FSETID', 'CHOWN', 'MKNOD']),
}

/** The machine itself looking: nobody's process. */
const NOBODY: Viewer = {
  numberIn: () => null,
  openControllingTerminal: () => {
    throw new SystemError('ENXIO')
  },
}

/** One tree of files, made of mounts: what a container, or the machine itself, sees. */
export class MountNamespace {
  readonly #root: Mount
  readonly #mounts: Mount[]

  constructor(root: Inode, options: { readonly isReadOnly?: boolean } = {}) {
    const isReadOnly = options.isReadOnly ?? false
    const flags = ['relatime']
    this.#root = { root, point: null, path: '/', isReadOnly, flags, children: undefined }
    this.#mounts = [this.#root]
  }

  get root(): Location {
    return { mount: this.#root, inode: this.#root.root }
  }

  /** In the order in which they were made. */
  get mounts(): readonly Mount[] {
    return this.#mounts
  }

  /** The files as somebody sees them; without arguments as the machine's own root does. */
  view(who: { credentials?: Credentials; viewer?: Viewer } = {}): FileView {
    const { credentials = ROOT, viewer = NOBODY } = who
    const { root } = this
    return new FileView({ root, workingDirectory: root, credentials, viewer, umask: 0o022 })
  }

  /** Mounts on a directory, or a file on a file. Bind mounts take the mounts below along. */
  mount(request: MountRequest): void {
    const { path, what, isReadOnly = false, flags = ['relatime'] } = request
    const point = this.place(path)
    const root = 'mount' in what ? what.inode : what
    if ((root.kind === 'directory') !== (point.inode.kind === 'directory'))
      throw new SystemError('ENOTDIR')
    // Looked at before anything is added: a bind mount may stand below what it shows.
    const along = 'mount' in what ? mountsBelow(what) : []
    const onto = this.#add({ root, point, path: this.view().realpath(path), isReadOnly, flags })
    if ('mount' in what) this.#takeAlong(along, what, onto)
  }

  /** Prepares what is read-only afterwards: the places to mount on in a read-only root. */
  whileWritable<T>(act: () => T): T {
    const { isReadOnly } = this.#root
    this.#root.isReadOnly = false
    try {
      return act()
    } finally {
      this.#root.isReadOnly = isReadOnly
    }
  }

  /** Where a path leads, links followed: what a bind mount is made from. */
  place(path: string): Location {
    const { found } = walk(this.view(), path, 'follow')
    if (found === null) throw new SystemError('ENOENT')
    return found
  }

  /** EINVAL where nothing is mounted, EBUSY while something is mounted on it. */
  unmount(path: string): void {
    const { mount, inode } = this.place(path)
    if (inode !== mount.root || mount.point === null) throw new SystemError('EINVAL')
    if ((mount.children?.size ?? 0) > 0) throw new SystemError('EBUSY')
    mount.point.mount.children?.delete(mount.point.inode)
    this.#mounts.splice(this.#mounts.indexOf(mount), 1)
    if (mount.root instanceof RegularFile) mount.root.closed()
  }

  /** Nobody is in it any more: what was mounted, and has no name, can go. */
  release(): void {
    for (const { root } of this.#mounts) if (root instanceof RegularFile) root.closed()
  }

  #add(mount: Omit<Mount, 'children'> & { readonly point: Location }): Mount {
    const { root, point, path, isReadOnly, flags } = mount
    const added: Mount = { root, point, path, isReadOnly, flags, children: undefined }
    point.mount.children ??= new Map()
    point.mount.children.set(point.inode, added)
    // A file that is mounted stays, though its name may go.
    if (root instanceof RegularFile) root.opened()
    this.#mounts.push(added)
    return added
  }

  #takeAlong(along: readonly Stacked[], from: Location, onto: Mount): void {
    for (const { mount, at, above } of along) {
      const path = onto.path + relativePath(at, from.inode)
      const copy = this.#add({ ...mount, point: { mount: onto, inode: at }, path })
      this.#takeAlong(above, { mount, inode: mount.root }, copy)
    }
  }
}

/** A mount, the inode that it covers, and what is mounted on it in turn. */
interface Stacked {
  readonly mount: Mount
  readonly at: Inode
  readonly above: readonly Stacked[]
}

function mountsBelow(place: Location): readonly Stacked[] {
  return [...(place.mount.children ?? [])]
    .filter(([at]) => isBelow(at, place.inode))
    .map(([at, mount]) => ({ mount, at, above: mountsBelow({ mount, inode: mount.root }) }))
}

function isBelow(inode: Inode, ancestor: Inode): boolean {
  for (let at: Inode | null = inode; at instanceof Directory; at = at.parent)
    if (at === ancestor) return true
  return false
}

function relativePath(inode: Inode, ancestor: Inode): string {
  let path = ''
  for (let at: Inode | null = inode; at instanceof Directory && at !== ancestor; at = at.parent)
    path = `/${at.name}${path}`
  return path
}
