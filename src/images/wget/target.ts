import { type Fd, type Process, type Run, SystemError, write } from '#engine'

/** Where what is retrieved goes: a file of its own, one for all, or the standard output. */
export class Target {
  readonly name: string
  readonly #process: Process
  #fd: Fd | undefined

  constructor(process: Process, name: string) {
    this.#process = process
    this.name = name
  }

  get isStandardOutput(): boolean {
    return this.name === '-'
  }

  /** Why it cannot be written; several URLs may share one. */
  open(): SystemError | undefined {
    if (this.isStandardOutput || this.#fd !== undefined) return undefined
    try {
      this.#fd = this.#process.open(this.name, { write: true, create: true, truncate: true })
      return undefined
    } catch (error) {
      if (error instanceof SystemError) return error
      throw error
    }
  }

  *write(bytes: Uint8Array): Run<void> {
    yield* write(this.#process, this.isStandardOutput ? 1 : (this.#fd ?? 1), bytes)
  }

  close(): void {
    if (this.#fd !== undefined) this.#process.close(this.#fd)
    this.#fd = undefined
  }
}

/** The first name that nobody has yet: index.html, index.html.1 … */
export function freeName(process: Process, name: string): string {
  for (let number = 0; ; number++) {
    const candidate = number === 0 ? name : `${name}.${number}`
    try {
      process.lstat(candidate)
    } catch (error) {
      if (error instanceof SystemError) return candidate
      throw error
    }
  }
}
