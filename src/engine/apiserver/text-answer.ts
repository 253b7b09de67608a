import { quoteGo } from '../api/field-error.ts'
import { failure, type FailureStatus, type StatusDetails } from '../api/status.ts'
import { parsePath } from './paths.ts'
import type { ApiRequest } from './transport.ts'

/** A request for a resource, of which its client knows the name. */
export type Asked = Pick<ApiRequest, 'method' | 'path'>

/**
 * The Status that clients make of a refusal that came as text; `asked` is absent where a client
 * asked for a bare path.
 * Source: NewGenericServerResponse of apimachinery, which client-go asks.
 */
export function statusOfText(code: number, bytes: Uint8Array, asked?: Asked): FailureStatus {
  const text = new TextDecoder().decode(bytes.subarray(0, 2048)).trim()
  const [reason, message] = wordsFor(code, text)
  const [addition, details] = asked === undefined ? ['', {}] : resourceOf(asked)
  const causes = [{ reason: 'UnexpectedServerResponse', message: text }]
  return failure({ code, reason, message: message + addition, details: { ...details, causes } })
}

/** What was to be done to what, as it stands behind the message and in the details. */
function resourceOf({ method, path }: Asked): readonly [string, StatusDetails] {
  const route = parsePath(path)
  if (route?.kind !== 'resource') return ['', {}]
  const { group, resource, name } = route
  const details = {
    ...(name === '' ? {} : { name }),
    ...(group === '' ? {} : { group }),
    kind: resource,
  }
  const words = [
    method.toLowerCase(),
    group === '' ? resource : `${resource}.${group}`,
    ...(name === '' ? [] : [name]),
  ]
  return [` (${words.join(' ')})`, details]
}

function wordsFor(code: number, text: string): readonly [reason: string, message: string] {
  const known = WORDS.get(code)
  if (known !== undefined) return [known[0], known[1] ?? text]
  if (code >= 500) {
    const message = `an error on the server (${quoteGo(text)}) has prevented the request from succeeding`
    return ['InternalError', message]
  }
  return [
    'Unknown',
    `the server responded with the status code ${code} but did not return more information`,
  ]
}

/** Reason and message for a code; without a message, the text itself. */
const WORDS: ReadonlyMap<number, readonly [reason: string, message?: string]> = new Map([
  [400, ['BadRequest', 'the server rejected our request for an unknown reason']],
  [401, ['Unauthorized', 'the server has asked for the client to provide credentials']],
  [403, ['Forbidden']],
  [404, ['NotFound', 'the server could not find the requested resource']],
  [405, ['MethodNotAllowed', 'the server does not allow this method on the requested resource']],
  [406, ['NotAcceptable']],
  [409, ['Conflict', 'the server reported a conflict']],
  [415, ['UnsupportedMediaType']],
  [422, ['Invalid', 'the server rejected our request due to an error in our request']],
  [
    429,
    [
      'TooManyRequests',
      'the server has received too many requests and has asked us to try again later',
    ],
  ],
  [503, ['ServiceUnavailable', 'the server is currently unable to handle the request']],
  [
    504,
    [
      'Timeout',
      'the server was unable to return a response in the time allotted, but may still be processing the request',
    ],
  ],
])
