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
  readonly last: 'name' | 'dot' | 'dot dot' | 'root'
  /** What is there, as it is reached (a mount's root when something is mounted on it). */
  readonly found: Location | null
  /** The path ended in a slash: it means a directory. */
  readonly hasSlash: boolean
}

/**
 * What becomes of a link at the end of the path: it is followed (stat, open), it stays (lstat), or
 * the name itself is meant, whatever has it (mkdir, unlink, rename). `create` and `create new` are
 * those of open(2), which make no directories.
 */
export type WalkEnd = 'follow' | 'stay' | 'name' | 'create' | 'create new'

/** Follows a path name by name: path_resolution(7). */
export function walk(walker: Walker, path: string, end: WalkEnd): Destination {
  if (path === '') throw new SystemError('ENOENT')
  if (path.length > LONGEST_PATH) throw new SystemError('ENAMETOOLONG')
  return new Walk(walker, end).along(path)
}

class Walk {
  readonly #walker: Walker
  readonly #end: WalkEnd
  #at: Location
  #followed = 0
  #hasSlash = false

  constructor(walker: Walker, end: WalkEnd) {
    this.#walker = walker
    this.#end = end
    this.#at = walker.workingDirectory
  }

  along(path: string): Destination {
    const names = this.#turnTo(path, true)
    for (let next = names.pop(); next !== undefined; next = names.pop()) {
      const directory = this.#enter()
      const isLast = names.length === 0
      if (next === '.' || next === '..') {
        if (isLast && this.#end === 'name') return this.#dots(next === '.' ? 'dot' : 'dot dot')
        if (next === '..') this.#climb()
        continue
      }
      if (isLast) this.#refuseSlash()
      const found = this.#lookup(directory, next)
      const link = this.#linkAt(found, isLast)
      if (typeof link === 'string') names.push(...this.#turnTo(link, isLast))
      else if (isLast) return this.#destination(directory, next, link)
      else if (link === null) throw new SystemError('ENOENT')
      else this.#at = link
    }
    return this.#dots('root')
  }

  /** The names of a path, last one first; an absolute one begins again at the root. */
  #turnTo(path: string, isLast: boolean): string[] {
    if (path.startsWith('/')) this.#at = this.#walker.root
    const names = path.split('/').filter((name) => name !== '')
    if (isLast && names.length > 0 && path.endsWith('/')) this.#hasSlash = true
    return names.reverse()
  }

  #destination(directory: Directory, name: string, found: Location | null): Destination {
    const mustBeDirectory = this.#hasSlash && this.#end !== 'name'
    if (mustBeDirectory && found !== null && !(found.inode instanceof Directory))
      throw new SystemError('ENOTDIR')
    const { mount } = this.#at
    return { mount, directory, name, last: 'name', found, hasSlash: this.#hasSlash }
  }

  #dots(last: 'dot' | 'dot dot' | 'root'): Destination {
    const { mount } = this.#at
    const directory = this.#directory()
    return { mount, directory, name: '', last, found: this.#at, hasSlash: this.#hasSlash }
  }

  #refuseSlash(): void {
    const creates = this.#end === 'create' || this.#end === 'create new'
    if (creates && this.#hasSlash) throw new SystemError('EISDIR')
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

  /** The text of a link that has to be followed; else the place that was reached. */
  #linkAt(found: Location | null, isLast: boolean): string | Location | null {
    const inode: Inode | undefined = found?.inode
    if (!(inode instanceof Symlink) || !(this.#followsLast || !isLast)) return found
    if (++this.#followed > MOST_LINKS) throw new SystemError('ELOOP')
    if (inode instanceof MagicLink) return inode.end.place() ?? found
    return inode.target(this.#walker.viewer)
  }

  get #followsLast(): boolean {
    if (this.#end === 'stay') return this.#hasSlash
    return this.#end === 'follow' || this.#end === 'create'
  }
}
