import type { FailureStatus } from '../api/status.ts'
import { failure } from '../api/status.ts'
import type { Client, Reply } from './client.ts'
import { followResource } from './informer.ts'
import { statusOfText } from './text-answer.ts'
import type { ApiAnswer, ApiRequest, ApiTransport } from './transport.ts'

/** Who asks: the user that the server sees, and the program (`kubelet/v1.36.0`). */
export interface ClientIdentity {
  readonly user: string
  readonly agent: string
}

const PATCH_TYPES = {
  merge: 'application/merge-patch+json',
  'strategic-merge': 'application/strategic-merge-patch+json',
  json: 'application/json-patch+json',
} as const

/** A client for a part of the cluster: plain requests through the one door. */
export function createClient(transport: ApiTransport, { user, agent }: ClientIdentity): Client {
  const headers = { accept: 'application/json', 'user-agent': agent }
  const json = { ...headers, 'content-type': 'application/json' }
  const to = (method: string, path: string): ApiRequest => ({
    ...{ method, path, user, headers },
    query: [],
  })
  return {
    get: (path, done) => ask(transport, to('GET', path), done),
    create: (path, body, done) =>
      ask(transport, { ...to('POST', path), headers: json, body }, done),
    replace: (path, body, done) =>
      ask(transport, { ...to('PUT', path), headers: json, body }, done),
    patch: (path, { type, body }, done) => {
      const patched = { ...headers, 'content-type': PATCH_TYPES[type] }
      ask(transport, { ...to('PATCH', path), headers: patched, body }, done)
    },
    delete: (path, body, done) =>
      ask(transport, { ...to('DELETE', path), headers: json, body }, done),
    informer: <T>(
      path: string,
      query: Readonly<Record<string, string>> = {},
      onSynced?: () => void,
    ) =>
      followResource<T>(transport, { ...to('GET', path), query: Object.entries(query) }, onSynced),
  }
}

/** One request, one answer. */
function ask<T>(
  transport: ApiTransport,
  request: ApiRequest,
  done: (reply: Reply<T>) => void = () => undefined,
): void {
  let answer: ApiAnswer | undefined
  let isDone = false
  const finish = (reply: Reply<T>) => {
    if (isDone) return
    isDone = true
    done(reply)
  }
  const stream = transport.open(request, (it) => (answer = it))
  stream.listen({
    message: (message) => {
      const isOk = answer !== undefined && answer.code < 400
      if (message.kind === 'bytes' && answer !== undefined && !isOk)
        finish({
          ok: false,
          status: statusOfText(answer.code, message.bytes, request),
          isLost: false,
        })
      if (message.kind !== 'object') return
      finish(
        isOk
          ? { ok: true, object: message.object as T }
          : { ok: false, status: message.object as FailureStatus, isLost: false },
      )
    },
    end: (error) => {
      const message = 'the server closed the connection without an answer'
      finish({
        ok: false,
        status: error ?? failure({ code: 503, reason: 'ServiceUnavailable', message }),
        isLost: true,
      })
    },
  })
}
