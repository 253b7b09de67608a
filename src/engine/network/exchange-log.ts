import type { Seq } from '../clock/clock.ts'
import type { Endpoint } from '../history/fact-kinds.ts'
import type { History } from '../history/history.ts'

export interface Opening {
  readonly from: Endpoint
  readonly to: Endpoint
  readonly protocol: 'tcp' | 'udp' | 'unix'
  readonly route: readonly string[]
}

const LONGEST_LINE = 200
const decoder = new TextDecoder('utf-8', { fatal: true })

/** One exchange as the history tells it: every fact about it has its id as subject. */
export class ExchangeLog {
  readonly id: string
  readonly #history: History
  #speaking: 'request' | 'response' | null = null
  #isOver = false

  constructor(history: History, id: string) {
    this.#history = history
    this.id = id
  }

  opened(opening: Opening): Seq {
    return this.#history.record('exchange.opened', this.id, opening)
  }

  established(): Seq {
    return this.#history.record('exchange.established', this.id, {})
  }

  /** The line is told where a side begins to speak, not where it goes on. */
  sent(direction: 'request' | 'response', bytes: Uint8Array): Seq {
    const line = this.#speaking === direction ? undefined : firstLineOf(bytes)
    this.#speaking = direction
    const data = { direction, bytes: bytes.length, ...(line === undefined ? {} : { line }) }
    return this.#history.record('exchange.sent', this.id, data)
  }

  failed(errno: string, at: string): Seq | null {
    if (this.#isOver) return null
    this.#isOver = true
    return this.#history.record('exchange.failed', this.id, { errno, at })
  }

  closed(): Seq | null {
    if (this.#isOver) return null
    this.#isOver = true
    return this.#history.record('exchange.closed', this.id, {})
  }
}

/** The first line of what was said, where it is text. */
function firstLineOf(bytes: Uint8Array): string | undefined {
  const end = bytes.indexOf(10)
  const line = bytes.subarray(0, end === -1 ? bytes.length : end)
  if (line.length > LONGEST_LINE || line.length === 0) return undefined
  if (line.some((byte) => byte < 32 && byte !== 9 && byte !== 13)) return undefined
  try {
    return decoder.decode(line).replace(/\r$/, '')
  } catch (error) {
    // What is not UTF-8 is not text.
    if (error instanceof TypeError) return undefined
    throw error
  }
}
