import { type Fd, messageOf, type Process, type Run, SystemError } from '#engine'
import { ByteReader } from '../http/byte-reader.ts'
import type { HttpUrl } from '../http/url.ts'
import { resolve, resolveMessage, socketAddress } from '../resolver/resolve.ts'
import type { WgetSettings } from './options.ts'
import type { Speaker } from './say.ts'

export interface WgetConnection {
  readonly fd: Fd
  readonly reader: ByteReader
}

export type Connected =
  | { readonly kind: 'connected'; readonly connection: WgetConnection }
  /** It may be tried again: nobody answered in time. */
  | { readonly kind: 'timed out' }
  | { readonly kind: 'failed' }

export interface ConnectPlace {
  readonly process: Process
  readonly settings: WgetSettings
  readonly say: Speaker
}

/** Resolving h (h)... and Connecting to h (h)|address|:port... */
export function* connectTo(place: ConnectPlace, url: HttpUrl): Run<Connected> {
  const { process, settings, say } = place
  const found = yield* lookUp(place, url)
  if (found === undefined) return { kind: 'failed' }
  let outcome: Connected = { kind: 'failed' }
  for (const address of found) {
    const isNumber = address === url.host
    const shown = isNumber
      ? url.authority.includes(':')
        ? url.authority
        : `${url.host}:${url.port}`
      : `${url.host} (${url.host})|${address}|:${url.port}`
    yield* say.tell(`Connecting to ${shown}... `)
    const attempt = yield* tryAddress(process, address, {
      port: url.port,
      until: process.now + settings.timeoutMs,
    })
    if (typeof attempt === 'number') {
      yield* say.tell('connected.\n')
      const reader = new ByteReader(process, attempt)
      return { kind: 'connected', connection: { fd: attempt, reader } }
    }
    yield* say.insist(`failed: ${messageOf(attempt.errno)}.\n`)
    const mayRetry = attempt.errno === 'ETIMEDOUT' || settings.retriesRefused
    outcome = { kind: mayRetry ? 'timed out' : 'failed' }
  }
  return outcome
}

function* lookUp(
  { process, settings, say }: ConnectPlace,
  url: HttpUrl,
): Run<readonly string[] | undefined> {
  const found = yield* resolve(process, url.host)
  const isNumber = found.ok && found.addresses[0] === url.host
  if (!isNumber) yield* say.tell(`Resolving ${url.host} (${url.host})... `)
  if (!found.ok) {
    yield* say.insist(`failed: ${resolveMessage(found.error)}.\n`)
    if (!say.isQuiet) yield* say.always(`wget: unable to resolve host address '${url.host}'\n`)
    return undefined
  }
  const addresses = found.addresses.filter(
    (it) => settings.family === undefined || socketAddress(it, 0).family === settings.family,
  )
  if (!isNumber) yield* say.tell(`${addresses.join(', ')}\n`)
  return addresses
}

function* tryAddress(
  process: Process,
  address: string,
  how: { readonly port: number; readonly until: number },
): Run<Fd | SystemError> {
  const { family } = socketAddress(address, how.port)
  const fd = process.sockets.socket(family, 'stream')
  try {
    process.sockets.connect(fd, socketAddress(address, how.port))
    for (;;) {
      const wake = yield { do: 'wait', for: [{ fd, for: 'write' }], until: how.until }
      if (wake === 'ready') break
      if (wake === 'timeout') throw new SystemError('ETIMEDOUT')
    }
    process.sockets.checkConnected(fd)
    return fd
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    process.close(fd)
    return error
  }
}
