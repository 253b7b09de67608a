import { failure, type FailureStatus } from '#engine'

/** Thrown at the edge, where HTTP comes in; it is answered with its Status. */
export class Refusal extends Error {
  readonly status: FailureStatus

  constructor(status: FailureStatus) {
    super(status.message)
    this.status = status
  }
}

export function badRequest(message: string): FailureStatus {
  return failure({ code: 400, reason: 'BadRequest', message })
}

export function unauthorized(): FailureStatus {
  return failure({ code: 401, reason: 'Unauthorized', message: 'Unauthorized' })
}

export function forbidden(message: string): FailureStatus {
  return failure({ code: 403, reason: 'Forbidden', message })
}

export function methodNotAllowed(): FailureStatus {
  const message = 'the server does not allow this method on the requested resource'
  return failure({ code: 405, reason: 'MethodNotAllowed', message, details: {} })
}

export function notFound(): FailureStatus {
  const message = 'the server could not find the requested resource'
  return failure({ code: 404, reason: 'NotFound', message })
}

export function tooLarge(limit: number): FailureStatus {
  const message = `Request entity too large: limit is ${limit}`
  return failure({ code: 413, reason: 'RequestEntityTooLarge', message })
}

export function tooManyRequests(): FailureStatus {
  return failure({
    code: 429,
    reason: 'TooManyRequests',
    message: 'The server has received too many requests and has asked us to try again later',
    details: { retryAfterSeconds: 1 },
  })
}

/** What a real server says after one of its handlers panicked. */
export function fault(): FailureStatus {
  const message = 'This request caused apiserver to panic. Look in the logs'
  return failure({ code: 500, reason: 'InternalError', message })
}
