import type { Duplex } from 'node:stream'
import type { ApiRequest } from '#engine'
import type { Channel, Session } from './session.ts'
import { SpdyConnection, type SpdyStream } from './spdy/connection.ts'

const CHANNELS: ReadonlyMap<string, Channel> = new Map([
  ['stdin', 0],
  ['stdout', 1],
  ['stderr', 2],
  ['error', 3],
  ['resize', 4],
])
const CLOSE: Channel = 255
/** So long a client may take to open its streams. */
const OPENING_MS = 30_000

/** exec and attach over SPDY/3.1: each channel is a stream of its own, which the client opens. */
export function terminalOverSpdy(session: Session, request: ApiRequest, wire: Duplex): void {
  const expected = expectedChannels(request)
  const streams = new Map<Channel, SpdyStream>()
  const connection = new SpdyConnection(wire, {
    isWelcome: (stream) => {
      const channel = channelOf(stream)
      return channel !== undefined && expected.includes(channel) && !streams.has(channel)
    },
    onStream: (stream) => {
      const channel = channelOf(stream) ?? 3
      streams.set(channel, stream)
      hear(session, stream, channel)
      if (streams.size === expected.length) begin()
    },
    onFull: (isFull) => session.setFull(isFull),
    onClose: () => {
      clearTimeout(late)
      session.hangUp()
    },
  })
  const late = setTimeout(() => wire.destroy(), OPENING_MS)
  session.connect({
    output: (channel, bytes) => {
      if (channel === CLOSE) streams.get(bytes[0] as Channel)?.end()
      else streams.get(channel)?.write(bytes)
    },
    setFull: (isFull) => connection.setReading(!isFull),
    end: () => {
      for (const stream of streams.values()) stream.end()
      connection.end()
    },
  })
  // What the process says before its streams are open must wait for them.
  session.setFull(true)

  function begin(): void {
    clearTimeout(late)
    session.setFull(false)
  }
}

function channelOf({ headers }: SpdyStream): Channel | undefined {
  return CHANNELS.get(headers.get('streamtype') ?? '')
}

function hear(session: Session, stream: SpdyStream, channel: Channel): void {
  if (channel !== 0 && channel !== 4) return
  stream.listener = {
    data: (bytes) => session.send(channel, bytes),
    end: () => {
      if (channel === 0) session.send(CLOSE, new Uint8Array([0]))
    },
  }
}

/** A terminal has no stderr of its own, but a size. */
function expectedChannels({ query }: ApiRequest): readonly Channel[] {
  const isAsked = (name: string) =>
    query.some(([key, value]) => key === name && /^(1|t|true)$/i.test(value))
  const isTty = isAsked('tty')
  const asked: readonly (readonly [Channel, boolean])[] = [
    [3, true],
    [0, isAsked('stdin')],
    [1, isAsked('stdout')],
    [2, isAsked('stderr') && !isTty],
    [4, isTty],
  ]
  return asked.flatMap(([channel, isThere]) => (isThere ? [channel] : []))
}
