import type { Space } from './contents.ts'

export interface FileSystemOptions {
  /** As /proc/mounts names it: overlay, ext4, tmpfs, proc. */
  readonly type: string
  /** The first column of /proc/mounts. */
  readonly source: string
  readonly device: number
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** A write beyond it is refused with ENOSPC; absent: as large as it likes to be. */
  readonly capacityBytes?: number
  /** Mount options beside rw and relatime, such as size=64k. */
  readonly options?: readonly string[]
}

/** What `df` shows of a file system without a bound of its own. */
const UNBOUNDED_BYTES = 100 * 2 ** 30

/** One file system: numbers its inodes, knows the time and counts the bytes that it holds. */
export class FileSystem implements Space {
  readonly type: string
  readonly source: string
  readonly device: number
  readonly options: readonly string[]
  readonly now: () => number
  readonly totalBytes: number
  #usedBytes = 0
  #lastIno = 1

  constructor(options: FileSystemOptions) {
    this.type = options.type
    this.source = options.source
    this.device = options.device
    this.options = options.options ?? []
    this.now = options.now
    this.totalBytes = options.capacityBytes ?? UNBOUNDED_BYTES
  }

  get usedBytes(): number {
    return this.#usedBytes
  }

  get freeBytes(): number {
    return Math.max(0, this.totalBytes - this.#usedBytes)
  }

  nextIno(): number {
    return this.#lastIno++
  }

  /** False when there is no room. */
  take(bytes: number): boolean {
    if (this.#usedBytes + bytes > this.totalBytes) return false
    this.#usedBytes += bytes
    return true
  }

  give(bytes: number): void {
    this.#usedBytes -= bytes
  }
}
