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
  /** Where its bytes lie: a container's writable layer on the node's disk, a tmpfs in memory. */
  readonly backing?: Backing
  /** Mount options beside rw and relatime, such as size=64k. */
  readonly options?: readonly string[]
}

export interface Backing extends Space {
  readonly totalBytes: number
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
  readonly #backing: Backing | undefined
  readonly #capacityBytes: number
  #usedBytes = 0
  #lastIno = 1

  constructor(options: FileSystemOptions) {
    this.type = options.type
    this.source = options.source
    this.device = options.device
    this.options = options.options ?? []
    this.now = options.now
    this.#backing = options.backing
    this.#capacityBytes = options.capacityBytes ?? Infinity
  }

  get usedBytes(): number {
    return this.#usedBytes
  }

  get totalBytes(): number {
    const backing = this.#backing?.totalBytes ?? UNBOUNDED_BYTES
    return this.#capacityBytes === Infinity ? backing : this.#capacityBytes
  }

  get freeBytes(): number {
    const own = this.#capacityBytes - this.#usedBytes
    return Math.max(0, Math.min(own, this.#backing?.freeBytes ?? UNBOUNDED_BYTES))
  }

  get usedInodes(): number {
    return this.#lastIno - 1
  }

  nextIno(): number {
    return this.#lastIno++
  }

  /** Keeps so many numbers for inodes that are made later; gives the first. */
  setAside(count: number): number {
    const first = this.#lastIno
    this.#lastIno += count
    return first
  }

  /** False when there is no room. */
  take(bytes: number): boolean {
    if (this.#usedBytes + bytes > this.#capacityBytes) return false
    if (this.#backing?.take(bytes) === false) return false
    this.#usedBytes += bytes
    return true
  }

  give(bytes: number): void {
    this.#usedBytes -= bytes
    this.#backing?.give(bytes)
  }
}
