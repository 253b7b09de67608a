/** Where the room for a file's bytes comes from. */
export interface Space {
  readonly freeBytes: number
  /** False when there is no room for that many more bytes. */
  take(bytes: number): boolean
  give(bytes: number): void
}

const CHUNK = 65536
const BLOCK = 4096
/** Shared by all who read zeros; nobody writes into what a read gave. */
const ZEROS = new Uint8Array(CHUNK)

/** `bytes` is null where all of the chunk is zero. */
interface Chunk {
  readonly length: number
  readonly bytes: Uint8Array | null
  /** Another file holds the same bytes: copy before writing. */
  readonly isShared: boolean
}

/**
 * The bytes of a regular file in chunks: holes take no room, zeros no memory, and a copy shares
 * everything until one of the two is written to.
 */
export class Contents {
  readonly #chunks: Map<number, Chunk>
  #size: number
  /** Room that was set aside from the beginning up to here: fallocate(2). */
  #reservedEnd = 0
  /** What of it no chunk holds yet. */
  #reserved = 0

  constructor(bytes: Uint8Array = new Uint8Array(0), size = bytes.length) {
    this.#chunks = new Map()
    this.#size = size
    for (let at = 0; at < bytes.length; at += CHUNK) {
      const part = bytes.subarray(at, at + CHUNK)
      this.#chunks.set(at / CHUNK, { length: part.length, bytes: part, isShared: true })
    }
  }

  get size(): number {
    return this.#size
  }

  /** Bytes of room it takes: whole blocks, no holes. */
  get heldBytes(): number {
    return this.#reserved + this.#heldFrom(0, Infinity)
  }

  /** What chunks hold that begin between two places. */
  #heldFrom(start: number, end: number): number {
    let held = 0
    for (const [index, chunk] of this.#chunks)
      if (index * CHUNK >= start && index * CHUNK < end) held += blocksOf(chunk.length)
    return held
  }

