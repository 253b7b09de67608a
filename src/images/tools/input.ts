import { type Fd, type Run, SystemError } from '#engine'
import type { Call } from './call.ts'

const decoder = new TextDecoder()

/** A line without its newline. */
export interface Line {
  readonly text: string
  /** False for the end of a file that does not end with a newline. */
  readonly isEnded: boolean
}

/** Reads a descriptor line by line. */
export class LineInput {
  readonly #call: Call
  readonly #fd: Fd
  readonly #delimiter: number
  #rest = new Uint8Array(0)
  #isAtEnd = false

  constructor(call: Call, fd: Fd, delimiter = 10) {
    this.#call = call
    this.#fd = fd
    this.#delimiter = delimiter
  }

  *next(): Run<Line | undefined> {
    const end = this.#rest.indexOf(this.#delimiter)
    if (end >= 0) return this.#cut(end)
    yield* this.#readToDelimiter()
    const found = this.#rest.indexOf(this.#delimiter)
    return found >= 0 ? this.#cut(found) : this.#last()
  }

  /** Whether another line would follow. */
  *hasMore(): Run<boolean> {
    while (this.#rest.length === 0 && !this.#isAtEnd) {
      const piece = yield* this.#call.read(this.#fd)
      if (piece.length === 0) this.#isAtEnd = true
      else this.#rest = piece.slice()
    }
    return this.#rest.length > 0
  }

  #cut(end: number): Line {
    const text = decoder.decode(this.#rest.subarray(0, end))
    this.#rest = this.#rest.subarray(end + 1)
    return { text, isEnded: true }
  }

  /** The part of a line that is there is held in memory until the rest has come. */
  *#readToDelimiter(): Run<void> {
    const pieces: Uint8Array[] = [this.#rest]
    let heldBytes = 0
    while (!this.#isAtEnd) {
      const piece = yield* this.#call.read(this.#fd)
      if (piece.length === 0) this.#isAtEnd = true
      pieces.push(piece)
      if (piece.includes(this.#delimiter)) break
      heldBytes += piece.length
      this.#call.hold(piece.length)
    }
    this.#call.hold(-heldBytes)
    this.#rest = concatenated(pieces)
  }

  #last(): Line | undefined {
    if (this.#rest.length === 0) return undefined
    const text = decoder.decode(this.#rest)
    this.#rest = new Uint8Array(0)
    return { text, isEnded: false }
  }
}

/** The pieces as one; a copy, because the pieces may belong to somebody else. */
export function concatenated(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}

/** What a tool says of a file that it cannot open or read. */
export interface InputWords {
  readonly cannotOpen?: (path: string, error: SystemError) => string
  readonly cannotRead?: (path: string, error: SystemError) => string
}

/**
 * Opens the files one after another, `-` (or no name at all) being the standard input. Says what
 * cannot be opened or read and goes on; gives whether all went well.
 */
export function* eachFile(
  call: Call,
  operands: readonly string[],
  handle: { readonly words?: InputWords; readonly use: (fd: Fd, path: string) => Run<void> },
): Run<boolean> {
  let isWell = true
  for (const path of operands.length === 0 ? ['-'] : operands) {
    const fd = yield* openInput(call, path, handle.words)
    if (fd === undefined) {
      isWell = false
      continue
    }
    try {
      yield* handle.use(fd, path)
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      isWell = false
      yield* call.complain(readComplaint(call, path, { error, words: handle.words }))
    }
    if (fd !== 0) call.process.close(fd)
  }
  return isWell
}

/** A descriptor to read from; undefined, and a complaint, when the file cannot be opened. */
export function* openInput(call: Call, path: string, words?: InputWords): Run<Fd | undefined> {
  if (path === '-') return 0
  try {
    return call.process.open(path, { read: true })
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    const complaint = words?.cannotOpen?.(path, error) ?? openComplaint(call, path, error)
    yield* call.complain(complaint)
    return undefined
  }
}

function openComplaint(call: Call, path: string, error: SystemError): string {
  return call.isBusybox ? `can't open '${path}': ${error.message}` : `${path}: ${error.message}`
}

function readComplaint(
  call: Call,
  path: string,
  { error, words }: { readonly error: SystemError; readonly words: InputWords | undefined },
): string {
  if (words?.cannotRead !== undefined) return words.cannotRead(path, error)
  return call.isBusybox ? `read error: ${error.message}` : `${path}: ${error.message}`
}

/** A line takes the smallest piece of memory that malloc(3) gives, and a pointer to it. */
const LINE_BYTES = 40
/** Memory is taken from the machine in portions of that size. */
const PORTION_BYTES = 65_536

/** All lines of a descriptor, held in memory. */
export function* readLines(call: Call, fd: Fd, delimiter?: number): Run<Line[]> {
  const input = new LineInput(call, fd, delimiter)
  const lines: Line[] = []
  let taken = 0
  for (let line = yield* input.next(); line !== undefined; line = yield* input.next()) {
    lines.push(line)
    taken += line.text.length + LINE_BYTES
    if (taken < PORTION_BYTES) continue
    call.hold(taken)
    taken = 0
  }
  call.hold(taken)
  return lines
}

/** Tools of busybox that name the file and no more. */
export const PLAIN_WORDS: InputWords = {
  cannotOpen: (path, error) => `${path}: ${error.message}`,
  cannotRead: (path, error) => `${path}: ${error.message}`,
}
