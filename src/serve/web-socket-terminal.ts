import type { ApiRequest } from '#engine'
import type { Service } from './exchange.ts'
import { type Channel, refuseUpgrade, Session, type Upgrade } from './session.ts'
import { Handshakes, Sender, setReading } from './web-socket.ts'

/** Newest first. */
const PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io']
const handshakes = new Handshakes(PROTOCOLS)
const CLOSE: Channel = 255
/** What a client may send on: its input, sizes of its window, the end of its input. */
const FROM_CLIENT: readonly number[] = [0, 4, CLOSE]

/** exec and attach over a WebSocket: each message begins with the number of its channel. */
export function webSocketTerminal(service: Service, upgraded: Upgrade, request: ApiRequest): void {
  const protocol = handshakes.agree(upgraded)
  if (typeof protocol === 'string') new Session({ service, upgraded, request, agree })
  else refuseUpgrade(upgraded.socket, protocol)

  function agree(session: Session): void {
    handshakes.shake(upgraded, (webSocket) => {
      const sender = new Sender(webSocket, (isFull) => session.setFull(isFull))
      webSocket.on('message', (data: Buffer) => {
        const [channel] = data
        if (isFromClient(channel)) session.send(channel, new Uint8Array(data.subarray(1)))
      })
      webSocket.on('error', () => session.hangUp())
      session.connect({
        output: (channel, bytes) => {
          // Only v5 knows the message that closes one channel.
          if (channel !== CLOSE || protocol === PROTOCOLS[0]) sender.send(channel, bytes)
        },
        setFull: (isFull) => setReading(webSocket, !isFull),
        end: () => webSocket.close(1000),
      })
      sender.send(firstChannel(request), new Uint8Array())
    })
  }
}

function isFromClient(channel: number | undefined): channel is Channel {
  return channel !== undefined && FROM_CLIENT.includes(channel)
}

/** A client is told on the lowest channel of output that the connection stands. */
function firstChannel({ query }: ApiRequest): Channel {
  const isAsked = (name: string) =>
    query.some(([key, value]) => key === name && /^(1|t|true)$/i.test(value))
  if (isAsked('stdout')) return 1
  return isAsked('stderr') ? 2 : 3
}
