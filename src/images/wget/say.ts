import { type Process, type Run, write } from '#engine'
import type { WgetSettings } from './options.ts'

/** What wget says on the standard error, by how much it is to say. */
export class Speaker {
  readonly #process: Process
  readonly #verbosity: WgetSettings['verbosity']

  constructor(process: Process, settings: WgetSettings) {
    this.#process = process
    this.#verbosity = settings.verbosity
  }

  /** 2026-01-01 00:00:00 */
  get time(): string {
    return new Date(this.#process.wallClock).toISOString().slice(0, 19).replace('T', ' ')
  }

  get isQuiet(): boolean {
    return this.#verbosity === 'quiet'
  }

  get isFull(): boolean {
    return this.#verbosity === 'full'
  }

  /** Only when it says everything. */
  *tell(text: string): Run<void> {
    if (this.#verbosity === 'full') yield* write(this.#process, 2, text)
  }

  /** Whenever it says anything. */
  *insist(text: string): Run<void> {
    if (this.#verbosity !== 'quiet') yield* write(this.#process, 2, text)
  }

  /** What replaces everything else with -nv. */
  *summarise(text: string): Run<void> {
    if (this.#verbosity === 'short') yield* write(this.#process, 2, text)
  }

  *always(text: string): Run<void> {
    yield* write(this.#process, 2, text)
  }
}
