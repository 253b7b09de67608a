import {
  type Address,
  type Errno,
  type Fd,
  type Ms,
  type Process,
  type Run,
  SystemError,
} from '#engine'
import { ByteReader } from '../http/byte-reader.ts'
import { resolve, socketAddress } from '../resolver/resolve.ts'
import type { CurlEdition } from './edition.ts'
import type { Meter } from './meter.ts'
import { CurlFailure, type Report } from './report.ts'
import type { Settings } from './settings.ts'
import type { HttpUrl } from '../http/url.ts'

/** A connection that may serve several requests. */
export interface Connection {
  readonly fd: Fd
  readonly number: number
  readonly host: string
  readonly port: number
  readonly address: string
  readonly reader: ByteReader
  /** For --write-out, in milliseconds since the transfer began. */
  readonly lookedUpAfter: Ms
  readonly connectedAfter: Ms
}

export interface ConnectPlace {
  readonly process: Process
  readonly settings: Settings
  readonly edition: CurlEdition
  readonly report: Report
  readonly meter: Meter
  readonly startedAt: Ms
  /** Until when all of it must be over. */
  readonly deadline: Ms
}

/** Connects to whoever a URL names: one address after the other, until one answers. */
export function* connectTo(place: ConnectPlace, url: HttpUrl, number: number): Run<Connection> {
  const { process, edition, report, meter, startedAt } = place
  if (edition.meterBegins === 'at once') yield* meter.begin()
  const addresses = yield* lookUp(place, url, number)
  const lookedUpAfter = process.now - startedAt
  for (const line of edition.words.aboutTo(url, number)) yield* report.info(line)
  let errno: Errno = 'ECONNREFUSED'
  for (const address of addresses) {
    yield* report.info(edition.words.trying(nameOf(address), url.port))
    yield* meter.begin()
    const attempt = yield* tryAddress(place, address, number)
    if (typeof attempt === 'number') {
      yield* report.info(
        `Connected to ${url.host} (${nameOf(address)}) port ${url.port} (#${number})`,
      )
      const reader = new ByteReader(process, attempt)
      const connectedAfter = process.now - startedAt
      const { host, port } = url
      const shown = nameOf(address)
      return {
        fd: attempt,
        number,
        host,
        port,
        address: shown,
        reader,
        lookedUpAfter,
        connectedAfter,
      }
    }
    errno = attempt
  }
  return yield* giveUp(place, {
    code: edition.words.connectCode(errno),
    message: edition.words.connectFailed(url, errno, Math.floor(process.now - startedAt)),
    number,
  })
}

/** No connection comes about, and with it no transfer. */
function* giveUp(
  { edition, report, meter }: ConnectPlace,
  why: { readonly code: number; readonly message: string; readonly number: number },
): Run<never> {
  yield* report.note(why.message)
  if (edition.meterEndsFailures) yield* meter.end()
  yield* report.info(`Closing connection ${why.number}`)
  throw new CurlFailure(why.code, why.message)
}

/** A descriptor, or why there is none. */
function* tryAddress(place: ConnectPlace, address: Address, number: number): Run<Fd | Errno> {
  const { process, edition, report } = place
  const { words } = edition
  const fd = process.sockets.socket(address.family, 'stream')
  try {
    process.sockets.connect(fd, address)
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    yield* report.info(words.addressFailedAtOnce(nameOf(address), error.errno))
    process.close(fd)
    return error.errno
  }
  yield* waitUntilWritable(place, fd, number)
  try {
    process.sockets.checkConnected(fd)
    return fd
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    const port = address.family === 'unix' ? 0 : address.port
    yield* report.info(words.addressFailed(nameOf(address), port, error.errno))
    process.close(fd)
    return error.errno
  }
}

function* waitUntilWritable(place: ConnectPlace, fd: Fd, number: number): Run<void> {
  const { process, settings, startedAt } = place
  const own = settings.connectTimeoutMs
  const until = Math.min(place.deadline, own === undefined ? Infinity : startedAt + own + 1)
  for (;;) {
    const wake = yield {
      do: 'wait',
      for: [{ fd, for: 'write' }],
      ...(until === Infinity ? {} : { until }),
    }
    if (wake === 'ready') return
    if (process.now < until) continue
    const elapsed = Math.floor(process.now - startedAt)
    const message = `Connection timed out after ${elapsed} milliseconds`
    yield* giveUp(place, { code: 28, message, number })
  }
}

function* lookUp(place: ConnectPlace, url: HttpUrl, number: number): Run<readonly Address[]> {
  const { process, settings, edition } = place
  if (settings.unixSocket !== undefined) return [{ family: 'unix', path: settings.unixSocket }]
  const given = settings.resolved.find((it) => it.startsWith(`${url.host}:${url.port}:`))
  const fixed = given?.slice(`${url.host}:${url.port}:`.length)
  const found = yield* resolve(process, fixed ?? url.host)
  const addresses = (found.ok ? found.addresses : [])
    .map((address) => socketAddress(address, url.port))
    .filter(({ family }) => settings.family === undefined || settings.family === family)
  if (addresses.length > 0) return addresses
  return yield* giveUp(place, { code: 6, message: edition.words.unresolved(url.host), number })
}

function nameOf(address: Address): string {
  return address.family === 'unix' ? address.path : address.address
}
