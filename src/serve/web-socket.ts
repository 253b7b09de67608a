import { STATUS_CODES, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { type ApiMessage, type ApiRequest, failure, type Status, type Stream } from '#engine'
import { attend, type Service } from './exchange.ts'
import { fault } from './refusals.ts'
import { wireJson } from './wire-json.ts'

type ChannelMessage = Extract<ApiMessage, { kind: 'channel' }>
type Channel = ChannelMessage['channel']

/** Newest first: the first that the client offers too is taken. */
const PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io']
const CLOSE: Channel = 255
/** What a client may send on: its input, the end of it, sizes of its window. */
const FROM_CLIENT: readonly number[] = [0, 4, CLOSE]
const MOST_FRAME_BYTES = 4 * 1024 * 1024
/** Bytes that may wait for a slow client before the process is held back. */
const HIGH_WATER = 512 * 1024

const webSockets = new WebSocketServer({
  noServer: true,
  maxPayload: MOST_FRAME_BYTES,
  handleProtocols: (offered) => PROTOCOLS.find((protocol) => offered.has(protocol)) ?? false,
})

/** What an upgraded connection is made of. */
export interface Upgrade {
  readonly message: IncomingMessage
  readonly socket: Duplex
  readonly head: Buffer
}

/** exec and attach: the API server's answer decides whether the connection becomes a WebSocket. */
export function upgrade(service: Service, upgraded: Upgrade, request: ApiRequest): void {
  const { socket, message } = upgraded
  const protocols = (message.headers['sec-websocket-protocol'] ?? '').split(',')
  const offered = protocols.map((protocol) => protocol.trim())
  if (request.headers['upgrade']?.toLowerCase() === 'websocket' && !hasCommon(offered)) {
    refuseUpgrade(socket, unsupported(offered))
    return
  }
  service.driver.do(() => {
    new Connection(service, upgraded).open(request)
  })
}

function hasCommon(offered: readonly string[]): boolean {
  return offered.some((protocol) => PROTOCOLS.includes(protocol))
}

/** As golang.org/x/net/websocket refuses a handshake, in the words of Kubernetes' wsstream. */
function unsupported(offered: readonly string[]): Status {
  const message = `requested protocol(s) are not supported: [${offered.join(' ')}]; supports [${PROTOCOLS.join(' ')}]`
  return failure({ code: 403, reason: 'Forbidden', message })
}

/** Answers instead of upgrading, and closes. */
export function refuseUpgrade(socket: Duplex, status: Status): void {
  const body = wireJson(status, false)
  socket.on('error', () => socket.destroy())
  socket.end(
    `HTTP/1.1 ${status.code} ${STATUS_CODES[status.code] ?? ''}\r\n` +
      'Content-Type: application/json\r\nCache-Control: no-cache, private\r\n' +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}

/** One exec or attach, between the API server's stream and a client's socket. */
class Connection {
  readonly #service: Service
  readonly #upgrade: Upgrade
  #stream: Stream<ApiMessage, ApiMessage> | undefined
  #webSocket: WebSocket | undefined
  #isOver = false
  #isPaused = false
  #leave: () => void = () => undefined

  constructor(service: Service, upgraded: Upgrade) {
    this.#service = service
    this.#upgrade = upgraded
  }

  open(request: ApiRequest): void {
    const { door, unanswered } = this.#service
    const { socket } = this.#upgrade
    const fail = (): void => {
      this.#finish()
      refuseUpgrade(socket, fault())
    }
    this.#leave = attend(this.#service, request.path)
    socket.on('close', () => this.#hangUp())
    socket.on('error', () => this.#hangUp())
    unanswered.add(fail)
    this.#stream = door.open(request, (answer) => {
      unanswered.delete(fail)
      if (answer.code === 101) this.#agree(request)
    })
    this.#stream.listen({
      message: (message) => this.#pass(message),
      drain: () => this.#webSocket?.resume(),
      end: () => {
        this.#finish()
        this.#webSocket?.close(1000)
      },
    })
  }

  #agree(request: ApiRequest): void {
    const { message, socket, head } = this.#upgrade
    webSockets.handleUpgrade(message, socket, head, (webSocket) => {
      this.#webSocket = webSocket
      webSocket.on('message', (data: Buffer) => this.#take(data))
      webSocket.on('error', () => this.#hangUp())
      this.#send(firstChannel(request), new Uint8Array())
    })
  }

  #take(data: Buffer): void {
    const [channel] = data
    if (channel === undefined || !FROM_CLIENT.includes(channel)) return
    const bytes = new Uint8Array(data.subarray(1))
    this.#service.driver.do(() => {
      const hasRoom = this.#stream?.send({ kind: 'channel', channel: channel as Channel, bytes })
      if (hasRoom === false) this.#webSocket?.pause()
    })
  }

  #pass(message: ApiMessage): void {
    if (message.kind === 'channel') this.#send(message.channel, message.bytes)
    else if (message.kind === 'object' && this.#webSocket === undefined) {
      this.#finish()
      refuseUpgrade(this.#upgrade.socket, message.object as Status)
    }
  }

  #send(channel: Channel, bytes: Uint8Array): void {
    const webSocket = this.#webSocket
    // Only v5 knows the frame that closes one channel.
    if (webSocket === undefined || (channel === CLOSE && webSocket.protocol !== PROTOCOLS[0]))
      return
    webSocket.send(Buffer.concat([Buffer.from([channel]), bytes]), () => this.#resume())
    if (webSocket.bufferedAmount < HIGH_WATER || this.#isPaused) return
    this.#isPaused = true
    this.#service.driver.do(() => this.#stream?.pause())
  }

  #resume(): void {
    if (!this.#isPaused || (this.#webSocket?.bufferedAmount ?? 0) > HIGH_WATER / 2) return
    this.#isPaused = false
    this.#service.driver.do(() => this.#stream?.resume())
  }

  #hangUp(): void {
    if (this.#isOver) return
    this.#finish()
    this.#service.driver.do(() => this.#stream?.cancel())
  }

  #finish(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#leave()
  }
}

/** A client is told on the lowest channel of output that the connection stands. */
function firstChannel({ query }: ApiRequest): Channel {
  const isAsked = (name: string) =>
    query.some(([key, value]) => key === name && /^(1|t|true)$/i.test(value))
  if (isAsked('stdout')) return 1
  return isAsked('stderr') ? 2 : 3
}
