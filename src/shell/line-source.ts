import type { Run } from '#engine'
import type { Shell } from './shell.ts'

const decoder = new TextDecoder()

/**
 * Lines of a shell's standard input. bash takes a byte at a time, since what follows belongs to its
 * commands; dash and ash take whatever is there.
 */
export class LineSource {
  readonly #shell: Shell
  #ahead = new Uint8Array(0)
  /** How many lines have been read. */
  count = 0

  constructor(shell: Shell) {
    this.#shell = shell
  }

  get #portion(): number {
    return this.#shell.flavour.name === 'bash' ? 1 : 8192
  }

  /** With its newline; undefined at the end. */
  *next(): Run<string | undefined> {
    const { process } = this.#shell
    const bytes: number[] = []
    for (;;) {
      const got = this.#ahead.length > 0 ? this.#ahead : process.tryRead(0, this.#portion)
      if (got === 'again') {
        yield { do: 'wait', for: [{ fd: 0, for: 'read' }] }
        continue
      }
      const [byte] = got
      this.#ahead = got.slice(1)
      if (byte === undefined) {
        if (bytes.length === 0) return undefined
        break
      }
      bytes.push(byte)
      if (byte === 10) break
    }
    this.count++
    return decoder.decode(Uint8Array.from(bytes))
  }
}
