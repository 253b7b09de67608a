import { createWebSocketStream, type WebSocket } from 'ws'
import type { ApiRequest } from '#engine'
import type { Service } from './exchange.ts'
import { PortLine, withoutPorts } from './port-line.ts'
import { badRequest, Refusal } from './refusals.ts'
import { refuseUpgrade, Session, type Upgrade } from './session.ts'
import { type Forwarding, forwardOverSpdy } from './spdy-ports.ts'
import { Handshakes, Sender, setReading } from './web-socket.ts'

const TUNNEL = 'SPDY/3.1+portforward.k8s.io'
const CHANNELS = 'v4.channel.k8s.io'
const handshakes = new Handshakes([TUNNEL, CHANNELS])

/** port-forward over a WebSocket: SPDY in a tunnel, as kubectl asks for it, or plain channels. */
export function webSocketPorts(service: Service, upgraded: Upgrade, request: ApiRequest): void {
  const protocol = handshakes.agree(upgraded)
  if (typeof protocol !== 'string') {
    refuseUpgrade(upgraded.socket, protocol)
    return
  }
  const ports = protocol === TUNNEL ? [] : portsIn(request)
  const agree = (session: Session): void => {
    handshakes.shake(upgraded, (webSocket) => {
      const forwarding = { service, request, session }
      if (protocol === TUNNEL) forwardOverSpdy(forwarding, createWebSocketStream(webSocket))
      else forwardOverChannels(forwarding, webSocket, ports)
    })
  }
  new Session({ service, upgraded, request: withoutPorts(request), agree })
}

/** The ports that are asked for; refused as the kubelet refuses them. */
function portsIn({ query }: ApiRequest): readonly number[] {
  const given = query.flatMap(([name, value]) => (name === 'ports' ? value.split(',') : []))
  if (given.length === 0) throw new Refusal(badRequest('query parameter "port" is required'))
  return given.map((text) => {
    const port = Number(text)
    if (/^\d+$/.test(text) && port > 0 && port < 65_536) return port
    throw new Refusal(badRequest(`unable to parse "${text}" as a port`))
  })
}

/** Two channels for each port: its data, and the text of an error. */
function forwardOverChannels(
  { service, request, session }: Forwarding,
  webSocket: WebSocket,
  ports: readonly number[],
): void {
  const full = new Set<PortLine>()
  const lines = ports.map((port) => new PortLine(service, request, port))
  const open = new Set(lines)
  const sender = new Sender(webSocket, (isFull) => {
    for (const line of open) line.setFull(isFull)
  })
  webSocket.on('message', (message: Buffer) => {
    const channel = message[0] ?? 1
    if (channel % 2 === 0) lines[channel / 2]?.send(new Uint8Array(message.subarray(1)))
  })
  webSocket.on('error', () => session.hangUp())
  webSocket.on('close', () => {
    for (const line of open) line.cancel()
  })
  for (const [index, line] of lines.entries()) join(line, index * 2)

  function join(line: PortLine, channel: number): void {
    const port = littleEndian(ports[channel / 2] ?? 0)
    for (const each of [channel, channel + 1]) sender.send(each, port)
    line.open({
      data: (bytes) => sender.send(channel, bytes),
      failed: (why) => sender.send(channel + 1, why),
      setFull: (isFull) => {
        if (isFull) full.add(line)
        else full.delete(line)
        setReading(webSocket, full.size === 0)
      },
      end: () => {
        open.delete(line)
        if (open.size === 0) webSocket.close(1000)
      },
    })
  }
}

function littleEndian(port: number): Uint8Array {
  return new Uint8Array([port & 0xff, port >> 8])
}
