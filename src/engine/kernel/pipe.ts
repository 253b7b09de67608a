import { ByteQueue } from './byte-queue.ts'
import { SystemError } from './errno.ts'
import type { OpenFile } from './open-file.ts'
import type { OpenFlags, Stat } from './process.ts'
import { Listeners } from './readiness.ts'

const CAPACITY = 65536
/** Up to this many bytes are written whole or not at all. */
const PIPE_BUF = 4096

export interface PipeIdentity {
  readonly stat: () => Stat
  readonly label: string
  /** A named pipe: an end that nobody has opened yet is waited for. */
  readonly isNamed: boolean
}

/** Bytes in order, up to 64 KiB, between whoever holds its ends. */
export class Pipe {
  readonly identity: PipeIdentity
  readonly readable = new Listeners()
  readonly writable = new Listeners()
  readonly #bytes = new ByteQueue()
  #readers = 0
  #writers = 0
  #hadReader: boolean
  #hadWriter: boolean

  constructor(identity: PipeIdentity) {
    this.identity = identity
    this.#hadReader = this.#hadWriter = !identity.isNamed
  }

  open(flags: OpenFlags): OpenFile {
    return new PipeEnd(this, flags)
  }

  opened(flags: OpenFlags): void {
    if (flags.read === true) {
      this.#readers++
      this.#hadReader = true
    }
    if (flags.write === true) {
      this.#writers++
      this.#hadWriter = true
    }
    this.#tellAll()
  }

  closed(flags: OpenFlags): void {
    if (flags.read === true) this.#readers--
    if (flags.write === true) this.#writers--
    if (this.identity.isNamed && this.#readers + this.#writers === 0) this.#forget()
    this.#tellAll()
  }

  tryRead(max: number): Uint8Array | 'again' {
    if (this.#bytes.length === 0) return this.#isEnded ? new Uint8Array(0) : 'again'
    const bytes = this.#bytes.take(max)
    this.writable.tell()
    return bytes
  }

  tryWrite(bytes: Uint8Array): number | 'again' {
    if (this.#isBroken) throw new SystemError('EPIPE')
    if (!this.#hadReader) return 'again'
    if (bytes.length === 0) return 0
    const room = CAPACITY - this.#bytes.length
    if (room < Math.min(bytes.length, PIPE_BUF)) return 'again'
    const taken = bytes.subarray(0, room)
    this.#bytes.push(taken)
    this.readable.tell()
    return taken.length
  }

  get isReadable(): boolean {
    return this.#bytes.length > 0 || this.#isEnded
  }

  get isWritable(): boolean {
    return this.#isBroken || (this.#hadReader && CAPACITY - this.#bytes.length >= PIPE_BUF)
  }

  #tellAll(): void {
    this.readable.tell()
    this.writable.tell()
  }

  get #isEnded(): boolean {
    return this.#writers === 0 && this.#hadWriter
  }

  get #isBroken(): boolean {
    return this.#readers === 0 && this.#hadReader
  }

  #forget(): void {
    this.#bytes.clear()
    this.#hadReader = this.#hadWriter = false
  }
}

class PipeEnd implements OpenFile {
  readonly #pipe: Pipe
  readonly #flags: OpenFlags

  constructor(pipe: Pipe, flags: OpenFlags) {
    this.#pipe = pipe
    this.#flags = flags
    pipe.opened(flags)
  }

  get label(): string {
    return this.#pipe.identity.label
  }

  tryRead(max: number): Uint8Array | 'again' {
    if (this.#flags.read !== true) throw new SystemError('EBADF')
    return this.#pipe.tryRead(max)
  }

  tryWrite(bytes: Uint8Array): number | 'again' {
    if (this.#flags.write !== true) throw new SystemError('EBADF')
    return this.#pipe.tryWrite(bytes)
  }

  isReady(direction: 'read' | 'write'): boolean {
    return direction === 'read' ? this.#pipe.isReadable : this.#pipe.isWritable
  }

  onChange(listener: () => void): () => void {
    const { readable, writable } = this.#pipe
    const stops = [
      ...(this.#flags.read === true ? [readable.add(listener)] : []),
      ...(this.#flags.write === true ? [writable.add(listener)] : []),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }

  stat(): Stat {
    return this.#pipe.identity.stat()
  }

  close(): void {
    this.#pipe.closed(this.#flags)
  }

  reopen(flags: OpenFlags): OpenFile {
    return this.#pipe.open(flags)
  }
}
