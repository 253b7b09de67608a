import { type Headers, type RequestHead } from '../http/message.ts'
import type { CurlEdition } from './edition.ts'
import { givenHeaders, type Settings } from './settings.ts'
import type { HttpUrl } from '../http/url.ts'

export interface RequestBody {
  readonly bytes: Uint8Array
  readonly kind: 'form' | 'upload'
}

export interface Requested {
  readonly url: HttpUrl
  readonly method: string
  readonly body: RequestBody | undefined
}

/** The head of a request, with its headers in the order in which that curl sends them. */
export function requestHead(
  edition: CurlEdition,
  settings: Settings,
  { url, method, body }: Requested,
): RequestHead {
  const own = ownHeaders(edition, settings, { url, method, body })
  const given = new Map(settings.headers.map(([name, value]) => [name.toLowerCase(), value]))
  // A Host of one's own stands where curl's would; others follow behind.
  const host = given.get('host')
  const kept = own.flatMap(([name, value]): Headers => {
    if (name === 'Host' && host !== undefined) return [[name, host]]
    return given.has(name.toLowerCase()) ? [] : [[name, value]]
  })
  const added = givenHeaders(settings).filter(([name]) => name.toLowerCase() !== 'host')
  const described = body === undefined ? [] : bodyHeaders(edition, settings, body)
  return {
    method,
    target: url.target,
    version: settings.http10 ? 'HTTP/1.0' : 'HTTP/1.1',
    headers: [...kept, ...added, ...described],
  }
}

function ownHeaders(edition: CurlEdition, settings: Settings, { url }: Requested): Headers {
  const user = settings.user ?? url.user
  const authorization: Headers =
    user === undefined ? [] : [['Authorization', `Basic ${base64(user)}`]]
  const range: Headers = settings.range === undefined ? [] : [['Range', `bytes=${settings.range}`]]
  const agent: Headers =
    settings.userAgent === ''
      ? []
      : [['User-Agent', settings.userAgent ?? `curl/${edition.version}`]]
  const host: Headers = [['Host', url.authority]]
  const before = edition.hostFirst
    ? [...host, ...authorization, ...range, ...agent]
    : [...authorization, ...range, ...agent, ...host]
  return [
    ...before,
    ['Accept', '*/*'],
    ...optional('Accept-Encoding', settings.compressed ? edition.encodings : undefined),
    ...optional('Referer', settings.referer),
    ...optional('Cookie', settings.cookie),
  ]
}

function bodyHeaders(edition: CurlEdition, settings: Settings, body: RequestBody): Headers {
  const given = new Set(settings.headers.map(([name]) => name.toLowerCase()))
  const { length } = body.bytes
  const isForm = body.kind === 'form'
  const expects = !settings.http10 && (!isForm || length > edition.expectAbove)
  const all: Headers = [
    ['Content-Length', `${length}`],
    ...optional('Content-Type', isForm ? 'application/x-www-form-urlencoded' : undefined),
    ...optional('Expect', expects ? '100-continue' : undefined),
  ]
  return all.filter(([name]) => !given.has(name.toLowerCase()))
}

function optional(name: string, value: string | undefined): Headers {
  return value === undefined ? [] : [[name, value]]
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function base64(text: string): string {
  const bytes = new TextEncoder().encode(text)
  let encoded = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const word = [0, 1, 2].reduce((sum, i) => sum * 256 + (bytes[at + i] ?? 0), 0)
    const letters = [18, 12, 6, 0].map((shift) => ALPHABET.charAt((word >> shift) & 63)).join('')
    const used = Math.min(3, bytes.length - at) + 1
    encoded += letters.slice(0, used).padEnd(4, '=')
  }
  return encoded
}
