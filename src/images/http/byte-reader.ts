import { type Fd, type Ms, type Process, type Run } from '#engine'

/** Thrown when what was waited for has not come by the time that was set. */
export class TimedOut extends Error {}

/** Reads a socket in portions that end where a protocol wants them to. */
export class ByteReader {
  readonly #process: Process
  readonly #fd: Fd
  #buffer = new Uint8Array(0)
  #hasEnded = false
  /** Simulated time at which a read gives up with TimedOut. */
  deadline: Ms = Infinity
  /** Bytes that have arrived so far. */
  received = 0

  constructor(process: Process, fd: Fd) {
    this.#process = process
    this.#fd = fd
  }

  /** What has arrived and was not yet taken. */
  get waiting(): number {
    return this.#buffer.length
  }

  /** A line without its end; undefined when the end comes before it is complete. */
  *line(longest: number): Run<string | undefined> {
    for (;;) {
      const end = this.#buffer.indexOf(10)
      if (end >= 0) {
        const line = new TextDecoder().decode(this.#take(end + 1))
        return line.replace(/\r?\n$/, '')
      }
      if (this.#buffer.length > longest || !(yield* this.#fill())) return undefined
    }
  }

  /** Whether what comes begins so; nothing of it is taken. */
  *beginsWith(text: string): Run<'yes' | 'no' | 'nothing came'> {
    const wanted = new TextEncoder().encode(text)
    while (this.#buffer.length < wanted.length && (yield* this.#fill()));
    if (this.#buffer.length === 0) return 'nothing came'
    return wanted.every((byte, at) => this.#buffer[at] === byte) ? 'yes' : 'no'
  }

  /** The head of a message, without its empty line; undefined at the end or beyond `longest`. */
  *head(longest = 65_536): Run<string | undefined> {
    const lines: string[] = []
    let length = 0
    for (;;) {
      const line = yield* this.line(longest - length)
      if (line === undefined) return undefined
      // Empty lines before a request are to be passed over: RFC 9112, section 2.2.
      if (line === '' && lines.length > 0) return lines.join('\n')
      if (line !== '') lines.push(line)
      length += line.length
    }
  }

  /** Some bytes, at most `max`; none at the end. */
  *some(max: number): Run<Uint8Array> {
    if (this.#buffer.length === 0) yield* this.#fill()
    return this.#take(Math.min(max, this.#buffer.length))
  }

  #take(length: number): Uint8Array {
    const taken = this.#buffer.slice(0, length)
    this.#buffer = this.#buffer.slice(length)
    return taken
  }

  *#fill(): Run<boolean> {
    while (!this.#hasEnded) {
      const bytes = this.#process.tryRead(this.#fd, 65_536)
      if (bytes !== 'again') return this.#append(bytes)
      if (this.#process.now >= this.deadline) throw new TimedOut()
      yield {
        do: 'wait',
        for: [{ fd: this.#fd, for: 'read' }],
        ...(this.deadline === Infinity ? {} : { until: this.deadline }),
      }
    }
    return false
  }

  #append(bytes: Uint8Array): boolean {
    if (bytes.length === 0) {
      this.#hasEnded = true
      return false
    }
    this.received += bytes.length
    const joined = new Uint8Array(this.#buffer.length + bytes.length)
    joined.set(this.#buffer)
    joined.set(bytes, this.#buffer.length)
    this.#buffer = joined
    return true
  }
}
