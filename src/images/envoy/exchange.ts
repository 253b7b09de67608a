import type { Ms } from '#engine'
import type { Headers } from '../http/message.ts'
import type { HttpRequest } from '../http/server.ts'
import type { Host } from './host.ts'

/** One request on its way through, and what is known of it by its end. */
export interface Exchange {
  readonly request: HttpRequest
  /** As they are sent on. */
  headers: Headers
  readonly startedAt: Ms
  readonly startedWallClock: number
  routeName: string
  upstreamCluster?: string
  upstreamHost?: Host
  tries: number
  /** Letters such as UF, URX: what went wrong. Envoy: access logging, %RESPONSE_FLAGS%. */
  readonly flags: Set<string>
  /** Envoy: response code details. */
  details: string
}

/** What goes back downstream, before the last headers are put to it. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Uint8Array
}

/** An answer of Envoy's own. */
export function localReply(status: number, text: string, headers: Headers = []): Answer {
  const body = new TextEncoder().encode(text)
  const about: Headers =
    body.length === 0
      ? []
      : [
          ['content-length', `${body.length}`],
          ['content-type', 'text/plain'],
        ]
  return { status, headers: [...headers, ...about], body }
}
