import type { ApiRequest } from '../transport.ts'
import type { ProxyRoute } from './proxy-route.ts'

/** Headers that speak of one connection alone, or of who asks the API server. */
const OWN = [
  ...['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding'],
  ...['upgrade', 'host', 'user-agent', 'content-length', 'authorization'],
]
const SERVER = '10.0.0.10:6443'
const encoder = new TextEncoder()

/** A request as the API server hands it on: with a note of what it was asked for itself. */
export function requestBytes(request: ApiRequest, { path }: ProxyRoute): Uint8Array {
  const { method, headers, query } = request
  const body = bodyOf(request)
  const given = Object.entries(headers).filter(
    ([name]) => !OWN.includes(name) && !name.startsWith('impersonate-'),
  )
  const passed = new Map([...given, ['x-forwarded-uri', forwardedUri(request, path)] as const])
  const agent = headers['user-agent'] ?? ''
  const lines = [
    `${method} ${path === '' ? '/' : path}${queryText(query)} HTTP/1.1`,
    `Host: ${headers['host'] ?? SERVER}`,
    ...(agent === '' ? [] : [`User-Agent: ${agent}`]),
    ...(body.length === 0 ? [] : [`Content-Length: ${body.length}`]),
    ...[...passed].map(([name, value]) => `${canonical(name)}: ${value}`).sort(),
    ...(passed.has('accept-encoding') ? [] : ['Accept-Encoding: gzip']),
  ]
  const head = encoder.encode(`${lines.join('\r\n')}\r\n\r\n`)
  const whole = new Uint8Array(head.length + body.length)
  whole.set(head)
  whole.set(body, head.length)
  return whole
}

/** Where a request is sent that did not even say a slash. */
export function redirectOf({ path, query }: ApiRequest): string {
  return `${path}/${queryText(query)}`
}

function queryText(query: ApiRequest['query']): string {
  const pairs = query.map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

/** The path without its query; where nothing was asked for, with the slash that is asked for then. */
function forwardedUri(request: ApiRequest, path: string): string {
  return path === '' ? `${request.path}/` : request.path
}

function bodyOf({ body }: ApiRequest): Uint8Array {
  if (body === undefined) return new Uint8Array(0)
  return body instanceof Uint8Array ? body : encoder.encode(JSON.stringify(body))
}

function escaped(text: string): string {
  return encodeURIComponent(text)
}

function canonical(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())
}
