import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { ApiAnswer, ApiMessage, Stream } from '#engine'

type Open = (onAnswer: (answer: ApiAnswer) => void) => Stream<ApiMessage, ApiMessage>
type ChannelNumber = Extract<ApiMessage, { kind: 'channel' }>['channel']

const PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io']
const CLOSE: ChannelNumber = 255

const server = new WebSocketServer({
  noServer: true,
  handleProtocols: (offered) => PROTOCOLS.find((protocol) => offered.has(protocol)) ?? false,
})

/** What an upgraded connection is made of. */
export interface Upgrade {
  readonly message: IncomingMessage
  readonly socket: Duplex
  readonly head: Buffer
}

/** exec, attach and port-forward: the answer decides whether the connection becomes a WebSocket. */
export function upgrade({ message, socket, head }: Upgrade, open: Open): void {
  let isAgreed = false
  const early: ApiMessage[] = []
  let deliver = (it: ApiMessage): void => {
    early.push(it)
  }
  const stream = open((answer) => {
    isAgreed = answer.code === 101
    if (!isAgreed) return
    server.handleUpgrade(message, socket, head, (webSocket) => {
      for (const it of early) sendFrame(webSocket, it)
      deliver = (it) => {
        sendFrame(webSocket, it)
      }
      connect(webSocket, stream)
    })
  })
  stream.listen({
    message: (it) => {
      if (isAgreed) deliver(it)
      else if (it.kind === 'object') refuse(socket, it.object)
    },
    end: () => {
      closeAll.get(stream)?.()
    },
  })
}

/** How to close the socket of a stream that has ended. */
const closeAll = new WeakMap<object, () => void>()

function connect(webSocket: WebSocket, stream: Stream<ApiMessage, ApiMessage>): void {
  closeAll.set(stream, () => {
    webSocket.close(1000)
  })
  webSocket.on('message', (data: Buffer) => {
    const [channel] = data
    if (channel === undefined) return
    stream.send({
      kind: 'channel',
      channel: channel as ChannelNumber,
      bytes: new Uint8Array(data.subarray(1)),
    })
  })
  webSocket.on('close', () => {
    stream.cancel('the client went away')
  })
  webSocket.on('error', () => {
    stream.cancel('the connection broke')
  })
}

function sendFrame(webSocket: WebSocket, message: ApiMessage): void {
  if (message.kind !== 'channel') return
  const { channel, bytes } = message
  // Only v5 knows a frame that closes one channel.
  if (channel === CLOSE && webSocket.protocol !== PROTOCOLS[0]) return
  webSocket.send(Buffer.concat([Buffer.from([channel]), bytes]))
}

function refuse(socket: Duplex, status: object): void {
  const body = JSON.stringify(status)
  const code = 'code' in status ? Number(status.code) : 500
  socket.end(
    `HTTP/1.1 ${code} Refused\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}
