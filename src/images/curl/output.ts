import { type Fd, type Process, type Run, SystemError, write } from '#engine'
import type { Settings } from './settings.ts'
import { type HttpUrl, remoteName } from '../http/url.ts'

/** Where the body of one transfer goes; a file is opened with its first bytes. */
export class Output {
  readonly #process: Process
  readonly #path: string | undefined
  #fd: Fd | undefined

  constructor(process: Process, path: string | undefined) {
    this.#process = process
    this.#path = path
  }

  /** False when it cannot be written. */
  *write(bytes: Uint8Array | string): Run<boolean> {
    try {
      yield* write(this.#process, this.#open(), bytes)
      return true
    } catch (error) {
      if (error instanceof SystemError) return false
      throw error
    }
  }

  close(): void {
    if (this.#path !== undefined && this.#fd !== undefined) this.#process.close(this.#fd)
  }

  #open(): Fd {
    if (this.#path === undefined) return 1
    this.#fd ??= this.#process.open(this.#path, { write: true, create: true, truncate: true })
    return this.#fd
  }
}

/** The file that the n-th URL goes to; undefined is the standard output. */
export function outputPath(
  settings: Settings,
  index: number,
  url: HttpUrl,
): { readonly path: string | undefined } | 'no name' {
  const wanted = settings.outputs[index]
  if (wanted === undefined) return { path: undefined }
  if (wanted !== 'remote name') return { path: wanted.file === '-' ? undefined : wanted.file }
  const name = remoteName(url)
  return name === '' ? 'no name' : { path: name }
}
