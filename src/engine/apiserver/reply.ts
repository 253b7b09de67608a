import type { Stream } from '../streams/stream.ts'
import type { Backend } from './backend.ts'
import type { Document } from './documents.ts'
import type { Shape } from './negotiate.ts'
import type { ApiAnswer, ApiMessage, ApiRequest } from './transport.ts'

/** Where an answer goes: its head, then what follows. */
export interface Reply {
  readonly onAnswer: (answer: ApiAnswer) => void
  readonly stream: Stream<ApiMessage, ApiMessage>
}

/** What is no object: a document, or text. */
export function answerPage(
  { onAnswer, stream }: Reply,
  { code, contentType, body }: Document & { readonly code: number },
): void {
  const isText = contentType === TEXT
  const sniffing = isText ? { 'x-content-type-options': 'nosniff' } : {}
  onAnswer({ code, headers: { 'content-type': contentType, ...sniffing }, warnings: [] })
  if (typeof body === 'string') stream.send({ kind: 'bytes', bytes: encoder.encode(body) })
  else if (body instanceof Uint8Array) stream.send({ kind: 'bytes', bytes: body })
  else stream.send({ kind: 'object', object: body })
  stream.end()
}

export const TEXT = 'text/plain; charset=utf-8'
const encoder = new TextEncoder()

/** What people ask for is noted, and every write; the reads of the cluster's own parts are not. */
export function noteRequest({ clock, history }: Backend, request: ApiRequest, code: number): Noted {
  const { method, path, user } = request
  if (method === 'GET' && user.startsWith('system:')) return { because: (act) => act() }
  const seq = history.record('api.request', path, { method, path, user, code })
  return { because: (act) => clock.because(seq, act) }
}

/** Does what follows from a request. */
export interface Noted {
  readonly because: (act: () => void) => void
}

/** One object, as JSON or in the shape that was asked for. */
export function answer(
  { onAnswer, stream }: Reply,
  what: {
    readonly code: number
    readonly object: object
    readonly warnings: readonly string[]
    readonly shape?: Shape
  },
): void {
  const headers = what.shape === undefined ? JSON_HEADERS : headersOf(what.shape)
  onAnswer({ code: what.code, headers, warnings: what.warnings })
  stream.send({ kind: 'object', object: what.object })
  stream.end()
}

const JSON_HEADERS = { 'content-type': 'application/json' }

export function headersOf(shape: Shape): Readonly<Record<string, string>> {
  return { 'content-type': shape.contentType }
}
