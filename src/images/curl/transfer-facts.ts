import type { Address } from '#engine'
import { headerOf } from '../http/message.ts'
import type { Connection, ConnectPlace } from './connect.ts'
import { type Exchanged, redirectOf } from './exchange.ts'
import type { Requested } from './request.ts'
import { resolveUrl } from '../http/url.ts'
import type { TransferFacts } from './write-out.ts'

export interface TransferMade {
  readonly exchanged: Exchanged
  readonly connection: Connection
  readonly isNewConnection: boolean
  readonly place: ConnectPlace
  readonly requested: Requested
  readonly redirects: number
  readonly path: string | undefined
}

/** What --write-out may ask for, while the connection is still open. */
export function factsOf(made: TransferMade): TransferFacts {
  const { exchanged, connection, place, requested, redirects } = made
  const { response } = exchanged
  const location = redirectOf(response)
  const { process, meter, startedAt } = place
  return {
    ...NOTHING,
    url: requested.url.text,
    status: response.status,
    contentType: headerOf(response.headers, 'Content-Type') ?? '',
    httpVersion: response.version === 'HTTP/1.0' ? '1' : '1.1',
    method: requested.method,
    redirects,
    redirectUrl: location === undefined ? '' : resolveUrl(requested.url, location),
    connects: made.isNewConnection ? 1 : 0,
    headBytes: exchanged.headBytes,
    requestBytes: exchanged.requestBytes,
    received: meter.received,
    sent: meter.sent,
    lookedUpAfter: connection.lookedUpAfter,
    connectedAfter: connection.connectedAfter,
    answeredAfter: exchanged.answeredAfter,
    totalMs: process.now - startedAt,
    remote: endOf(process.sockets.peerAddress(connection.fd)),
    local: endOf(process.sockets.localAddress(connection.fd)),
    file: made.path ?? '',
  }
}

/** Of a transfer that failed. */
export function factsOfFailure(failed: {
  readonly url: string
  readonly status: number
  readonly code: number
  readonly message: string
  readonly totalMs: number
}): TransferFacts {
  const { url, status, code, message, totalMs } = failed
  return { ...NOTHING, url, status, exitCode: code, errorMessage: message, totalMs }
}

const NOWHERE = { address: '', port: 0 }

const NOTHING: TransferFacts = {
  url: '',
  status: 0,
  contentType: '',
  httpVersion: '0',
  method: 'GET',
  redirects: 0,
  redirectUrl: '',
  connects: 0,
  headBytes: 0,
  requestBytes: 0,
  received: 0,
  sent: 0,
  lookedUpAfter: 0,
  connectedAfter: 0,
  answeredAfter: 0,
  totalMs: 0,
  remote: NOWHERE,
  local: NOWHERE,
  file: '',
  exitCode: 0,
  errorMessage: '',
}

function endOf(address: Address): { readonly address: string; readonly port: number } {
  return address.family === 'unix' ? { address: address.path, port: 0 } : address
}
