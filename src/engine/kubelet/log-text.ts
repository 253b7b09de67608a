import { epochMsOf } from '../api/times.ts'
import type { LogOptions } from '../apiserver/node-connection.ts'
import type { Clock, Ms } from '../clock/clock.ts'
import type { LogLine } from '../runtime/runtime.ts'
import { createPair } from '../streams/pair.ts'
import type { Stream } from '../streams/stream.ts'

/** The log of a container as it is asked for: since when, how much of its end, with which times. */
export function logText(
  clock: Clock,
  lines: Stream<never, LogLine>,
  asked: LogOptions & { readonly nowMs: Ms; readonly existing: number },
): Stream<never, Uint8Array> {
  const [near, far] = createPair<never, Uint8Array>(clock)
  const reader = new LogReader(asked, (bytes) => {
    if (!far.send(bytes)) lines.pause()
  })
  lines.listen({
    message: (line) => {
      reader.take(line)
      if (!reader.isFull()) return
      far.end()
      lines.cancel()
    },
    end: () => {
      far.end()
    },
  })
  far.listen({
    message: () => undefined,
    drain: () => {
      lines.resume()
    },
    end: () => {
      lines.cancel()
    },
  })
  return near
}

class LogReader {
  readonly #asked: LogOptions & { readonly existing: number }
  readonly #send: (bytes: Uint8Array) => void
  readonly #since: Ms
  #count = 0
  #left: number
  #startsLine = true

  constructor(
    asked: LogOptions & { readonly nowMs: Ms; readonly existing: number },
    send: (bytes: Uint8Array) => void,
  ) {
    this.#asked = asked
    this.#send = send
    this.#left = asked.limitBytes ?? Infinity
    const { sinceSeconds, sinceTime } = asked
    this.#since =
      sinceSeconds === undefined
        ? sinceTime === undefined
          ? -Infinity
          : (epochMsOf(sinceTime) ?? -Infinity)
        : asked.nowMs - sinceSeconds * 1000
  }

  /** As many bytes were given as were asked for. */
  isFull(): boolean {
    return this.#left <= 0
  }

  take(line: LogLine): void {
    this.#count++
    const { tailLines, existing, timestamps } = this.#asked
    const isBeforeTail = tailLines !== undefined && this.#count <= existing - tailLines
    if (isBeforeTail || line.at < this.#since) return
    const time = timestamps && this.#startsLine ? `${nanoTime(line.at)} ` : ''
    this.#startsLine = !line.isPartial
    const start = new TextEncoder().encode(time)
    const end = line.isPartial ? [] : [NEWLINE]
    this.#give(Uint8Array.from([...start, ...line.bytes, ...end]))
  }

  #give(bytes: Uint8Array): void {
    const some = bytes.subarray(0, Math.min(bytes.length, this.#left))
    this.#left -= some.length
    if (some.length > 0) this.#send(some)
  }
}

const NEWLINE = 10

/** RFC 3339 with nine digits after the second, as the kubelet prefixes lines. */
function nanoTime(epochMs: Ms): string {
  const micros = Math.floor(epochMs * 1000)
  const second = Math.floor(micros / 1_000_000)
  const fraction = `${micros - second * 1_000_000}`.padStart(6, '0')
  return `${new Date(second * 1000).toISOString().slice(0, 19)}.${fraction}000Z`
}
