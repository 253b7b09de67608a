import type { HTTPHeader } from '../api/generated/types.ts'
import type { Clock, Ms } from '../clock/clock.ts'
import type { Runtime } from '../runtime/runtime.ts'
import { HttpResponseReader, type HttpResponse } from './http-response.ts'

export interface HttpRequest {
  readonly host: string
  readonly port: number
  readonly path: string
  readonly headers: readonly HTTPHeader[]
  readonly agent: string
  readonly timeoutMs: Ms
}

export type HttpOutcome =
  | { readonly kind: 'response'; readonly response: HttpResponse }
  /** In the words of Go's HTTP client. */
  | { readonly kind: 'failed'; readonly message: string }

/** One GET over a connection of its own, from the node, as Go's HTTP client sends it. */
export function httpGet(
  { clock, runtime }: { readonly clock: Clock; readonly runtime: Runtime },
  request: HttpRequest,
  done: (outcome: HttpOutcome) => void,
): void {
  const { host, port } = request
  const url = urlOf(request)
  const stream = runtime.dial('node', host, port)
  const reader = new HttpResponseReader()
  let isOver = false
  const finish = (outcome: HttpOutcome): void => {
    if (isOver) return
    isOver = true
    timeout.cancel()
    stream.cancel()
    done(outcome)
  }
  const fail = (words: string): void => {
    finish({ kind: 'failed', message: `Get "${url}": ${words}` })
  }
  const timeout = clock.after(request.timeoutMs, () => {
    fail(reader.hasHead ? TIMEOUT_READING : TIMEOUT_WAITING)
  })
  stream.listen({
    message: (bytes) => {
      reader.take(bytes)
      if (reader.isMalformed) fail(`malformed HTTP response ${JSON.stringify(reader.firstLine)}`)
      else if (reader.response !== undefined)
        finish({ kind: 'response', response: reader.response })
    },
    end: (error) => {
      if (error !== undefined) {
        fail(error.message ?? 'EOF')
        return
      }
      const response = reader.atEnd()
      if (response === undefined) fail('EOF')
      else finish({ kind: 'response', response })
    },
  })
  stream.send(new TextEncoder().encode(textOf(request)))
}

/** Also while it connects: Go tells of the request's deadline rather than of the dialler's. */
const TIMEOUT_WAITING = 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)'
const TIMEOUT_READING =
  'context deadline exceeded (Client.Timeout or context cancellation while reading body)'

/** As the kubelet prints it: with the port, and a path that begins with a slash. */
function urlOf({ host, port, path }: Pick<HttpRequest, 'host' | 'port' | 'path'>): string {
  const slash = path.startsWith('/') ? '' : '/'
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}${slash}${path}`
}

/** Names as Go writes them, in their order: Host, User-Agent, Connection, then by the alphabet. */
function textOf({ host, port, path, headers, agent }: HttpRequest): string {
  const slash = path.startsWith('/') ? '' : '/'
  const given = new Map(headers.map(({ name, value }) => [canonical(name), value]))
  const hostHeader = given.get('Host') ?? `${host}:${port}`
  const agentHeader = given.get('User-Agent') ?? agent
  const rest = new Map([['Accept', '*/*'], ...given])
  const sorted = [...rest]
    .filter(([name, value]) => name !== 'Host' && name !== 'User-Agent' && value !== '')
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  const lines = [
    `GET ${slash}${path} HTTP/1.1`,
    `Host: ${hostHeader}`,
    ...(agentHeader === '' ? [] : [`User-Agent: ${agentHeader}`]),
    'Connection: close',
    ...sorted.map(([name, value]) => `${name}: ${value}`),
  ]
  return `${lines.join('\r\n')}\r\n\r\n`
}

function canonical(name: string): string {
  return name
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1).toLowerCase())
    .join('-')
}
