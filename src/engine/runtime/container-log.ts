import type { Clock } from '../clock/clock.ts'
import type { History } from '../history/history.ts'
import { createPair } from '../streams/pair.ts'
import type { Stream } from '../streams/stream.ts'
import { joinBytes } from './bytes.ts'
import type { LogLine } from './runtime.ts'

/** Longer lines are written in parts: max_container_log_line_size of containerd. */
const LONGEST_LINE = 16_384
const NEWLINE = 10
/** `2026-08-26T08:00:00.000000000Z stdout F `, and the end of the line. */
const PREFIX_BYTES = 41

export interface LogPlace {
  readonly clock: Clock
  readonly history: History
  readonly container: string
  /** Milliseconds since 1970. */
  readonly wallClock: () => number
}

type Source = LogLine['stream']

/** What one container instance has written, line by line. */
export class ContainerLog {
  readonly #place: LogPlace
  readonly #lines: LogLine[] = []
  readonly #unfinished: Record<Source, Uint8Array> = {
    stdout: new Uint8Array(),
    stderr: new Uint8Array(),
  }
  readonly #followers = new Set<Stream<LogLine, never>>()
  #isClosed = false
  #heldBytes = 0

  constructor(place: LogPlace) {
    this.#place = place
  }

  /** What its file holds: the lines, each with its time, its stream and whether it is whole. */
  get heldBytes(): number {
    return this.#heldBytes
  }

  write(source: Source, bytes: Uint8Array): void {
    let rest = joinBytes([this.#unfinished[source], bytes])
    for (;;) {
      const newline = rest.indexOf(NEWLINE)
      if (newline >= 0 && newline <= LONGEST_LINE) {
        this.#add(source, rest.subarray(0, newline), false)
        rest = rest.subarray(newline + 1)
      } else if (rest.length > LONGEST_LINE) {
        this.#add(source, rest.subarray(0, LONGEST_LINE), true)
        rest = rest.subarray(LONGEST_LINE)
      } else break
    }
    this.#unfinished[source] = rest
  }

  /** The container has ended: what it had begun to write is a part of a line. */
  close(): void {
    if (this.#isClosed) return
    for (const source of ['stdout', 'stderr'] as const) {
      const rest = this.#unfinished[source]
      this.#unfinished[source] = new Uint8Array()
      if (rest.length > 0) this.#add(source, rest, true)
    }
    this.#isClosed = true
    for (const follower of this.#followers) follower.end()
    this.#followers.clear()
  }

  /** From the first line; with `follow`, until the container ends. */
  read(follow: boolean): Stream<never, LogLine> {
    const [near, far] = createPair<never, LogLine>(this.#place.clock)
    for (const line of this.#lines) far.send(line)
    if (this.#isClosed || !follow) far.end()
    else this.#followers.add(far)
    far.listen({
      message: () => undefined,
      end: () => this.#followers.delete(far),
    })
    return near
  }

  #add(source: Source, bytes: Uint8Array, isPartial: boolean): void {
    const line = { at: this.#place.wallClock(), stream: source, bytes: bytes.slice(), isPartial }
    this.#lines.push(line)
    this.#heldBytes += PREFIX_BYTES + line.bytes.length
    const text = new TextDecoder().decode(line.bytes)
    this.#place.history.record('container.logged', this.#place.container, { stream: source, text })
    for (const follower of this.#followers) follower.send(line)
  }
}
