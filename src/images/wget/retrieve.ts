import { type Fd, type Run, SystemError, write } from '#engine'
import { readBody } from '../http/body.ts'
import { TimedOut } from '../http/byte-reader.ts'
import { framingOfResponse } from '../http/framing.ts'
import {
  formatRequestHead,
  type Headers,
  headerOf,
  parseResponseHead,
  type ResponseHead,
  staysOpen,
} from '../http/message.ts'
import { type HttpUrl, parseUrl, resolveUrl } from '../http/url.ts'
import { connectTo, type ConnectPlace, type WgetConnection } from './connect.ts'
import { barLine, dotRows, rateOf } from './progress.ts'
import type { Target } from './target.ts'

/** What became of one URL: wget's exit codes, or that it may be tried again. */
export type Retrieved =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly code: 4 | 8 }
  | { readonly kind: 'redirected'; readonly url: HttpUrl }
  /** `said`: what stands on the line that is still open. */
  | { readonly kind: 'again' }

export interface RetrievePlace extends ConnectPlace {
  /** The connection that is still open, and to whom. */
  kept: { readonly key: string; readonly connection: WgetConnection } | undefined
}

export interface RetrieveWanted {
  readonly url: HttpUrl
  readonly target: Target
}

/** One request and its answer. */
export function* retrieve(place: RetrievePlace, wanted: RetrieveWanted): Run<Retrieved> {
  const { say, process, settings } = place
  const { url } = wanted
  const connection = yield* connectionTo(place, url)
  if (connection === 'timed out') return { kind: 'again' }
  if (connection === undefined) return { kind: 'failed', code: 4 }
  yield* say.tell('HTTP request sent, awaiting response... ')
  connection.reader.deadline = process.now + settings.timeoutMs
  try {
    yield* send(place, connection.fd, url)
    const text = yield* connection.reader.head()
    const head = text === undefined ? undefined : parseResponseHead(text)
    if (head !== undefined && text !== undefined)
      return yield* receive(place, { ...wanted, connection, head, text })
    yield* say.insist('No data received.\n')
  } catch (error) {
    if (error instanceof TimedOut)
      yield* say.insist('Read error (Connection timed out) in headers.\n')
    else if (error instanceof SystemError)
      yield* say.insist(`Read error (${error.message}) in headers.\n`)
    else throw error
  }
  process.close(connection.fd)
  return { kind: 'again' }
}

function* connectionTo(
  place: RetrievePlace,
  url: HttpUrl,
): Run<WgetConnection | 'timed out' | undefined> {
  const key = `${url.host}:${url.port}`
  const { kept, say } = place
  place.kept = undefined
  if (kept?.key === key) {
    yield* say.tell(`Reusing existing connection to ${key}.\n`)
    return kept.connection
  }
  if (kept !== undefined) place.process.close(kept.connection.fd)
  const connected = yield* connectTo(place, url)
  if (connected.kind === 'connected') return connected.connection
  return connected.kind === 'timed out' ? 'timed out' : undefined
}

function* send({ process, settings }: RetrievePlace, fd: Fd, url: HttpUrl): Run<void> {
  const body = new TextEncoder().encode(settings.body ?? '')
  const described: Headers =
    settings.body === undefined
      ? []
      : [
          ['Content-Type', 'application/x-www-form-urlencoded'],
          ['Content-Length', `${body.length}`],
        ]
  const given = new Set(settings.headers.map(([name]) => name.toLowerCase()))
  const own: Headers = [
    ['Host', url.authority],
    ['User-Agent', settings.userAgent],
    ['Accept', '*/*'],
    ['Accept-Encoding', 'identity'],
    ['Connection', 'Keep-Alive'],
    ...described,
  ]
  const method = settings.spider ? 'HEAD' : (settings.method ?? 'GET')
  const headers = [...own.filter(([name]) => !given.has(name.toLowerCase())), ...settings.headers]
  const head = { method, target: url.target, version: 'HTTP/1.1', headers } as const
  yield* write(process, fd, formatRequestHead(head))
  yield* write(process, fd, body)
}

interface Receiving extends RetrieveWanted {
  readonly connection: WgetConnection
  readonly head: ResponseHead
  readonly text: string
}

