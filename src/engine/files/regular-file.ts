import type { Program } from '../kernel/process.ts'
import { Contents } from './contents.ts'
import type { FileSystem } from './file-system.ts'
import { Inode, type InodeStart } from './inode.ts'

/** A file with bytes. One that is a binary carries the program that runs when it is executed. */
export class RegularFile extends Inode {
  readonly kind = 'file'
  #contents: Contents
  #program: Program | undefined
  #opened = 0
  /** Its bytes came with the image and take no room in the writable layer. */
  #isFromImage = false

  constructor(fs: FileSystem, owner: InodeStart) {
    super(fs, owner)
    this.#contents = new Contents()
  }

  /** A file of an image: shares its bytes with all containers until it is changed. */
  static fromImage(fs: FileSystem, owner: InodeStart, image: ImageBytes): RegularFile {
    const file = new RegularFile(fs, owner)
    file.#contents = image.contents
    file.#program = image.program
    file.#isFromImage = true
    return file
  }

  override get size(): number {
    return this.#contents.size
  }

  override get heldBytes(): number {
    return this.#isFromImage ? this.#contents.size : this.#contents.heldBytes
  }

  /** It has not been written to since it came from the image. */
  hasBytesOf(image: ImageBytes): boolean {
    return this.#isFromImage && this.#contents === image.contents
  }

  get program(): Program | undefined {
    return this.#program
  }

  read(offset: number, max: number): Uint8Array {
    return this.#contents.read(offset, max)
  }

  /** How many bytes found room. */
  write(offset: number, bytes: Uint8Array): number {
    if (!this.#makeOwn()) return 0
    const written = this.#contents.write(offset, bytes, this.fs)
    if (written > 0) this.touch()
    return written
  }

  /** False when there is no room for what stays. */
  truncate(size: number): boolean {
    if (!this.#makeOwn(size)) return false
    this.#contents.truncate(size, this.fs)
    this.touch()
    return true
  }

  /** Sets room aside up to that size; false when there is none. */
  reserve(size: number): boolean {
    if (!this.#makeOwn() || !this.#contents.reserve(size, this.fs)) return false
    this.touch()
    return true
  }

  /** Who writes without FSETID takes set-user-ID and set-group-ID away. */
  dropPrivileges(): void {
    const isExecutableSetgid = (this.mode & 0o2010) === 0o2010
    this.mode &= isExecutableSetgid ? 0o1777 : 0o3777
  }

  opened(): void {
    this.#opened++
  }

  closed(): void {
    this.#opened--
    this.#release()
  }

  override dropName(): void {
    super.dropName()
    this.#release()
  }

  /** Copies the file up into the writable layer before its first change. */
  #makeOwn(keep = Infinity): boolean {
    if (!this.#isFromImage) return true
    const own = this.#contents.copy()
    own.truncate(Math.min(own.size, keep), {
      freeBytes: Infinity,
      take: () => true,
      give: () => undefined,
    })
    if (!this.fs.take(own.heldBytes)) return false
    this.#contents = own
    this.#program = undefined
    this.#isFromImage = false
    return true
  }

  #release(): void {
    if (this.nlink > 0 || this.#opened > 0 || this.#isFromImage) return
    this.#contents.truncate(0, this.fs)
  }
}

export interface ImageBytes {
  readonly contents: Contents
  readonly program?: Program | undefined
}
