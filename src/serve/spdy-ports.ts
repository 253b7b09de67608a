import type { Duplex } from 'node:stream'
import type { ApiRequest } from '#engine'
import type { Service } from './exchange.ts'
import { PortLine } from './port-line.ts'
import type { Session } from './session.ts'
import { SpdyConnection, type SpdyStream } from './spdy/connection.ts'

export interface Forwarding {
  readonly service: Service
  readonly request: ApiRequest
  readonly session: Session
}

/** A connection to a port is a pair of streams: its data, and the text of an error. */
interface Pair {
  data?: SpdyStream
  error?: SpdyStream
}

/** port-forward over SPDY/3.1: any number of connections to any ports of one Pod. */
export function forwardOverSpdy({ service, request, session }: Forwarding, wire: Duplex): void {
  const pairs = new Map<string, Pair>()
  const lines = new Set<PortLine>()
  const full = new Set<PortLine>()
  const connection = new SpdyConnection(wire, {
    isWelcome: (stream) => kindOf(stream) !== undefined && portOf(stream) !== undefined,
    onStream: (stream) => {
      const id = requestId(stream)
      const pair = { ...pairs.get(id), [kindOf(stream) ?? '']: stream }
      pairs.set(id, pair)
      if (pair.data === undefined || pair.error === undefined) return
      pairs.delete(id)
      join(pair.data, pair.error)
    },
    onFull: (isFull) => {
      for (const line of lines) line.setFull(isFull)
    },
    onClose: () => {
      for (const line of lines) line.cancel()
      session.hangUp()
    },
  })
  session.connect({
    output: () => undefined,
    setFull: () => undefined,
    end: () => connection.end(),
  })

  function join(data: SpdyStream, error: SpdyStream): void {
    const line = new PortLine(service, request, portOf(data) ?? 0)
    lines.add(line)
    data.listener = { data: (bytes) => line.send(bytes), end: () => line.end() }
    const setFull = (isFull: boolean): void => {
      if (isFull) full.add(line)
      else full.delete(line)
      connection.setReading(full.size === 0)
    }
    line.open({
      data: (bytes) => data.write(bytes),
      failed: (why) => error.write(why),
      setFull,
      end: () => {
        for (const stream of [error, data]) stream.end()
        lines.delete(line)
        setFull(false)
      },
    })
  }
}

function kindOf({ headers }: SpdyStream): keyof Pair | undefined {
  const kind = headers.get('streamtype')
  return kind === 'data' || kind === 'error' ? kind : undefined
}

function portOf({ headers }: SpdyStream): number | undefined {
  const text = headers.get('port') ?? ''
  const port = Number(text)
  return /^\d+$/.test(text) && port > 0 && port < 65_536 ? port : undefined
}

/** Old clients give none: then the stream of data is opened right after the one of the error. */
function requestId(stream: SpdyStream): string {
  const { id, headers } = stream
  return headers.get('requestid') ?? `${kindOf(stream) === 'data' ? id - 2 : id}`
}
