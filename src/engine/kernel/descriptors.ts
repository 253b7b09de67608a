import { SystemError } from './errno.ts'
import type { OpenFile } from './open-file.ts'
import type { Fd } from './process.ts'

/** RLIMIT_NOFILE as a container of containerd has it would be a million; shells show this. */
const MOST_DESCRIPTORS = 1024

interface Slot {
  readonly file: OpenFile
  closesOnExec: boolean
}

/** How many descriptors, of whatever process, point at an open file. */
const holders = new WeakMap<OpenFile, number>()

function hold(file: OpenFile): OpenFile {
  holders.set(file, (holders.get(file) ?? 0) + 1)
  return file
}

/** The last who lets go closes it. */
function release(file: OpenFile): void {
  const left = (holders.get(file) ?? 0) - 1
  holders.set(file, left)
  if (left === 0) file.close()
}

/** The open files of one process by number. */
export class Descriptors {
  readonly #slots = new Map<Fd, Slot>()
  readonly limit: number

  constructor(limit = MOST_DESCRIPTORS) {
    this.limit = limit
  }

  /** For a child: its own numbers for the same open files. */
  copy(): Descriptors {
    const copy = new Descriptors(this.limit)
    for (const [fd, slot] of this.#slots) {
      hold(slot.file)
      copy.#slots.set(fd, { ...slot })
    }
    return copy
  }

  numbers(): readonly Fd[] {
    return [...this.#slots.keys()].sort((a, b) => a - b)
  }

  file(fd: Fd): OpenFile {
    return this.#slot(fd).file
  }

  /** The lowest free number for an open file; EMFILE. */
  install(file: OpenFile): Fd {
    let fd = 0
    while (this.#slots.has(fd)) fd++
    if (fd >= this.limit) throw new SystemError('EMFILE')
    this.#slots.set(fd, { file: hold(file), closesOnExec: false })
    return fd
  }

  dup(fd: Fd, onto?: Fd): Fd {
    const { file } = this.#slot(fd)
    if (onto === undefined) return this.install(file)
    if (onto === fd) return fd
    if (onto < 0 || onto >= this.limit) throw new SystemError('EBADF')
    hold(file)
    if (this.#slots.has(onto)) this.close(onto)
    this.#slots.set(onto, { file, closesOnExec: false })
    return onto
  }

  close(fd: Fd): void {
    const { file } = this.#slot(fd)
    this.#slots.delete(fd)
    release(file)
  }

  setCloseOnExec(fd: Fd, closes: boolean): void {
    this.#slot(fd).closesOnExec = closes
  }

  closeForExec(): void {
    for (const [fd, slot] of [...this.#slots]) if (slot.closesOnExec) this.close(fd)
  }

  closeAll(): void {
    for (const fd of this.numbers()) this.close(fd)
  }

  #slot(fd: Fd): Slot {
    const slot = this.#slots.get(fd)
    if (slot === undefined) throw new SystemError('EBADF')
    return slot
  }
}
