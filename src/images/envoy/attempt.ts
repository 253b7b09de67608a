import { type Fd, type Ms, type Process, type Run, SystemError, write } from '#engine'
import { readWholeBody } from '../http/body.ts'
import { ByteReader, TimedOut } from '../http/byte-reader.ts'
import { framingOfResponse } from '../http/framing.ts'
import {
  formatRequestHead,
  parseResponseHead,
  type RequestHead,
  type ResponseHead,
  staysOpen,
} from '../http/message.ts'
import type { Host } from './host.ts'

/** What one try to have an answer of an upstream came to. */
export type Outcome =
  | {
      readonly kind: 'answered'
      readonly head: ResponseHead
      readonly body: Uint8Array
      /** From the whole request to the head of the answer. */
      readonly serviceMs: Ms
    }
  | { readonly kind: 'reset'; readonly reason: ResetReason; readonly why?: string }
  /** By the time that one try, or all of them, may take. */
  | { readonly kind: 'timed out' }
  /** The head had come, the body did not. */
  | { readonly kind: 'cut short' }

export type ResetReason =
  | 'overflow'
  | 'remote connection failure'
  | 'connection timeout'
  | 'connection termination'
  | 'protocol error'

export interface Try {
  readonly process: Process
  readonly host: Host
  readonly head: RequestHead
  readonly body: Uint8Array
  readonly until: Ms
}

/** Sends a request to one host and waits for its answer. */
export function* attempt(it: Try): Run<Outcome> {
  const { host, until } = it
  const acquired = yield* host.pool.acquire(until)
  switch (acquired.kind) {
    case 'overflow':
    case 'connection timeout':
      return { kind: 'reset', reason: acquired.kind }
    case 'timed out':
      return { kind: 'timed out' }
    case 'connection failure':
      return {
        kind: 'reset',
        reason: 'remote connection failure',
        why: `delayed connect error: ${acquired.why}`,
      }
    case 'connected':
      return yield* converse(it, acquired.fd)
  }
}

function* converse(it: Try, fd: Fd): Run<Outcome> {
  const { process, host, head, body } = it
  let isReusable = false
  host.counts.rq_active++
  host.counts.rq_total++
  try {
    yield* write(process, fd, formatRequestHead(head))
    if (body.length > 0) yield* write(process, fd, body)
    const sentAt = process.now
    const answer = yield* receive(it, fd, sentAt)
    isReusable = answer.kind === 'answered' && staysOpen(answer.head)
    return answer
  } catch (error) {
    if (error instanceof TimedOut) return { kind: 'timed out' }
    if (!(error instanceof SystemError)) throw error
    return { kind: 'reset', reason: 'connection termination' }
  } finally {
    host.counts.rq_active--
    host.pool.release(fd, isReusable)
  }
}

function* receive({ process, head: request, until }: Try, fd: Fd, sentAt: Ms): Run<Outcome> {
  const reader = new ByteReader(process, fd)
  reader.deadline = until
  for (;;) {
    const text = yield* reader.head()
    if (text === undefined)
      return {
        kind: 'reset',
        reason: reader.received > 0 ? 'protocol error' : 'connection termination',
      }
    const head = parseResponseHead(text)
    if (head === undefined) return { kind: 'reset', reason: 'protocol error' }
    if (head.status >= 100 && head.status < 200) continue
    const serviceMs = Math.floor(process.now - sentAt)
    const framing = framingOfResponse(head, request.method)
    const { body, end } = yield* readWholeBody(reader, framing)
    if (end.kind !== 'complete') return { kind: 'cut short' }
    const isUntilTheEnd = framing.kind === 'until the end'
    const closed: ResponseHead = { ...head, headers: [...head.headers, ['Connection', 'close']] }
    return { kind: 'answered', head: isUntilTheEnd ? closed : head, body, serviceMs }
  }
}
