import type { Errno } from '#engine'
import { messageOf } from '#engine'

/** Whom curl speaks to, as its messages name him. */
export interface Spoken {
  readonly host: string
  readonly port: number
}

/** What differs from one version of curl to another. */
export interface CurlEdition {
  readonly version: string
  /** What `curl --version` prints. */
  readonly about: string
  /** `Host` before `User-Agent`, or after it. */
  readonly hostFirst: boolean
  readonly unescapedSpace: '%20' | '+'
  readonly encodings: string
  /** A body that is larger waits for `100 Continue`. */
  readonly expectAbove: number
  /** The progress meter appears with the first address that is tried, or at once. */
  readonly meterBegins: 'trying' | 'at once'
  readonly meterEndsFailures: boolean
  readonly showsFailedHeaders: boolean
  /** Decimals of %{time_…}; speeds are whole numbers, or have three decimals. */
  readonly timeDecimals: number
  readonly speedDecimals: number
  readonly hasUnixSockets: boolean
  /** Text that is no HTTP is a body without a head. */
  readonly acceptsHttp09: boolean
  readonly words: CurlWords
}

/** Messages; those in verbose lines come without `* `. */
export interface CurlWords {
  readonly aboutTo: (to: Spoken, number: number) => readonly string[]
  readonly trying: (address: string, port: number) => string
  readonly reusing: (to: Spoken, number: number, pointer: string) => readonly string[]
  /** An address that refused, and one that the call itself refused. */
  readonly addressFailed: (address: string, port: number, errno: Errno) => string
  readonly addressFailedAtOnce: (address: string, errno: Errno) => string
  readonly connectFailed: (to: Spoken, errno: Errno, elapsedMs: number) => string
  readonly connectCode: (errno: Errno) => number
  readonly unresolved: (host: string) => string
  readonly httpError: (status: number, reason: string) => string
  readonly timedOut: (elapsedMs: number, got: number, size: number | undefined) => string
  readonly data: (bytes: number) => string
  readonly uploaded: (bytes: number) => readonly string[]
  readonly badUrl: (url: string) => string
  readonly badPort: (port: number) => string
  readonly badProtocol: (protocol: string) => string
  readonly cannotWrite: (taken: number, bytes: number) => string
  readonly emptyReplyClosing: (number: number, host: string) => string
  readonly switchToGet: string
  readonly retrying: (reason: string, seconds: number, left: number) => string
}

/** CentOS 7. */
export const CURL_7_29: CurlEdition = {
  version: '7.29.0',
  about:
    'curl 7.29.0 (x86_64-redhat-linux-gnu) libcurl/7.29.0 NSS/3.90 zlib/1.2.7 libidn/1.28 ' +
    'libssh2/1.8.0\nProtocols: http \nFeatures: AsynchDNS IPv6 Largefile \n',
  hostFirst: false,
  unescapedSpace: '%20',
  encodings: 'deflate, gzip',
  expectAbove: 1024,
  meterBegins: 'trying',
  meterEndsFailures: false,
  showsFailedHeaders: false,
  timeDecimals: 3,
  speedDecimals: 3,
  hasUnixSockets: false,
  acceptsHttp09: true,
  words: {
    aboutTo: ({ host, port }, number) => [
      `About to connect() to ${host} port ${port} (#${number})`,
    ],
    trying: (address) => `  Trying ${address}...`,
    reusing: ({ host }, number, pointer) => [
      `Found bundle for host ${host}: ${pointer}`,
      `Re-using existing connection! (#${number}) with host ${host}`,
    ],
    addressFailed: (_address, _port, errno) => messageOf(errno),
    addressFailedAtOnce: (address, errno) => `Failed to connect to ${address}: ${messageOf(errno)}`,
    connectFailed: ({ host, port }, errno) =>
      `Failed connect to ${host}:${port}; ${messageOf(errno)}`,
    connectCode: () => 7,
    unresolved: (host) => `Could not resolve host: ${host}; Unknown error`,
    httpError: (status, reason) => `The requested URL returned error: ${status} ${reason}`,
    timedOut: (elapsedMs, got, size) =>
      `Operation timed out after ${elapsedMs} milliseconds with ${got} out of ${size ?? -1} bytes received`,
    data: () => '[data not shown]',
    uploaded: (bytes) => [`upload completely sent off: ${bytes} out of ${bytes} bytes`],
    badUrl: () => '<url> malformed',
    badPort: (port) => `Port number too large: ${port}`,
    badProtocol: (protocol) => `Protocol ${protocol} not supported or disabled in libcurl`,
    cannotWrite: (taken, bytes) => `Failed writing body (${taken} != ${bytes})`,
    emptyReplyClosing: (number, host) => `Connection #${number} to host ${host} left intact`,
    switchToGet: 'Violate RFC 2616/10.3.3 and switch from POST to GET',
    retrying: (reason, seconds, left) =>
      `Transient problem: ${reason} Will retry in ${seconds} seconds. ${left} retries left.`,
  },
}

/** Debian 12. */
export const CURL_7_88: CurlEdition = {
  version: '7.88.1',
  about:
    'curl 7.88.1 (x86_64-pc-linux-gnu) libcurl/7.88.1 zlib/1.2.13\nRelease-Date: 2023-02-20\n' +
    'Protocols: http\nFeatures: AsynchDNS IPv6 Largefile UnixSockets\n',
  hostFirst: true,
  unescapedSpace: '+',
  encodings: 'deflate, gzip, br, zstd',
  expectAbove: 1024 * 1024,
  meterBegins: 'at once',
  meterEndsFailures: true,
  showsFailedHeaders: true,
  timeDecimals: 6,
  speedDecimals: 0,
  hasUnixSockets: true,
  acceptsHttp09: false,
  words: {
    aboutTo: () => [],
    trying: (address, port) => `  Trying ${bracketed(address)}:${port}...`,
    reusing: ({ host }, number, pointer) => [
      `Found bundle for host: ${pointer} [serially]`,
      'Can not multiplex, even if we wanted to',
      `Re-using existing connection #${number} with host ${host}`,
    ],
    addressFailed: (address, port, errno) =>
      `connect to ${address} port ${port} failed: ${messageOf(errno)}`,
    addressFailedAtOnce: (address, errno) =>
      `Immediate connect fail for ${address}: ${messageOf(errno)}`,
    connectFailed: ({ host, port }, _errno, elapsedMs) =>
      `Failed to connect to ${host} port ${port} after ${elapsedMs} ms: Couldn't connect to server`,
    connectCode: (errno) => (errno === 'ETIMEDOUT' ? 28 : 7),
    unresolved: (host) => `Could not resolve host: ${host}`,
    httpError: (status) => `The requested URL returned error: ${status}`,
    timedOut: (elapsedMs, got, size) =>
      `Operation timed out after ${elapsedMs} milliseconds with ${got} ` +
      `${size === undefined ? '' : `out of ${size} `}bytes received`,
    data: (bytes) => `[${bytes} bytes data]`,
    uploaded: () => [],
    badUrl: () => 'URL using bad/illegal format or missing URL',
    badPort: () => 'URL using bad/illegal format or missing URL',
    badProtocol: (protocol) => `Protocol "${protocol}" not supported or disabled in libcurl`,
    cannotWrite: () => 'Failure writing output to destination',
    emptyReplyClosing: (number) => `Closing connection ${number}`,
    switchToGet: 'Switch from POST to GET',
    retrying: (reason, seconds, left) =>
      `Problem: ${reason}. Will retry in ${seconds} seconds. ${left} retries left.`,
  },
}

function bracketed(address: string): string {
  return address.includes(':') ? `[${address}]` : address
}
