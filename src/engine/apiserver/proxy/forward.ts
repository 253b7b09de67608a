import type { Stream } from '../../streams/stream.ts'
import type { Backend } from '../backend.ts'
import { type Refused, unavailable } from '../refusals.ts'
import type { ApiAnswer, ApiMessage, ApiRequest } from '../transport.ts'
import type { ProxyRoute } from './proxy-route.ts'
import type { ProxyTarget } from './proxy-target.ts'
import { ReplyReader } from './reply-reader.ts'
import { requestBytes } from './request-text.ts'

interface Forwarding {
  readonly request: ApiRequest
  readonly route: ProxyRoute
  readonly target: ProxyTarget
  readonly client: Stream<ApiMessage, ApiMessage>
  readonly onAnswer: (answer: ApiAnswer) => void
  readonly onRefused: (refusal: Refused) => void
}

/**
 * Hands a request on to an address behind the API server, and what is answered back, as it comes.
 * Source: apimachinery/pkg/util/proxy.
 */
export function forward({ dial }: Backend, of: Forwarding): void {
  const { request, route, target, client } = of
  const port = portOf(target)
  if (typeof port === 'string') {
    of.onRefused(unreached(port))
    return
  }
  if (dial === undefined) {
    of.onRefused(unreached(`dial tcp ${target.host}:${port}: connect: network is unreachable`))
    return
  }
  const server = dial(target.host, port)
  const relay = new Relay(of, server)
  server.listen({
    message: (bytes) => relay.take(bytes),
    end: (error) => relay.end(error?.message),
  })
  client.listen({
    message: () => undefined,
    drain: () => server.resume(),
    end: (error) => {
      if (error !== undefined) server.cancel()
    },
  })
  server.send(requestBytes(request, route))
}

/** What a server says, on its way to the client. */
class Relay {
  readonly #of: Forwarding
  readonly #server: Stream<Uint8Array, Uint8Array>
  readonly #reader: ReplyReader
  #hasAnswered = false
  #isOver = false

  constructor(of: Forwarding, server: Stream<Uint8Array, Uint8Array>) {
    this.#of = of
    this.#server = server
    this.#reader = new ReplyReader({ hasBody: of.request.method !== 'HEAD' })
  }

  take(bytes: Uint8Array): void {
    if (this.#isOver) return
    if (this.#of.target.isSecure) {
      // The connection stands; nothing here speaks TLS.
      this.#refuse('http: server gave HTTP response to HTTPS client')
      return
    }
    const parts = this.#reader.take(bytes)
    const { head, nonsense } = this.#reader
    if (nonsense !== undefined) this.#refuse(`${BROKEN} malformed HTTP response "${nonsense}"`)
    if (head === undefined) return
    if (!this.#hasAnswered) {
      this.#hasAnswered = true
      const { code, headers } = head
      this.#of.onAnswer({ code, headers: passedOn(headers), warnings: [] })
    }
    for (const part of parts)
      if (!this.#of.client.send({ kind: 'bytes', bytes: part })) this.#server.pause()
    if (this.#reader.isWhole) this.#finish()
  }

  /** The server is done, or (with Go's words) was not reached. */
  end(why = 'EOF'): void {
    if (this.#isOver) return
    if (this.#hasAnswered) this.#finish()
    else this.#refuse(why)
  }

  #finish(): void {
    this.#isOver = true
    this.#of.client.end()
    this.#server.cancel()
  }

  #refuse(why: string): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#server.cancel()
    this.#of.onRefused(unreached(why))
  }
}

const BROKEN = 'net/http: HTTP/1.x transport connection broken:'

function unreached(why: string): Refused {
  return unavailable(`error trying to reach service: ${why}`)
}

/** The number of the port, or why there is none. */
function portOf({ port, isSecure }: ProxyTarget): number | string {
  if (port === '') return isSecure ? 443 : 80
  const known = { http: 80, https: 443 }[port]
  if (known !== undefined) return known
  if (!/^\d+$/.test(port)) return `dial tcp: lookup tcp/${port}: unknown port`
  return Number(port) > 65_535 ? `dial tcp: address ${port}: invalid port` : Number(port)
}

/** Without what was meant for the connection to the server alone. */
function passedOn(headers: ApiAnswer['headers']): ApiAnswer['headers'] {
  const own = ['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'upgrade']
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !own.includes(name)))
}
