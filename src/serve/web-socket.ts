import type { IncomingMessage } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { failure, type FailureStatus } from '#engine'
import type { Upgrade } from './session.ts'

const MOST_FRAME_BYTES = 4 * 1024 * 1024
/** Bytes that may wait for a slow client before what speaks to him is held back. */
const HIGH_WATER = 512 * 1024

/** Answers handshakes with the first of its protocols that the client offers too. */
export class Handshakes {
  readonly #protocols: readonly string[]
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: MOST_FRAME_BYTES })
  readonly #agreed = new WeakMap<IncomingMessage, string>()

  constructor(protocols: readonly string[]) {
    this.#protocols = protocols
    this.#server.on('headers', (headers, message) => {
      headers.push(`Sec-WebSocket-Protocol: ${this.#agreed.get(message) ?? ''}`)
    })
  }

  /** The protocol to speak; or why the client is refused. */
  agree({ message }: Upgrade): string | FailureStatus {
    const offered = message.headers['sec-websocket-protocol']?.split(/ *, */) ?? []
    const agreed = this.#protocols.find((protocol) => offered.includes(protocol))
    if (agreed === undefined) return this.#refusal(offered)
    // ws refuses names with a slash, which Kubernetes has: so it is not shown them.
    delete message.headers['sec-websocket-protocol']
    this.#agreed.set(message, agreed)
    return agreed
  }

  shake({ message, socket, head }: Upgrade, done: (webSocket: WebSocket) => void): void {
    this.#server.handleUpgrade(message, socket, head, done)
  }

  /** As golang.org/x/net/websocket refuses a handshake, in the words of Kubernetes' wsstream. */
  #refusal(offered: readonly string[]): FailureStatus {
    const message = `requested protocol(s) are not supported: [${offered.join(' ')}]; supports [${this.#protocols.join(' ')}]`
    return failure({ code: 403, reason: 'Forbidden', message })
  }
}

/** Sends, and tells when the client is too slow to take it. */
export class Sender {
  readonly #webSocket: WebSocket
  readonly #onFull: (isFull: boolean) => void
  #isFull = false

  constructor(webSocket: WebSocket, onFull: (isFull: boolean) => void) {
    this.#webSocket = webSocket
    this.#onFull = onFull
  }

  send(channel: number, bytes: Uint8Array): void {
    this.#webSocket.send(Buffer.concat([Buffer.from([channel]), bytes]), () => {
      if (this.#webSocket.bufferedAmount <= HIGH_WATER / 2) this.#set(false)
    })
    if (this.#webSocket.bufferedAmount >= HIGH_WATER) this.#set(true)
  }

  #set(isFull: boolean): void {
    if (isFull === this.#isFull) return
    this.#isFull = isFull
    this.#onFull(isFull)
  }
}

export function setReading(webSocket: WebSocket, isReading: boolean): void {
  if (isReading) webSocket.resume()
  else webSocket.pause()
}
