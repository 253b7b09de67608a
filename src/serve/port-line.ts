import type { ApiMessage, ApiRequest, Stream } from '#engine'
import type { Service } from './exchange.ts'

/** What becomes of one forwarded connection. */
export interface PortLineListener {
  data(bytes: Uint8Array): void
  /** The connection did not come about, or broke. */
  failed(why: Uint8Array): void
  end(): void
  /** The Pod takes no more for now, or again. */
  setFull(isFull: boolean): void
}

/** One connection to one port of a Pod. */
export class PortLine {
  readonly #service: Service
  readonly #request: ApiRequest
  #listener: PortLineListener | undefined
  #stream: Stream<ApiMessage, ApiMessage> | undefined
  #isOver = false

  constructor(service: Service, request: ApiRequest, port: number) {
    this.#service = service
    const query = [...withoutPorts(request).query, ['ports', `${port}`] as const]
    this.#request = { ...request, query }
  }

  /** The listener may hear of it before this returns. */
  open(listener: PortLineListener): void {
    this.#listener = listener
    this.#service.driver.do(() => {
      this.#stream = this.#service.door.open(this.#request, () => undefined)
      this.#stream.listen({
        message: (message) => {
          pass(message, listener)
        },
        drain: () => {
          listener.setFull(false)
        },
        end: () => {
          this.#isOver = true
          listener.end()
        },
      })
    })
  }

  send(bytes: Uint8Array): void {
    this.#do((stream) => {
      if (!stream.send({ kind: 'channel', channel: 0, bytes })) this.#listener?.setFull(true)
    })
  }

  /** The client says nothing more. */
  end(): void {
    this.#do((stream) => {
      stream.end()
    })
  }

  cancel(): void {
    this.#do((stream) => {
      stream.cancel()
    })
    this.#isOver = true
  }

  /** The client takes no more for now, or again. */
  setFull(isFull: boolean): void {
    this.#do((stream) => {
      if (isFull) stream.pause()
      else stream.resume()
    })
  }

  #do(act: (stream: Stream<ApiMessage, ApiMessage>) => void): void {
    if (this.#isOver) return
    this.#service.driver.do(() => {
      if (this.#stream !== undefined) act(this.#stream)
    })
  }
}

/** The request for a session whose connections are opened one by one. */
export function withoutPorts(request: ApiRequest): ApiRequest {
  return { ...request, query: request.query.filter(([name]) => name !== 'ports') }
}

function pass(message: ApiMessage, listener: PortLineListener): void {
  if (message.kind === 'channel') {
    if (message.channel === 1) listener.failed(message.bytes)
    else listener.data(message.bytes)
  } else if (message.kind === 'object' && 'message' in message.object)
    // The Pod is there no more.
    listener.failed(Buffer.from(String(message.object.message)))
}