function* receive(place: RetrievePlace, receiving: Receiving): Run<Retrieved> {
  const { say, settings } = place
  const { head, url, text } = receiving
  yield* say.tell(settings.showHeaders ? '\n' : `${head.status} ${head.reason}\n`)
  if (settings.showHeaders) yield* say.always(text.replace(/^/gm, '  ') + '\n')
  const location = headerOf(head.headers, 'Location')
  if (head.status >= 300 && head.status < 400 && location !== undefined) {
    yield* say.tell(`Location: ${location} [following]\n`)
    yield* discard(place, receiving)
    const next = parseUrl(resolveUrl(url, location))
    if (next.ok) return { kind: 'redirected', url: next.url }
    return { kind: 'failed', code: 8 }
  }
  if (head.status >= 400) {
    yield* discard(place, receiving)
    if (settings.spider) {
      yield* say.tell('Remote file does not exist -- broken link!!!\n\n')
      return { kind: 'failed', code: 8 }
    }
    if (!say.isFull) yield* say.insist(`${url.text}:\n`)
    yield* say.insist(`${say.time} ERROR ${head.status}: ${head.reason}.\n`)
    yield* say.tell('\n')
    return { kind: 'failed', code: 8 }
  }
  yield* tellLength(place, head)
  if (settings.spider) {
    keep(place, receiving)
    yield* say.tell('Remote file exists.\n\n')
    return { kind: 'done' }
  }
  return yield* save(place, receiving)
}

function* tellLength({ say }: RetrievePlace, head: ResponseHead): Run<void> {
  const length = headerOf(head.headers, 'Content-Length')
  const type = headerOf(head.headers, 'Content-Type')?.split(';')[0]
  const human = length === undefined ? '' : humanSize(Number(length))
  const size = length === undefined ? 'unspecified' : `${length}${human}`
  yield* say.tell(`Length: ${size}${type === undefined ? '' : ` [${type}]`}\n`)
}

function* save(place: RetrievePlace, receiving: Receiving): Run<Retrieved> {
  const { process, say } = place
  const { connection, head, target, url } = receiving
  const name = target.isStandardOutput ? 'STDOUT' : target.name
  yield* say.tell(`Saving to: '${name}'\n`)
  const fault = target.open()
  if (fault !== undefined) {
    yield* say.insist(
      `${target.name}: ${fault.message}\n\nCannot write to '${target.name}' (${fault.message}).\n`,
    )
    return { kind: 'failed', code: 4 }
  }
  const startedAt = process.now
  let bytes = 0
  const framing = framingOfResponse(head, 'GET')
  const end = yield* readBody(connection.reader, framing, function* (portion) {
    bytes += portion.length
    yield* target.write(portion)
  })
  const length = headerOf(head.headers, 'Content-Length')
  const size = length === undefined ? undefined : Number(length)
  const received = { bytes, size, elapsedMs: process.now - startedAt }
  const isBar = process.isTerminal(2)
  yield* say.tell(isBar ? `\n${barLine(name, received)}` : dotRows(received))
  const rate = rateOf(received).long
  if (end.kind !== 'complete') {
    process.close(connection.fd)
    yield* say.tell(`\n${say.time} (${rate}) - Connection closed at byte ${bytes}. `)
    return { kind: 'again' }
  }
  keep(place, receiving)
  const count = size === undefined ? `[${bytes}]` : `[${bytes}/${size}]`
  const done = target.isStandardOutput ? 'written to stdout' : `'${target.name}' saved`
  yield* say.tell(`\n${say.time} (${rate}) - ${done} ${count}\n\n`)
  yield* say.summarise(`${say.time} URL:${url.text} ${count} -> "${target.name}" [1]\n`)
  return { kind: 'done' }
}

function* discard(place: RetrievePlace, receiving: Receiving): Run<void> {
  const framing = framingOfResponse(receiving.head, place.settings.spider ? 'HEAD' : 'GET')
  yield* readBody(receiving.connection.reader, framing, function* () {
    // Nobody wants it.
  })
  keep(place, receiving)
}

function keep(place: RetrievePlace, { connection, head, url }: Receiving): void {
  if (staysOpen(head) && framingOfResponse(head, 'GET').kind !== 'until the end')
    place.kept = { key: `${url.host}:${url.port}`, connection }
  else place.process.close(connection.fd)
}

function humanSize(bytes: number): string {
  if (bytes < 1024) return ''
  const units = ['K', 'M', 'G']
  let size = bytes / 1024
  let unit = 0
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024
    unit++
  }
  return ` (${size.toFixed(size < 10 ? 1 : 0)}${units[unit] ?? ''})`
}
