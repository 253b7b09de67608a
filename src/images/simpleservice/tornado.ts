import { httpDate } from '../http/date.ts'
import { headerOf, type Headers } from '../http/message.ts'
import type { HttpResponse } from '../http/server.ts'
import { dictOrder } from './dict-order.ts'
import { sha1 } from './sha1.ts'

/** What a handler of Tornado 4.3 has made of a request. */
export interface Handled {
  readonly status: 200 | 404 | 405
  readonly contentType: string
  readonly body: string
}

interface Asked {
  readonly method: string
  readonly version: string
  readonly headers: Headers
  /** Milliseconds since 1970. */
  readonly at: number
}

const REASONS = { 200: 'OK', 304: 'Not Modified', 404: 'Not Found', 405: 'Method Not Allowed' }

/** The page that Tornado answers errors with. */
export function errorPage(status: 404 | 405): Handled {
  const text = `${status}: ${REASONS[status]}`
  const body = `<html><title>${text}</title><body>${text}</body></html>`
  return { status, contentType: 'text/html; charset=UTF-8', body }
}

/** The response with the headers that Tornado adds, in the order of its dictionary. */
export function finish(handled: Handled, asked: Asked): HttpResponse {
  const body = new TextEncoder().encode(handled.body)
  const etag = handled.status === 200 ? `"${sha1(body)}"` : undefined
  const isKnown = etag !== undefined && matches(headerOf(asked.headers, 'If-None-Match'), etag)
  const fields = fieldsOf({ handled, asked, etag, length: body.length })
  const names = dictOrder([...dictOrder(['Server', 'Content-Type', 'Date']), ...fields.keys()])
  const sent = names.filter((it) => fields.has(it) && !(isKnown && it.startsWith('Content-')))
  const status = isKnown ? 304 : handled.status
  return {
    status,
    reason: REASONS[status],
    headers: sent.map((name) => [name, fields.get(name) ?? '']),
    body: isKnown ? new Uint8Array() : body,
  }
}

function fieldsOf(made: {
  readonly handled: Handled
  readonly asked: Asked
  readonly etag: string | undefined
  readonly length: number
}): ReadonlyMap<string, string> {
  const { handled, asked, etag, length } = made
  const fields = new Map([
    ['Server', 'TornadoServer/4.3'],
    ['Content-Type', handled.contentType],
    ['Date', httpDate(asked.at)],
  ])
  if (etag !== undefined) fields.set('Etag', etag)
  fields.set('Content-Length', `${length}`)
  const connection = headerOf(asked.headers, 'Connection')?.toLowerCase()
  if (asked.version === 'HTTP/1.0' && connection === 'keep-alive')
    fields.set('Connection', 'Keep-Alive')
  return fields
}

/** If-None-Match, weak comparison. */
function matches(condition: string | undefined, etag: string): boolean {
  const tags = condition?.match(/\*|(?:W\/)?"[^"]*"/g) ?? []
  return tags[0] === '*' || tags.some((it) => it.replace(/^W\//, '') === etag)
}
