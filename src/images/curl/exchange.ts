import { type Run, SystemError, write } from '#engine'
import { readBody } from '../http/body.ts'
import { TimedOut } from '../http/byte-reader.ts'
import { type Framing, framingOfResponse } from '../http/framing.ts'
import {
  formatRequestHead,
  headerHas,
  headerOf,
  parseResponseHead,
  type RequestHead,
  type ResponseHead,
  staysOpen,
} from '../http/message.ts'
import type { Connection, ConnectPlace } from './connect.ts'
import type { Output } from './output.ts'
import type { RequestBody } from './request.ts'
import { CurlFailure } from './report.ts'

export interface Exchange {
  readonly connection: Connection
  readonly head: RequestHead
  readonly body: RequestBody | undefined
  readonly output: Output
  readonly headerOutputs: readonly Output[]
}

/** What came of it. */
export interface Exchanged {
  readonly response: ResponseHead
  readonly isReusable: boolean
  readonly headBytes: number
  readonly requestBytes: number
  /** Milliseconds since the transfer began until the first byte of the answer. */
  readonly answeredAfter: number
}

const CONTINUE_WAIT_MS = 1000

/** One request and its response on an open connection. */
export function* exchange(place: ConnectPlace, asked: Exchange): Run<Exchanged> {
  const { connection } = asked
  connection.reader.deadline = place.deadline
  try {
    const requestBytes = yield* send(place, asked)
    return yield* receive(place, asked, requestBytes)
  } catch (error) {
    if (error instanceof TimedOut) return yield* timeOut(place, connection)
    if (!(error instanceof SystemError)) throw error
    const message = `Recv failure: ${error.message}`
    return yield* breakOff(place, connection, { code: 56, message })
  }
}

function* send(place: ConnectPlace, { connection, head, body }: Exchange): Run {
  const { process, report, meter, edition } = place
  const text = formatRequestHead(head)
  yield* write(process, connection.fd, text)
  yield* report.head('>', text)
  if (body === undefined) return text.length
  const { bytes } = body
  meter.toSend = bytes.length
  if (headerHas(head.headers, 'Expect', '100-continue')) yield* awaitContinue(place, connection)
  if (bytes.length > 0) yield* report.data('}', bytes.length)
  yield* write(process, connection.fd, bytes)
  meter.sent = bytes.length
  for (const line of edition.words.uploaded(bytes.length)) yield* report.info(line)
  return text.length + bytes.length
}

/** Sends the body all the same when the server has said nothing for a second. */
function* awaitContinue({ process }: ConnectPlace, { fd, reader }: Connection): Run<void> {
  if (reader.waiting > 0) return
  const until = process.now + CONTINUE_WAIT_MS
  while (process.now < until) {
    const wake = yield { do: 'wait', for: [{ fd, for: 'read' }], until }
    if (wake === 'ready') return
  }
}

function* receive(place: ConnectPlace, asked: Exchange, requestBytes: number): Run<Exchanged> {
  const { process, startedAt, settings, report, meter, edition } = place
  const { connection, head } = asked
  const { text, response } = yield* readHead(place, connection)
  const answeredAfter = process.now - startedAt
  const failed = settings.fail && response.status >= 400
  if (response.version === 'HTTP/1.0' && !failed)
    yield* report.info('HTTP 1.0, assume close after body')
  const whole = `${text.split('\n').join('\r\n')}\r\n\r\n`
  const length = headerOf(response.headers, 'Content-Length')
  if (!failed || edition.showsFailedHeaders)
    meter.size = length === undefined ? undefined : Number(length)
  if (failed) yield* failStatus(place, connection, { response, text })
  if (text !== '') yield* report.head('<', whole)
  for (const output of text === '' ? [] : asked.headerOutputs) yield* output.write(whole)
  const framing = settings.head
    ? ({ kind: 'none' } as const)
    : text === ''
      ? ({ kind: 'until the end' } as const)
      : framingOfResponse(response, head.method === 'HEAD' ? 'GET' : head.method)
  const redirects = settings.follow && isRedirect(response)
  yield* readInto(place, { ...asked, framing, isIgnored: redirects })
  return {
    response,
    isReusable: staysOpen(response) && (framing.kind !== 'until the end' || text === ''),
    headBytes: whole.length,
    requestBytes,
    answeredAfter,
  }
}

