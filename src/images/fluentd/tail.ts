import { type Process, read, type Run, SystemError, write } from '#engine'
import { compilePattern } from '#shell'
import { readText } from '../resolver/name-files.ts'
import type { Section } from './config.ts'

export interface TailedLine {
  readonly path: string
  readonly text: string
}

const decoder = new TextDecoder()

/** The files of one source, and how far each was read; with a pos_file that outlives the process. */
export class TailedFiles {
  readonly #process: Process
  readonly #patterns: readonly string[]
  readonly #posFile: string | undefined
  readonly #fromHead: boolean
  readonly #offsets = new Map<string, number>()
  #hasBegun = false

  constructor(process: Process, { values }: Section) {
    this.#process = process
    this.#patterns = (values.get('path') ?? '').split(',').map((it) => it.trim())
    this.#posFile = values.get('pos_file')
    this.#fromHead = values.get('read_from_head') === 'true'
  }

  /** Lines that have been finished since the last time; `tell` hears of files that are new. */
  *newLines(tell: (text: string) => Run<void>): Run<readonly TailedLine[]> {
    if (!this.#hasBegun) yield* this.#loadPositions()
    const lines: TailedLine[] = []
    for (const path of this.#patterns.flatMap((it) => this.#filesFor(it))) {
      if (!this.#offsets.has(path)) {
        // What was there before it began is passed over, unless all of it is wanted.
        const isOld = !this.#hasBegun && !this.#fromHead
        this.#offsets.set(path, isOld ? this.#process.stat(path).size : 0)
        yield* tell(`following tail of ${path}`)
      }
      lines.push(...(yield* this.#read(path)))
    }
    this.#hasBegun = true
    if (lines.length > 0) yield* this.#savePositions()
    return lines
  }

  *#read(path: string): Run<readonly TailedLine[]> {
    const process = this.#process
    const from = this.#offsets.get(path) ?? 0
    const { size } = process.stat(path)
    const start = size < from ? 0 : from
    if (size === start) return []
    const fd = process.open(path, { read: true })
    process.seek(fd, start, 'start')
    const bytes = yield* read(process, fd, size - start)
    process.close(fd)
    const end = bytes.lastIndexOf(10) + 1
    this.#offsets.set(path, start + end)
    const texts = decoder.decode(bytes.subarray(0, end)).split('\n').slice(0, -1)
    return texts.map((text) => ({ path, text }))
  }

  #filesFor(pattern: string): readonly string[] {
    const slash = pattern.lastIndexOf('/')
    const directory = pattern.slice(0, slash + 1)
    const name = compilePattern(pattern.slice(slash + 1))
    try {
      return this.#process
        .readdir(directory === '' ? '.' : directory)
        .filter((it) => name.matches(it))
        .toSorted()
        .map((it) => directory + it)
        .filter((path) => this.#process.stat(path).kind === 'file' && path !== this.#posFile)
    } catch (error) {
      if (error instanceof SystemError) return []
      throw error
    }
  }

  *#loadPositions(): Run<void> {
    if (this.#posFile === undefined) return
    const text = yield* readText(this.#process, this.#posFile)
    for (const line of text.split('\n')) {
      const [path, offset] = line.split('\t')
      if (path !== undefined && offset !== undefined)
        this.#offsets.set(path, Number.parseInt(offset, 16))
    }
  }

  /** A line for each file: its path, the offset and the inode in hexadecimal. */
  *#savePositions(): Run<void> {
    if (this.#posFile === undefined) return
    const process = this.#process
    const hex = (number: number): string => number.toString(16).padStart(16, '0')
    const lines = [...this.#offsets].map(([path, offset]) => `${path}\t${hex(offset)}\t${hex(0)}\n`)
    try {
      const fd = process.open(this.#posFile, { write: true, create: true, truncate: true }, 0o644)
      yield* write(process, fd, lines.join(''))
      process.close(fd)
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
    }
  }
}
