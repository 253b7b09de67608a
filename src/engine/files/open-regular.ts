import { SystemError } from '../kernel/errno.ts'
import type { OpenFile } from '../kernel/open-file.ts'
import type { OpenFlags, Stat } from '../kernel/process.ts'
import type { FileChange } from './directory.ts'
import type { Location } from './mount.ts'
import type { RegularFile } from './regular-file.ts'

const nothing = (): void => undefined

export interface Opening {
  readonly file: RegularFile
  readonly place: Location
  readonly path: string
  readonly flags: OpenFlags
  /** Told of the first change through this description, and of the last size when it closes. */
  readonly notice: (what: Omit<FileChange, 'path'>) => void
  /** Its writer has not the capability FSETID. */
  readonly dropsPrivileges: boolean
  /** What it is called when it has been written to. */
  readonly change: FileChange['change']
}

/** A regular file that is open: its own offset and flags. */
export class OpenRegular implements OpenFile {
  readonly place: Location
  readonly #opening: Opening
  #offset = 0
  #told: number | null = null

  constructor(opening: Opening) {
    this.#opening = opening
    this.place = opening.place
    opening.file.opened()
  }

  get label(): string {
    const { file, path } = this.#opening
    return file.nlink > 0 ? path : `${path} (deleted)`
  }

  tryRead(max: number): Uint8Array {
    const { file, flags } = this.#opening
    if (flags.read !== true) throw new SystemError('EBADF')
    const bytes = file.read(this.#offset, max)
    this.#offset += bytes.length
    if (file.atime <= file.mtime) file.atime = file.fs.now()
    return bytes
  }

  tryWrite(bytes: Uint8Array): number {
    const { file, flags } = this.#opening
    if (flags.write !== true) throw new SystemError('EBADF')
    if (flags.append === true) this.#offset = file.size
    const written = file.write(this.#offset, bytes)
    if (written === 0 && bytes.length > 0) throw new SystemError('ENOSPC')
    this.#offset += written
    if (written > 0 && this.#opening.dropsPrivileges) file.dropPrivileges()
    if (this.#told === null) this.#tell()
    return written
  }

  isReady(): boolean {
    return true
  }

  onChange(): () => void {
    return nothing
  }

  stat(): Stat {
    return this.#opening.file.stat()
  }

  seek(offset: number, from: 'start' | 'current' | 'end'): number {
    const base = { start: 0, current: this.#offset, end: this.#opening.file.size }[from]
    if (base + offset < 0) throw new SystemError('EINVAL')
    this.#offset = base + offset
    return this.#offset
  }

  truncate(size: number): void {
    const { file, flags } = this.#opening
    if (flags.write !== true || size < 0) throw new SystemError('EINVAL')
    if (!file.truncate(size)) throw new SystemError('ENOSPC')
    if (this.#opening.dropsPrivileges) file.dropPrivileges()
    this.#tell()
  }

  allocate(size: number): void {
    const { file, flags } = this.#opening
    if (flags.write !== true) throw new SystemError('EBADF')
    if (size <= 0) throw new SystemError('EINVAL')
    if (!file.reserve(size)) throw new SystemError('ENOSPC')
    this.#tell()
  }

  close(): void {
    const { change, file } = this.#opening
    const isNew = this.#told === null && change === 'added'
    const hasGrown = this.#told !== null && this.#told !== file.size
    if ((isNew || hasGrown) && file.nlink > 0) this.#tell()
    file.closed()
  }

  #tell(): void {
    const { change, file, notice } = this.#opening
    this.#told = file.size
    notice({ change, bytes: file.size })
  }
}

/** A directory that is open: only good for fstat(2) and fchdir(2). */
export class OpenDirectory implements OpenFile {
  readonly label: string
  readonly place: Location

  constructor(place: Location, path: string) {
    this.place = place
    this.label = path
  }

  tryRead(): never {
    throw new SystemError('EISDIR')
  }

  tryWrite(): never {
    throw new SystemError('EBADF')
  }

  isReady(): boolean {
    return true
  }

  onChange(): () => void {
    return nothing
  }

  stat(): Stat {
    return this.place.inode.stat()
  }

  close(): void {
    // Nothing is held.
  }
}
