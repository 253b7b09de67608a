import type { Process } from '#engine'
import { headerHas, headerOf, type Headers } from '../http/message.ts'
import type { HttpRequest } from '../http/server.ts'
import type { HeaderToAdd, ManagerSettings } from './settings.ts'

/** The same headers with some set: in their place where they were, else at the end. */
export function withHeaders(headers: Headers, set: Headers): Headers {
  return set.reduce<Headers>((all, [name, value]) => {
    const at = all.findIndex(([own]) => own === name)
    return at < 0 ? [...all, [name, value]] : all.with(at, [name, value])
  }, headers)
}

/** The same headers with those that a route adds. */
export function withAddedHeaders(headers: Headers, added: readonly HeaderToAdd[]): Headers {
  return added.reduce<Headers>((all, { name, value, how }) => {
    const isThere = headerOf(all, name) !== undefined
    if (how === 'APPEND_IF_EXISTS_OR_ADD') return [...all, [name, value]]
    if (how === 'OVERWRITE_IF_EXISTS_OR_ADD') return withHeaders(all, [[name, value]])
    const isWanted = how === 'ADD_IF_ABSENT' ? !isThere : isThere
    return isWanted ? withHeaders(all, [[name, value]]) : all
  }, headers)
}

/** Headers that belong to one connection. */
const OF_A_CONNECTION = [
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'te',
  'upgrade',
  'expect',
  'content-length',
]

/** What a request is sent on with: names in small letters, the connection's own left out. */
export function requestHeaders(
  process: Process,
  request: HttpRequest,
  manager: ManagerSettings,
): Headers {
  const lower = request.headers.map(([name, value]) => [name.toLowerCase(), value] as const)
  const host = headerOf(lower, 'host') ?? ''
  const own = lower.filter(([name]) => name !== 'host' && !OF_A_CONNECTION.includes(name))
  const forwarded = manager.useRemoteAddress ? forwardedFor(own, request) : []
  const isNumbered = headerOf(own, 'x-request-id') !== undefined && !manager.useRemoteAddress
  const id: Headers =
    manager.generateRequestId && !isNumbered ? [['x-request-id', uuid(process)]] : []
  const isChunked = headerHas(lower, 'transfer-encoding', 'chunked')
  const length =
    headerOf(lower, 'content-length') ?? (isChunked ? `${request.body.length}` : undefined)
  return withHeaders(
    [['host', host], ...own],
    [
      ...(length === undefined ? [] : [['content-length', length] as const]),
      ...forwarded,
      ['x-forwarded-proto', 'http'],
      ...id,
    ],
  )
}

function forwardedFor(headers: Headers, { peer }: HttpRequest): Headers {
  const address = plainAddress(peer.address)
  const before = headerOf(headers, 'x-forwarded-for')
  const all = before === undefined ? address : `${before},${address}`
  const isInternal =
    before === undefined && /^(10\.|127\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address)
  return [['x-forwarded-for', all], ...(isInternal ? [['x-envoy-internal', 'true'] as const] : [])]
}

/** An IPv4 address as it is known, also where an IPv6 socket has taken it. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:/, '')
}

/** A random UUID: RFC 9562, version 4. */
function uuid(process: Process): string {
  const digit = (): string => process.randomBelow(16).toString(16)
  return 'xxxxxxxx-xxxx-4xxx-Nxxx-xxxxxxxxxxxx'.replace(/[xN]/g, (it) =>
    it === 'x' ? digit() : (8 + process.randomBelow(4)).toString(16),
  )
}
