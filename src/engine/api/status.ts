/** One entry of `details.causes`: which field, and why. */
export interface StatusCause {
  readonly reason?: string
  readonly message?: string
  readonly field?: string
}

export interface StatusDetails {
  readonly name?: string
  readonly group?: string
  readonly kind?: string
  readonly uid?: string
  readonly causes?: readonly StatusCause[]
  readonly retryAfterSeconds?: number
}

/** Kubernetes' answer to a request that gives no object: an error, or the news of a success. */
export interface Status {
  readonly kind: 'Status'
  readonly apiVersion: 'v1'
  readonly metadata: { readonly resourceVersion?: string; readonly continue?: string }
  readonly status: 'Success' | 'Failure'
  readonly message?: string
  readonly reason?: string
  readonly details?: StatusDetails
  /** As in HTTP; the store's own news of a success comes without. */
  readonly code?: number
}

/** Why a request was refused. */
export interface FailureStatus extends Status {
  readonly code: number
}

export interface Failure {
  readonly code: number
  readonly reason: string
  readonly message: string
  readonly details?: StatusDetails
}

/** A refusal, in the shape that every client of the API understands. */
export function failure(what: Failure): FailureStatus {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: what.message,
    ...(what.reason === '' ? {} : { reason: what.reason }),
    ...(what.details === undefined ? {} : { details: what.details }),
    code: what.code,
  }
}

/** The news that something was done to what `details` names. */
export function success(details?: StatusDetails): Status {
  const about = details === undefined ? {} : { details }
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', ...about }
}
