import { SystemError } from '../kernel/errno.ts'
import type { Credentials } from '../kernel/process.ts'
import { Directory } from './directory.ts'
import type { Inode } from './inode.ts'
import { below, type Location, type Mount, uncovered } from './mount.ts'
import { mayAccess } from './permissions.ts'
import { MagicLink, Symlink } from './special-files.ts'
import type { Viewer } from './viewer.ts'

const LONGEST_NAME = 255
const LONGEST_PATH = 4095
const MOST_LINKS = 40

/** Who walks, from where. */
export interface Walker {
  readonly root: Location
  readonly workingDirectory: Location
  readonly credentials: Credentials
  readonly viewer: Viewer
}

/** Where the last name of a path leads: a directory, a name in it, and what has that name. */
export interface Destination {
  readonly mount: Mount
  readonly directory: Directory
  /** Empty when the path ends in . or .. or is the root itself. */
  readonly name: string
  /** What is there, as it is reached (a mount's root when something is mounted on it). */
  readonly found: Location | null
  /** The path ended in a slash: it must be a directory. */
  readonly wantsDirectory: boolean
}

/** Follows a path name by name; `links: 'stay'` does not follow a link at its end. */
export function walk(walker: Walker, path: string, links: 'follow' | 'stay'): Destination {
  if (path === '') throw new SystemError('ENOENT')
  if (path.length > LONGEST_PATH) throw new SystemError('ENAMETOOLONG')
  return new Walk(walker, links).along(path)
}

class Walk {
  readonly #walker: Walker
  readonly #links: 'follow' | 'stay'
  #at: Location
  #followed = 0

  constructor(walker: Walker, links: 'follow' | 'stay') {
    this.#walker = walker
    this.#links = links
    this.#at = walker.workingDirectory
  }

  along(path: string): Destination {
    const names = namesOf(path)
    if (path.startsWith('/')) this.#at = this.#walker.root
    let wantsDirectory = path.endsWith('/')
    for (let next = names.pop(); next !== undefined; next = names.pop()) {
      const directory = this.#enter()
      const isLast = names.length === 0
      if (next === '..') this.#climb()
      if (next === '..' || next === '.') continue
      const found = this.#lookup(directory, next)
      const link = this.#linkAt(found, !isLast || wantsDirectory)
      if (link === null) {
        if (isLast) return this.#destination({ directory, name: next, found, wantsDirectory })
        if (found === null) throw new SystemError('ENOENT')
        this.#at = found
      } else if (typeof link === 'string') {
        if (isLast && link.endsWith('/')) wantsDirectory = true
        if (link.startsWith('/')) this.#at = this.#walker.root
        names.push(...namesOf(link))
      } else if (isLast) {
        return this.#destination({ directory, name: next, found: link, wantsDirectory })
      } else this.#at = link
    }
    const directory = this.#directory()
    return { mount: this.#at.mount, directory, name: '', found: this.#at, wantsDirectory }
  }

  #destination(end: Omit<Destination, 'mount'>): Destination {
    if (end.wantsDirectory && end.found !== null && !(end.found.inode instanceof Directory))
      throw new SystemError('ENOTDIR')
    return { mount: this.#at.mount, ...end }
  }

  #directory(): Directory {
    const { inode } = this.#at
    if (!(inode instanceof Directory)) throw new SystemError('ENOTDIR')
    return inode
  }

  #enter(): Directory {
    const directory = this.#directory()
    if (!mayAccess(this.#walker.credentials, directory, 'execute')) throw new SystemError('EACCES')
    return directory
  }

  #climb(): void {
    const { root } = this.#walker
    if (this.#at.inode === root.inode && this.#at.mount === root.mount) return
    const place = below(this.#at)
    const parent = place.inode instanceof Directory ? place.inode.parent : null
    this.#at = uncovered({ mount: place.mount, inode: parent ?? place.inode })
  }

  #lookup(directory: Directory, name: string): Location | null {
    if (name.length > LONGEST_NAME) throw new SystemError('ENAMETOOLONG')
    const inode = directory.lookup(name, this.#walker.viewer)
    return inode === undefined ? null : uncovered({ mount: this.#at.mount, inode })
  }

  /** Where a link leads that has to be followed: a path, or straight to a place. */
  #linkAt(found: Location | null, isOnTheWay: boolean): string | Location | null {
    const inode: Inode | undefined = found?.inode
    if (!(inode instanceof Symlink)) return null
    if (!isOnTheWay && this.#links === 'stay') return null
    if (++this.#followed > MOST_LINKS) throw new SystemError('ELOOP')
    if (inode instanceof MagicLink) {
      return inode.end.place() ?? found
    }
    return inode.target(this.#walker.viewer)
  }
}

/** Last name first. */
function namesOf(path: string): string[] {
  return path
    .split('/')
    .filter((name) => name !== '')
    .reverse()
}