  copy(): Contents {
    const copy = new Contents(new Uint8Array(0), this.#size)
    for (const [index, chunk] of this.#chunks) {
      const shared = { ...chunk, isShared: true }
      this.#chunks.set(index, shared)
      copy.#chunks.set(index, shared)
    }
    copy.#reservedEnd = this.#reservedEnd
    copy.#reserved = this.#reserved
    return copy
  }

  /** Up to `max` bytes from `offset`; none at or beyond the end. */
  read(offset: number, max: number): Uint8Array {
    const length = Math.min(max, this.#size - offset)
    if (length <= 0) return new Uint8Array(0)
    const first = this.#part(offset, length)
    if (first.length === length) return first
    const all = new Uint8Array(length)
    for (let at = 0; at < length;) {
      const part = this.#part(offset + at, length - at)
      all.set(part, at)
      at += part.length
    }
    return all
  }

  /** How many bytes found room: fewer than given, or none, when `space` is used up. */
  write(offset: number, bytes: Uint8Array, space: Space): number {
    let written = 0
    while (written < bytes.length) {
      const at = offset + written
      const part = bytes.subarray(written, written + CHUNK - (at % CHUNK))
      const taken = this.#put(at, part, space)
      if (taken === 0) break
      written += taken
      this.#size = Math.max(this.#size, at + taken)
    }
    return written
  }

  /** Sets room aside for all bytes up to `end`, which read as zeros; false when there is none. */
  reserve(end: number, space: Space): boolean {
    const wanted = blocksOf(end)
    if (wanted > this.#reservedEnd) {
      const held = this.#heldFrom(this.#reservedEnd, wanted)
      const more = Math.max(0, wanted - this.#reservedEnd - held)
      if (more > space.freeBytes || !space.take(more)) return false
      this.#reserved += more
      this.#reservedEnd = wanted
    }
    this.#size = Math.max(this.#size, end)
    return true
  }

  truncate(size: number, space: Space): void {
    const reservedEnd = blocksOf(size)
    if (reservedEnd < this.#reservedEnd) {
      const kept = Math.max(0, reservedEnd - this.#heldFrom(0, reservedEnd))
      space.give(Math.max(0, this.#reserved - kept))
      this.#reserved = Math.min(this.#reserved, kept)
      this.#reservedEnd = reservedEnd
    }
    for (const [index, chunk] of this.#chunks) {
      const keep = Math.max(0, Math.min(chunk.length, size - index * CHUNK))
      if (keep === chunk.length) continue
      space.give(blocksOf(chunk.length) - blocksOf(keep))
      if (keep === 0) this.#chunks.delete(index)
      else {
        const bytes = chunk.bytes?.slice(0, keep) ?? null
        this.#chunks.set(index, { length: keep, bytes, isShared: false })
      }
    }
    this.#size = size
  }

  #part(offset: number, max: number): Uint8Array {
    const start = offset % CHUNK
    const length = Math.min(max, CHUNK - start)
    const chunk = this.#chunks.get((offset - start) / CHUNK)
    if (chunk?.bytes == null || start >= chunk.length) return ZEROS.subarray(0, length)
    if (start + length <= chunk.length) return chunk.bytes.slice(start, start + length)
    const part = new Uint8Array(length)
    part.set(chunk.bytes.subarray(start, chunk.length))
    return part
  }

  /** Within one chunk, as much as there is room for. */
  #put(offset: number, given: Uint8Array, space: Space): number {
    const start = offset % CHUNK
    const index = (offset - start) / CHUNK
    const chunk = this.#chunks.get(index) ?? { length: 0, bytes: null, isShared: false }
    const own = offset < this.#reservedEnd ? this.#reserved : 0
    const free = Math.floor(space.freeBytes / BLOCK) * BLOCK
    const room = blocksOf(chunk.length) + own + free - start
    const part = given.length <= room ? given : given.subarray(0, Math.max(0, room))
    const length = Math.max(chunk.length, start + part.length)
    const more = blocksOf(length) - blocksOf(chunk.length)
    const setAside = Math.min(own, more)
    if (part.length === 0 || !space.take(more - setAside)) return 0
    this.#reserved -= setAside
    if (chunk.bytes === null && isZero(part)) {
      this.#chunks.set(index, { length, bytes: null, isShared: false })
      return part.length
    }
    const bytes = writable(chunk, length)
    bytes.set(part, start)
    const before = start + part.length === CHUNK ? this.#asBefore(index, bytes) : undefined
    this.#chunks.set(index, before ?? { length, bytes, isShared: false })
    return part.length
  }

  /** What repeats itself for ever (`yes > file`) is kept once. */
  #asBefore(index: number, bytes: Uint8Array): Chunk | undefined {
    const before = this.#chunks.get(index - 1)
    if (before?.bytes == null || before.length < CHUNK) return undefined
    if (!isSame(before.bytes, bytes)) return undefined
    const shared = { ...before, isShared: true }
    this.#chunks.set(index - 1, shared)
    return shared
  }
}

function writable(chunk: Chunk, length: number): Uint8Array {
  if (chunk.bytes !== null && !chunk.isShared && chunk.bytes.length >= length) return chunk.bytes
  const roomier = new Uint8Array(Math.min(CHUNK, Math.max(length, 2 * chunk.length, 64)))
  if (chunk.bytes !== null) roomier.set(chunk.bytes.subarray(0, chunk.length))
  return roomier
}

function blocksOf(length: number): number {
  return Math.ceil(length / BLOCK) * BLOCK
}

function isZero(bytes: Uint8Array): boolean {
  const words = wordsOf(bytes)
  for (let at = 0; at < words.length; at++) if (words[at] !== 0) return false
  return true
}

/** Of two chunks. */
function isSame(one: Uint8Array, other: Uint8Array): boolean {
  const [ones, others] = [wordsOf(one), wordsOf(other)]
  if (ones.length !== others.length) return false
  for (let at = 0; at < ones.length; at++) if (ones[at] !== others[at]) return false
  return true
}

/** Four bytes at a time where they lie so: a disk is filled with the same often enough. */
function wordsOf(bytes: Uint8Array): Uint32Array | Uint8Array {
  const { buffer, byteOffset, length } = bytes
  const isAligned = byteOffset % 4 === 0 && length % 4 === 0
  return isAligned ? new Uint32Array(buffer, byteOffset, length / 4) : bytes
}