function* readHead(
  place: ConnectPlace,
  connection: Connection,
): Run<{ readonly text: string; readonly response: ResponseHead }> {
  const { edition } = place
  const { reader } = connection
  for (;;) {
    const begins = yield* reader.beginsWith('HTTP/')
    if (begins === 'no' && edition.acceptsHttp09) return { text: '', response: HTTP_0_9 }
    const text = begins === 'yes' ? yield* reader.head() : undefined
    const response = text === undefined ? undefined : parseResponseHead(text)
    // 100 Continue comes before the real answer.
    if (text !== undefined && response !== undefined && response.status < 200) continue
    if (text !== undefined && response !== undefined) return { text, response }
    if (begins === 'nothing came') yield* emptyReply(place, connection)
    const message = 'Received HTTP/0.9 when not allowed'
    yield* breakOff(place, connection, { code: 1, message })
  }
}

/** What is no HTTP at all is taken for a body, as in the days before there were heads. */
const HTTP_0_9: ResponseHead = { version: 'HTTP/1.1', status: 0, reason: '', headers: [] }

function* emptyReply(place: ConnectPlace, connection: Connection): Run<never> {
  const { report, meter, edition, process } = place
  const message = 'Empty reply from server'
  yield* report.note(message)
  yield* meter.end()
  yield* report.info(edition.words.emptyReplyClosing(connection.number, connection.host))
  process.close(connection.fd)
  throw new CurlFailure(52, message)
}

function* readInto(
  place: ConnectPlace,
  asked: Exchange & { readonly framing: Framing; readonly isIgnored: boolean },
): Run<void> {
  const { report, meter, edition } = place
  const { connection, framing, isIgnored, output } = asked
  let isFirst = true
  const end = yield* readBody(connection.reader, framing, function* (bytes) {
    if (isFirst && isIgnored) yield* report.info('Ignoring the response-body')
    if (isFirst) yield* report.data('{', firstPortion(connection, bytes, framing))
    isFirst = false
    meter.received += bytes.length
    if (isIgnored || (yield* output.write(bytes))) return
    const message = edition.words.cannotWrite(0, bytes.length)
    yield* breakOff(place, connection, { code: 23, message })
  })
  if (end.kind === 'complete') return
  const message =
    end.kind === 'malformed'
      ? 'Problem (2) in the Chunked-Encoded data'
      : end.missing === undefined
        ? 'transfer closed with outstanding read data remaining'
        : `transfer closed with ${end.missing} bytes remaining to read`
  yield* breakOff(place, connection, { code: end.kind === 'malformed' ? 56 : 18, message })
}

/** What arrived together with the first piece of the body, chunk sizes included. */
function firstPortion(connection: Connection, bytes: Uint8Array, framing: Framing): number {
  const around = framing.kind === 'chunked' ? bytes.length.toString(16).length + 2 : 0
  return around + bytes.length + connection.reader.waiting
}

function* failStatus(
  place: ConnectPlace,
  connection: Connection,
  { response, text }: { readonly response: ResponseHead; readonly text: string },
): Run<never> {
  const { edition, report } = place
  if (edition.showsFailedHeaders) yield* report.head('<', `${text.split('\n').join('\r\n')}\r\n`)
  const message = edition.words.httpError(response.status, response.reason)
  return yield* breakOff(place, connection, { code: 22, message, status: response.status })
}

function* timeOut(place: ConnectPlace, connection: Connection): Run<never> {
  const { process, edition, meter, startedAt } = place
  const elapsed = Math.floor(process.now - startedAt)
  const message = edition.words.timedOut(elapsed, meter.received, meter.size)
  return yield* breakOff(place, connection, { code: 28, message })
}

function* breakOff(
  { process, report, meter }: ConnectPlace,
  connection: Connection,
  why: { readonly code: number; readonly message: string; readonly status?: number },
): Run<never> {
  yield* report.note(why.message)
  yield* meter.end()
  yield* report.info(`Closing connection ${connection.number}`)
  process.close(connection.fd)
  throw new CurlFailure(why.code, why.message, why.status)
}

function isRedirect(response: ResponseHead): boolean {
  return (
    response.status >= 300 &&
    response.status < 400 &&
    headerOf(response.headers, 'Location') !== undefined
  )
}

export function redirectOf(response: ResponseHead): string | undefined {
  return isRedirect(response) ? headerOf(response.headers, 'Location') : undefined
}
