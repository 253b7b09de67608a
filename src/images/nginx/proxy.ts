import { type Fd, type Process, type Run, SystemError, write } from '#engine'
import { joined, readWholeBody } from '../http/body.ts'
import { ByteReader, TimedOut } from '../http/byte-reader.ts'
import { httpDate } from '../http/date.ts'
import { framingOfResponse } from '../http/framing.ts'
import {
  formatRequestHead,
  headerOf,
  type Headers,
  parseResponseHead,
  type ResponseHead,
} from '../http/message.ts'
import { resolve, socketAddress } from '../resolver/resolve.ts'
import { type Answer, complain, type Handling, plain } from './answer.ts'
import { errnoText } from './log.ts'
import type { LocationSettings, ProxyPass, UpstreamServer } from './settings.ts'
import { interpolate } from './variables.ts'

/** Headers that belong to one connection, or that nginx writes itself. */
const NOT_SENT_ON = [
  'host',
  'connection',
  'keep-alive',
  'te',
  'transfer-encoding',
  'upgrade',
  'expect',
  'content-length',
]
const NOT_HANDED_BACK = [
  'server',
  'date',
  'connection',
  'keep-alive',
  'content-type',
  'content-length',
  'transfer-encoding',
  'x-pad',
]

export interface Proxied extends Handling {
  readonly by: LocationSettings
  /** The part of the path that the location names. */
  readonly prefix: string
}

/** Asks one of the servers behind, the next when that cannot be reached. */
export function* passOn(handling: Proxied, to: ProxyPass): Run<Answer> {
  const servers = handling.settings.upstreams.get(to.host) ?? [to]
  const first = handling.connection % servers.length
  let status = 502
  for (const server of [...servers.slice(first), ...servers.slice(0, first)]) {
    const asked = yield* ask(handling, to, server)
    if (typeof asked !== 'number') return asked
    status = asked
    // Who has been asked is not asked again elsewhere: only connecting is repeated.
    if (status === 504) break
  }
  return plain(handling, handling.by, status)
}

/** The answer, or the status that stands for none. */
function* ask(handling: Proxied, to: ProxyPass, server: UpstreamServer): Run<Answer | number> {
  const { process, by } = handling
  const path = upstreamPath(handling, to)
  const found = yield* resolve(process, server.host)
  const [address] = found.ok ? found.addresses : []
  const url = `http://${address ?? server.host}:${server.port}${path}`
  const fail = function* (status: number, text: string): Run {
    yield* complain(handling, text, url)
    return status
  }
  if (address === undefined)
    return yield* fail(502, 'no live upstreams while connecting to upstream')
  const fd = process.sockets.socket(socketAddress(address, 0).family, 'stream')
  try {
    process.sockets.connect(fd, socketAddress(address, server.port))
    const isThere = yield* waitForConnection(process, fd, process.now + by.proxyTimeoutMs.connect)
    if (!isThere)
      return yield* fail(
        504,
        'upstream timed out (110: Connection timed out) while connecting to upstream',
      )
    yield* write(
      process,
      fd,
      formatRequestHead({
        method: handling.request.method,
        target: path,
        version: 'HTTP/1.0',
        headers: headersFor(handling, to),
      }),
    )
    yield* write(process, fd, handling.request.body)
    return yield* receive(handling, fd, fail)
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    return yield* fail(502, `connect() failed ${errnoText(error)} while connecting to upstream`)
  } finally {
    process.close(fd)
  }
}

function* receive(
  handling: Proxied,
  fd: Fd,
  fail: (status: number, text: string) => Run,
): Run<Answer | number> {
  const { process, by, request } = handling
  const reader = new ByteReader(process, fd)
  reader.deadline = process.now + by.proxyTimeoutMs.read
  try {
    const text = yield* reader.head()
    const head = text === undefined ? undefined : parseResponseHead(text)
    if (head === undefined)
      return yield* fail(
        502,
        'upstream prematurely closed connection while reading response header from upstream',
      )
    const { body } = yield* readWholeBody(reader, framingOfResponse(head, request.method))
    return handedBack(handling, head, body)
  } catch (error) {
    if (!(error instanceof TimedOut)) throw error
    return yield* fail(
      504,
      'upstream timed out (110: Connection timed out) while reading response header from upstream',
    )
  }
}

function* waitForConnection(process: Process, fd: Fd, until: number): Run<boolean> {
  for (;;) {
    const wake = yield { do: 'wait', for: [{ fd, for: 'write' }], until }
    if (wake === 'timeout') return false
    if (wake !== 'ready') continue
    process.sockets.checkConnected(fd)
    return true
  }
}

/** proxy_pass with a path puts it in the place of what the location names. */
function upstreamPath({ uri, prefix }: Proxied, { uri: replacement }: ProxyPass): string {
  if (replacement === undefined) return uri.raw
  return `${replacement}${uri.path.slice(prefix.length)}${uri.query}`
}

function headersFor({ request, by, valueOf }: Proxied, to: ProxyPass): Headers {
  const set = new Map<string, readonly [string, string]>([
    ['host', ['Host', to.authority]],
    ['connection', ['Connection', 'close']],
  ])
  for (const [name, value] of by.proxyHeaders)
    set.set(name.toLowerCase(), [name, interpolate(value, valueOf)])
  const length: Headers =
    request.body.length > 0 ? [['Content-Length', `${request.body.length}`]] : []
  const own = request.headers.filter(
    ([name]) => !NOT_SENT_ON.includes(name.toLowerCase()) && !set.has(name.toLowerCase()),
  )
  return [...[...set.values()].filter(([, value]) => value !== ''), ...length, ...own]
}

function handedBack(handling: Proxied, head: ResponseHead, body: Uint8Array): Answer {
  const { process, version, by, request } = handling
  const type = headerOf(head.headers, 'Content-Type')
  const hasLength = headerOf(head.headers, 'Content-Length') !== undefined
  const isChunked = !hasLength && request.version === 'HTTP/1.1' && body.length > 0
  const framing: readonly [string, string] = isChunked
    ? ['Transfer-Encoding', 'chunked']
    : ['Content-Length', headerOf(head.headers, 'Content-Length') ?? `${body.length}`]
  const others = head.headers.filter(([name]) => !NOT_HANDED_BACK.includes(name.toLowerCase()))
  return {
    status: head.status,
    reason: head.reason,
    body: isChunked ? asOneChunk(body) : body,
    before: [],
    after: [],
    by,
    isError: false,
    headers: [
      ['Server', `nginx/${version}`],
      ['Date', httpDate(process.wallClock)],
      ...(type === undefined ? [] : [['Content-Type', type] as const]),
      ...(head.status === 204 || head.status === 304 ? [] : [framing]),
      ['Connection', 'keep-alive'],
      ...others,
    ],
  }
}

function asOneChunk(body: Uint8Array): Uint8Array {
  const encoder = new TextEncoder()
  return joined([
    encoder.encode(`${body.length.toString(16)}\r\n`),
    body,
    encoder.encode('\r\n0\r\n\r\n'),
  ])
}
