import type { Status } from '../api/status.ts'
import type { Clock, Ms } from '../clock/clock.ts'
import { createPair } from '../streams/pair.ts'
import type { Stream } from '../streams/stream.ts'
import type { ApiAnswer, ApiMessage, ApiRequest, ApiTransport } from './transport.ts'

/** So long a client waits for a connection that does not come about. */
const DIAL_TIMEOUT_MS: Ms = 10_000
/** And for a sign of life on one that it has: the pings of HTTP/2. */
const PING_TIMEOUT_MS: Ms = 45_000

/** A line between a machine and the API server. While it is cut, nothing passes in either direction. */
export class ApiLink implements ApiTransport {
  readonly #clock: Clock
  readonly #server: ApiTransport
  readonly #open = new Set<(words: string) => void>()
  #isCut = false

  constructor(clock: Clock, server: ApiTransport) {
    this.#clock = clock
    this.#server = server
  }

  cut(): void {
    this.#isCut = true
    for (const lose of this.#open) lose('http2: client connection lost')
    this.#open.clear()
  }

  /** What is asked for from now on arrives again; what was lost is noticed by its time-out. */
  mend(): void {
    this.#isCut = false
  }

  open(request: ApiRequest, onAnswer: (answer: ApiAnswer) => void): Stream<ApiMessage, ApiMessage> {
    const [near, far] = createPair<ApiMessage, ApiMessage>(this.#clock)
    if (this.#isCut) {
      this.#breakOff(far, DIAL_TIMEOUT_MS, 'dial tcp: i/o timeout')
      return near
    }
    let isLost = false
    const inner = this.#server.open(request, (answer) => {
      if (!isLost) onAnswer(answer)
    })
    const lose = (words: string): void => {
      isLost = true
      inner.cancel(words)
      this.#breakOff(far, PING_TIMEOUT_MS, words)
    }
    this.#open.add(lose)
    this.#join(inner, far, () => this.#open.delete(lose))
    return near
  }

  #join(
    inner: Stream<ApiMessage, ApiMessage>,
    far: Stream<ApiMessage, ApiMessage>,
    onEnd: () => boolean,
  ): void {
    const end = (to: Stream<ApiMessage, ApiMessage>, error: Status | undefined): void => {
      if (!onEnd()) return
      if (error === undefined) to.end()
      else to.cancel(error.message)
    }
    inner.listen({
      message: (message) => far.send(message),
      end: (error) => {
        end(far, error)
      },
    })
    far.listen({
      message: (message) => inner.send(message),
      end: (error) => {
        if (error === undefined) inner.end()
        else end(inner, error)
      },
    })
  }

  #breakOff(far: Stream<ApiMessage, ApiMessage>, afterMs: Ms, words: string): void {
    this.#clock.after(afterMs, () => {
      far.cancel(words)
    })
  }
}
