import { type Process, type Run, write } from '#engine'
import type { CurlEdition } from './edition.ts'
import type { Settings } from './settings.ts'

const WARNING_WIDTH = 79 - 'Warning: '.length

/** A transfer that failed; why was noted before, by `Report.note`. */
export class CurlFailure extends Error {
  readonly code: number
  /** Of the answer, where there was one. */
  readonly status: number

  constructor(code: number, message: string, status = 0) {
    super(message)
    this.code = code
    this.status = status
  }
}

/** What curl says of its doings on the standard error. */
export class Report {
  readonly #process: Process
  readonly #settings: Settings
  readonly #edition: CurlEdition
  readonly #hidesData: boolean
  #failure: string | undefined
  #hasShownData = false

  constructor(process: Process, settings: Settings, edition: CurlEdition) {
    this.#process = process
    this.#settings = settings
    this.#edition = edition
    // Where the body itself appears on the terminal there is no need to tell of it.
    this.#hidesData = settings.outputs.length === 0 && process.isTerminal(1)
  }

  *info(text: string): Run<void> {
    yield* this.#line(`* ${text}\n`)
  }

  /** The text of a head with its line ends, as it goes out or comes in. */
  *head(mark: '>' | '<', text: string): Run<void> {
    const lines = text.split('\r\n').slice(0, -1)
    yield* this.#line(lines.map((line) => `${mark} ${line}\r\n`).join(''))
  }

  *data(mark: '{' | '}', bytes: number): Run<void> {
    if (this.#hasShownData || this.#hidesData) return
    yield* this.#line(`${mark} ${this.#edition.words.data(bytes)}\n`)
    this.#hasShownData = true
  }

  /** Notes why it fails; of several reasons the first is the one that is told in the end. */
  *note(message: string): Run<void> {
    this.#failure ??= message
    yield* this.info(message)
  }

  /** `Warning: …`, in lines of at most 79 columns. */
  *warn(text: string): Run<void> {
    if (this.#settings.silent) return
    let rest = text
    while (rest.length > WARNING_WIDTH) {
      const blank = rest.lastIndexOf(' ', WARNING_WIDTH - 1)
      const cut = blank > 0 ? blank + 1 : WARNING_WIDTH
      yield* write(this.#process, 2, `Warning: ${rest.slice(0, cut)}\n`)
      rest = rest.slice(cut)
    }
    yield* write(this.#process, 2, `Warning: ${rest}\n`)
  }

  /** `curl: (7) …`, unless it is to be silent. */
  *conclude(code: number): Run<void> {
    const { silent, showError } = this.#settings
    const message = this.#failure
    this.#failure = undefined
    if (message === undefined || (silent && !showError)) return
    yield* write(this.#process, 2, `curl: (${code}) ${message}\n`)
  }

  *#line(text: string): Run<void> {
    if (!this.#settings.verbose) return
    this.#hasShownData = false
    yield* write(this.#process, 2, text)
  }
}
