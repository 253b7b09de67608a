import { type WebSocket, WebSocketServer } from 'ws'
import { failure, type Status } from '#engine'
import type { Upgrade } from './session.ts'

const MOST_FRAME_BYTES = 4 * 1024 * 1024
/** Bytes that may wait for a slow client before what speaks to him is held back. */
const HIGH_WATER = 512 * 1024

/** Answers handshakes with the first of its protocols that the client offers too. */
export class Handshakes {
  readonly #protocols: readonly string[]
  readonly #server: WebSocketServer

  constructor(protocols: readonly string[]) {
    this.#protocols = protocols
    this.#server = new WebSocketServer({
      noServer: true,
      maxPayload: MOST_FRAME_BYTES,
      handleProtocols: (offered) => protocols.find((protocol) => offered.has(protocol)) ?? false,
    })
  }

  /** Why a client is refused: what he offers is not served. */
  refusal({ message: { headers } }: Upgrade): Status | undefined {
    const offered = headers['sec-websocket-protocol']?.split(/ *, */) ?? []
    if (offered.some((protocol) => this.#protocols.includes(protocol))) return undefined
    // As golang.org/x/net/websocket refuses a handshake, in the words of Kubernetes' wsstream.
    const message = `requested protocol(s) are not supported: [${offered.join(' ')}]; supports [${this.#protocols.join(' ')}]`
    return failure({ code: 403, reason: 'Forbidden', message })
  }

  shake({ message, socket, head }: Upgrade, done: (webSocket: WebSocket) => void): void {
    this.#server.handleUpgrade(message, socket, head, done)
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
