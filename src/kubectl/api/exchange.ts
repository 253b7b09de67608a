import type {
  ApiAnswer,
  ApiMessage,
  ApiRequest,
  ApiTransport,
  Readiness,
  Run,
  Status,
} from '#engine'
import type { Stream } from '#engine'

/** One request and all that is answered to it, as something that a program can wait for. */
export class Exchange implements Readiness {
  readonly #stream: Stream<ApiMessage, ApiMessage>
  readonly #messages: ApiMessage[] = []
  readonly #listeners = new Set<() => void>()
  #answer: ApiAnswer | undefined
  #isAnswerNew = false
  #hasRoom = true
  #end: { readonly error: Status | undefined } | undefined

  constructor(transport: ApiTransport, request: ApiRequest) {
    this.#stream = transport.open(request, (answer) => {
      this.#answer = answer
      this.#isAnswerNew = true
      this.#changed()
    })
    this.#stream.listen({
      message: (message) => {
        this.#messages.push(message)
        this.#changed()
      },
      drain: () => {
        this.#hasRoom = true
        this.#changed()
      },
      end: (error) => {
        this.#end = { error }
        this.#changed()
      },
    })
  }

  /** True when there is news: the answer's head, a message or the end. */
  isReady(): boolean {
    return this.#isAnswerNew || this.#messages.length > 0 || this.#end !== undefined
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  get answer(): ApiAnswer | undefined {
    return this.#answer
  }

  /** From now on only a message or the end is news. */
  passOverAnswer(): void {
    this.#isAnswerNew = false
  }

  /** How the stream broke off, when it did. */
  get error(): Status | undefined {
    return this.#end?.error
  }

  get hasEnded(): boolean {
    return this.#end !== undefined
  }

  get hasMessages(): boolean {
    return this.#messages.length > 0
  }

  /** False when messages must wait until there is room again. */
  get hasRoom(): boolean {
    return this.#hasRoom
  }

  take(): ApiMessage | undefined {
    return this.#messages.shift()
  }

  send(message: ApiMessage): void {
    this.#hasRoom = this.#stream.send(message)
  }

  endSending(): void {
    this.#stream.end()
  }

  cancel(): void {
    if (this.#end === undefined) this.#stream.cancel()
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) listener()
  }
}

/** The next message, or undefined at the end. */
export function* nextMessage(exchange: Exchange): Run<ApiMessage | undefined> {
  for (;;) {
    const message = exchange.take()
    if (message !== undefined) return message
    if (exchange.hasEnded) return undefined
    exchange.passOverAnswer()
    yield { do: 'wait', for: [{ readiness: exchange }] }
  }
}

/** The head of the answer, or undefined when the exchange ended without one. */
export function* answerOf(exchange: Exchange): Run<ApiAnswer | undefined> {
  for (;;) {
    const { answer } = exchange
    if (answer !== undefined || exchange.hasEnded) return answer
    yield { do: 'wait', for: [{ readiness: exchange }] }
  }
}
