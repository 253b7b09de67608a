import { type Process, type Run, SystemError } from '#engine'
import { type Connection, type ConnectPlace, connectTo } from './connect.ts'
import type { CurlEdition } from './edition.ts'
import { exchange, type Exchanged, redirectOf } from './exchange.ts'
import { Meter } from './meter.ts'
import { Output } from './output.ts'
import { CurlFailure, type Report } from './report.ts'
import { type RequestBody, requestHead, type Requested } from './request.ts'
import type { Settings } from './settings.ts'
import { ticking } from './ticking.ts'
import { factsOf } from './transfer-facts.ts'
import { type HttpUrl, parseUrl, resolveUrl } from '../http/url.ts'
import type { TransferFacts } from './write-out.ts'

/** What the transfers of one command line share. */
export interface CurlSession {
  readonly process: Process
  readonly settings: Settings
  readonly edition: CurlEdition
  readonly report: Report
  /** Open ones, by HOST:PORT. */
  readonly connections: Map<string, Connection>
  nextConnection: number
}

export interface TransferWanted {
  readonly url: HttpUrl
  readonly body: RequestBody | undefined
  /** The file that the body goes to; the standard output where there is none. */
  readonly path: string | undefined
}

/** A URL, or the failure that curl reports for what is none. */
export function* urlOf(session: CurlSession, text: string): Run<HttpUrl> {
  const { words } = session.edition
  const parsed = parseUrl(text)
  if (parsed.ok) return parsed.url
  const [code, message] =
    parsed.fault === 'protocol'
      ? ([1, words.badProtocol(parsed.protocol)] as const)
      : ([3, parsed.fault === 'port' ? words.badPort(parsed.port) : words.badUrl(text)] as const)
  yield* session.report.note(message)
  throw new CurlFailure(code, message)
}

/** One URL with all its redirects; throws a CurlFailure. */
export function* transfer(session: CurlSession, wanted: TransferWanted): Run<TransferFacts> {
  const { process, settings, edition, report } = session
  const meter = new Meter(process, meterKind(session, wanted.path))
  const startedAt = process.now
  const { maxTimeMs } = settings
  const deadline = maxTimeMs === undefined ? Infinity : startedAt + maxTimeMs + 1
  const place = { process, settings, edition, report, meter, startedAt, deadline }
  const output = new Output(process, wanted.path)
  try {
    return yield* ticking(process, meter, follow({ session, place, output }, wanted))
  } finally {
    output.close()
  }
}

interface Following {
  readonly session: CurlSession
  readonly place: ConnectPlace
  readonly output: Output
}

function* follow(following: Following, wanted: TransferWanted): Run<TransferFacts> {
  const { session, place } = following
  const { settings } = session
  const method = settings.method ?? methodFor(settings, wanted.body)
  let requested: Requested = { url: wanted.url, method, body: wanted.body }
  for (let redirects = 0; ; redirects++) {
    const made = yield* request(following, requested)
    const next = yield* nextRequest(session, requested, made.exchanged)
    if (next === undefined) yield* place.meter.end()
    const { path } = wanted
    const facts = factsOf({ ...made, place, requested, redirects, path })
    yield* part(session, made)
    if (next === undefined) return facts
    if (redirects >= settings.mostRedirects) {
      const message = `Maximum (${settings.mostRedirects}) redirects followed`
      yield* session.report.note(message)
      throw new CurlFailure(47, message, made.exchanged.response.status)
    }
    yield* session.report.info(`Issue another request to this URL: '${next.url.text}'`)
    requested = next
  }
}

interface Made {
  readonly exchanged: Exchanged
  readonly connection: Connection
  readonly isNewConnection: boolean
}

function* request({ session, place, output }: Following, requested: Requested): Run<Made> {
  const { settings, edition } = session
  const key = keyOf(requested.url)
  const known = yield* reusable(session, requested.url)
  const connection = known ?? (yield* connectTo(place, requested.url, session.nextConnection++))
  session.connections.delete(key)
  const head = requestHead(edition, settings, requested)
  const headerOutputs = settings.include || settings.head ? [output] : []
  const dump = dumpFor(session)
  const exchanged = yield* exchange(place, {
    connection,
    head,
    body: requested.body,
    output,
    headerOutputs: dump === undefined ? headerOutputs : [dump, ...headerOutputs],
  })
  dump?.close()
  return { exchanged, connection, isNewConnection: known === undefined }
}

/** An open connection to there, unless the other side has closed it meanwhile. */
function* reusable(session: CurlSession, url: HttpUrl): Run<Connection | undefined> {
  const { process, edition, report } = session
  const known = session.connections.get(keyOf(url))
  if (known === undefined) return undefined
  const { number, host, address, port } = known
  const pointer = `0x${(0x55d000000000 + process.randomBelow(2 ** 28) * 16).toString(16)}`
  for (const line of edition.words.reusing(url, number, pointer)) yield* report.info(line)
  if (!isAlive(process, known)) {
    session.connections.delete(keyOf(url))
    yield* report.info(`Connection ${number} seems to be dead!`)
    yield* report.info(`Closing connection ${number}`)
    process.close(known.fd)
    return undefined
  }
  if (!edition.hostFirst)
    yield* report.info(`Connected to ${host} (${address}) port ${port} (#${number})`)
  return known
}

/** Nobody says anything, not even that it is over. */
function isAlive(process: Process, { reader, fd }: Connection): boolean {
  try {
    return reader.waiting === 0 && process.tryRead(fd, 1) === 'again'
  } catch (error) {
    if (error instanceof SystemError) return false
    throw error
  }
}

/** Where a redirect leads, when it is to be followed. */
function* nextRequest(
  session: CurlSession,
  requested: Requested,
  { response }: Exchanged,
): Run<Requested | undefined> {
  const { settings, report, edition } = session
  const location = redirectOf(response)
  if (location === undefined || !settings.follow) return undefined
  const url = yield* urlOf(session, resolveUrl(requested.url, location))
  const becomesGet = requested.method === 'POST' && [301, 302, 303].includes(response.status)
  if (!becomesGet || settings.method !== undefined) return { ...requested, url }
  yield* report.info(edition.words.switchToGet)
  return { url, method: 'GET', body: undefined }
}

/** Keeps the connection for the next request, or closes it. */
function* part(session: CurlSession, { exchanged, connection }: Made): Run<void> {
  const { report, process } = session
  if (exchanged.isReusable) {
    session.connections.set(`${connection.host}:${connection.port}`, connection)
    yield* report.info(`Connection #${connection.number} to host ${connection.host} left intact`)
  } else {
    yield* report.info(`Closing connection ${connection.number}`)
    process.close(connection.fd)
  }
}

function dumpFor({ process, settings }: CurlSession): Output | undefined {
  const { dumpHeader } = settings
  if (dumpHeader === undefined) return undefined
  return new Output(process, dumpHeader === '-' ? undefined : dumpHeader)
}

function methodFor(settings: Settings, body: RequestBody | undefined): string {
  if (settings.head) return 'HEAD'
  if (body === undefined) return 'GET'
  return body.kind === 'upload' ? 'PUT' : 'POST'
}

function meterKind(
  { process, settings }: CurlSession,
  path: string | undefined,
): 'none' | 'table' | 'bar' {
  if (settings.silent || (path === undefined && process.isTerminal(1))) return 'none'
  return settings.progressBar ? 'bar' : 'table'
}

function keyOf(url: HttpUrl): string {
  return `${url.host}:${url.port}`
}
