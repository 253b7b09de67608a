import {
  type Fd,
  type Process,
  type Program,
  read,
  type Run,
  SystemError,
  work,
  write,
} from '#engine'
import type { Flavour } from './flavour.ts'

/** A tool: gives its exit status. */
export type Tool = (call: Call) => Run

/** What a tool says when it cannot go on: `NAME: message`. */
export class Refusal extends Error {
  readonly status: number
  /** GNU tools then point to --help, those of busybox print how they are used. */
  readonly showsUsage: boolean

  constructor(message: string, how: { readonly status?: number; readonly usage?: boolean } = {}) {
    super(message)
    this.status = how.status ?? 1
    this.showsUsage = how.usage ?? false
  }
}

/** Processor time for a piece of input or output, in microseconds: some, and some per KiB. */
const PIECE_US = 4
const BUFFER_BYTES = 4096
/** Where a node has room for more than the host of the simulation should be asked for. */
const MOST_HELD_BYTES = 256 * 2 ** 20

const encoder = new TextEncoder()

/** One run of a tool: its arguments, and what it has in its hands. */
export class Call {
  readonly process: Process
  readonly flavour: Flavour
  readonly name: string
  readonly args: readonly string[]
  readonly #usage: string
  readonly #showsLinesAtOnce: boolean
  #waiting: Uint8Array[] = []
  #length = 0
  #heldBytes = 0

  constructor(process: Process, how: { readonly flavour: Flavour; readonly usage: string }) {
    const [called = '', ...args] = process.argv
    this.process = process
    this.flavour = how.flavour
    this.name = how.flavour.kind === 'busybox' ? (called.split('/').pop() ?? called) : called
    this.args = args
    this.#usage = how.usage
    this.#showsLinesAtOnce = isTerminal(process, 1)
  }

  /** The same call in a forked process. */
  within(process: Process): Call {
    return new Call(process, { flavour: this.flavour, usage: this.#usage })
  }

  get isBusybox(): boolean {
    return this.flavour.kind === 'busybox'
  }

  /** To the standard output, by way of a buffer, as stdio(3) has it. */
  *print(data: string | Uint8Array): Run<void> {
    const bytes = typeof data === 'string' ? encoder.encode(data) : data
    this.#waiting.push(bytes)
    this.#length += bytes.length
    const isDue = this.#showsLinesAtOnce && bytes.includes(10)
    if (isDue || this.#length >= BUFFER_BYTES) yield* this.flush()
  }

  *flush(): Run<void> {
    if (this.#length === 0) return
    const bytes = joined(this.#waiting, this.#length)
    this.#waiting = []
    this.#length = 0
    yield* work(PIECE_US + bytes.length / 1024)
    try {
      yield* write(this.process, 1, bytes)
    } catch (error) {
      if (error instanceof SystemError) throw new Refusal(`write error: ${error.message}`)
      throw error
    }
  }

  /** Whatever has arrived, at most 64 KiB; nothing at the end. */
  *read(fd: Fd): Run<Uint8Array> {
    const bytes = yield* read(this.process, fd)
    yield* work(PIECE_US + bytes.length / 1024)
    return bytes
  }

  /** Counts what it keeps in memory, or, negative, no longer keeps. */
  hold(bytes: number): void {
    this.#heldBytes += bytes
    if (this.#heldBytes > MOST_HELD_BYTES)
      throw new Refusal(this.isBusybox ? 'out of memory' : 'memory exhausted')
    this.process.useMemory(this.#heldBytes)
  }

  /** `NAME: message` to the standard error. */
  *complain(message: string): Run<void> {
    yield* this.flush()
    yield* write(this.process, 2, `${this.name}: ${message}\n`)
  }

  /** Runs a tool to its end; what it could not do it says here. */
  *finish(tool: Tool): Run {
    try {
      const status = yield* tool(this)
      yield* this.flush()
      return status
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown
      return yield* this.#refuse(thrown)
    }
  }

  *#refuse(refusal: Refusal): Run {
    const { process, name } = this
    if (this.#length > 0 && !refusal.message.startsWith('write error')) yield* this.flush()
    if (refusal.message !== '') yield* write(process, 2, `${name}: ${refusal.message}\n`)
    if (refusal.showsUsage)
      yield* write(
        process,
        2,
        this.isBusybox
          ? `BusyBox v${this.flavour.version} () multi-call binary.\n\nUsage: ${name} ${this.#usage}\n`
          : `Try '${name} --help' for more information.\n`,
      )
    return refusal.status
  }

  /** A file's name in a complaint. */
  quote(name: string): string {
    return `'${name}'`
  }
}

export interface ToolOptions {
  readonly flavour: Flavour
  /** Behind the name of the tool: `[OPTION]... [FILE]...` */
  readonly usage?: string
}

export function programOf(tool: Tool, { flavour, usage = '' }: ToolOptions): Program {
  return (process) => new Call(process, { flavour, usage }).finish(tool)
}

export function isTerminal(process: Process, fd: Fd): boolean {
  return process.descriptors().includes(fd) && process.isTerminal(fd)
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const [first] = pieces
  if (pieces.length === 1 && first !== undefined) return first
  const all = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}
