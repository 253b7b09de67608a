import type { FieldError } from '../api/field-error.ts'
import { aggregate, causeOf } from '../api/field-error.ts'
import { failure, type FailureStatus, type StatusCause, type StatusDetails } from '../api/status.ts'

/** Thrown inside the API server, and there only: its door answers with the Status. */
export class Refused extends Error {
  readonly status: FailureStatus
  /** What is told beside the refusal. */
  readonly warnings: readonly string[]
  /** What is answered in place of the Status, as plain text. */
  readonly page: string | undefined
  constructor(status: FailureStatus, warnings: readonly string[] = [], page?: string) {
    super(status.message)
    this.status = status
    this.warnings = warnings
    this.page = page
  }
}

/** What was found on the way is told, too, when what follows is refused. */
export function telling<T>(warnings: readonly string[], act: () => T): T {
  try {
    return act()
  } catch (refusal) {
    if (!(refusal instanceof Refused)) throw refusal
    throw new Refused(refusal.status, [...warnings, ...refusal.warnings])
  }
}

/** The resource that a refusal speaks of: `pods`, or `deployments` of the group `apps`. */
export interface Subject {
  readonly group: string
  readonly resource: string
}

export function notFound(subject: Subject, name: string): Refused {
  const message = `${qualified(subject)} "${name}" not found`
  return refuse(404, 'NotFound', { message, details: about(subject, name) })
}

/** `isGoing`: what stands in the way is being deleted. */
export function alreadyExists(subject: Subject, name: string, isGoing = false): Refused {
  const prefix = isGoing ? 'object is being deleted: ' : ''
  const message = `${prefix}${qualified(subject)} "${name}" already exists`
  return refuse(409, 'AlreadyExists', { message, details: about(subject, name) })
}

export function conflict(subject: Subject, name: string, why: string): Refused {
  const message = `Operation cannot be fulfilled on ${qualified(subject)} "${name}": ${why}`
  return refuse(409, 'Conflict', { message, details: about(subject, name) })
}

export const MODIFIED =
  'the object has been modified; please apply your changes to the latest version and try again'

export function forbidden(subject: Subject, name: string, why: string): Refused {
  const which = name === '' ? qualified(subject) : `${qualified(subject)} "${name}"`
  const message = `${which} is forbidden: ${why}`
  return refuse(403, 'Forbidden', { message, details: about(subject, name) })
}

/** Forbidden, with a cause that a program can tell. */
export function forbiddenBecause(
  subject: Subject,
  name: string,
  { why, cause }: { readonly why: string; readonly cause: StatusCause },
): Refused {
  const { status } = forbidden(subject, name, why)
  return new Refused({ ...status, details: { ...status.details, causes: [cause] } })
}

export function invalid(
  of: { readonly group: string; readonly kind: string; readonly name: string },
  errors: readonly FieldError[],
): Refused {
  const kind = of.group === '' ? of.kind : `${of.kind}.${of.group}`
  const message = `${kind} "${of.name}" is invalid: ${aggregate(errors)}`
  const kinded = of.kind === '' ? {} : { kind: of.kind }
  const details = { ...named(of.name), ...grouped(of.group), ...kinded }
  return refuse(422, 'Invalid', {
    message,
    details: { ...details, causes: errors.map(causeOf) },
  })
}

export function badRequest(message: string): Refused {
  return refuse(400, 'BadRequest', { message })
}

/** 410: the resourceVersion is too old to watch or read from. */
export function expired(message: string): Refused {
  return refuse(410, 'Expired', { message })
}

export function unknownPath(): Refused {
  const message = 'the server could not find the requested resource'
  return refuse(404, 'NotFound', { message, details: {} })
}

/** 404 of what no part of the server answers for: a page of text, of which clients make a Status. */
export function pageNotFound(): Refused {
  return new Refused(unknownPath().status, [], '404 page not found\n')
}

export function methodNotAllowed(): Refused {
  const message = 'the server does not allow this method on the requested resource'
  return refuse(405, 'MethodNotAllowed', { message, details: {} })
}

/** 422 without a kind: a JSON patch that does not fit the object. */
export function rejected(): Refused {
  const message = 'the server rejected our request due to an error in our request'
  return refuse(422, 'Invalid', { message, details: {} })
}

/** 413: more than the server takes in at once. */
export function tooLarge(message: string): Refused {
  return refuse(413, 'RequestEntityTooLarge', { message: `Request entity too large: ${message}` })
}

/** 503 of what stands behind the server, in the words of whoever tried to reach it. */
export function unavailable(message: string): Refused {
  return refuse(503, 'ServiceUnavailable', { message })
}

/** 500 with the words of whatever went wrong. */
export function serverError(message: string): Refused {
  return refuse(500, '', { message })
}

/** 500 of what the server could not do, in its own manner of saying so. */
export function internalFailure(why: string): Refused {
  const message = `Internal error occurred: ${why}`
  return refuse(500, 'InternalError', { message, details: { causes: [{ message: why }] } })
}

/** 406 of a form that the server knows, but not of this resource. */
export function notAcceptable(accepted: readonly string[]): Refused {
  const message = `only the following media types are accepted: ${accepted.join(', ')}`
  return refuse(406, 'NotAcceptable', { message })
}

/** 406 of what the server's router already turns away. */
export function notRepresentable(available: readonly string[]): Refused {
  const message = `406: Not Acceptable\n\nAvailable representations: ${available.join(', ')}`
  return refuse(406, 'NotAcceptable', { message, details: {} })
}

export function unsupportedMediaType(accepted: readonly string[]): Refused {
  const message = `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`
  return refuse(415, 'UnsupportedMediaType', { message })
}

/** 415 of what the server's router already turns away. */
export function notPatchable(): Refused {
  const message = '415: Unsupported Media Type'
  return refuse(415, 'UnsupportedMediaType', { message, details: {} })
}

function refuse(
  code: number,
  reason: string,
  rest: { readonly message: string; readonly details?: StatusDetails },
): Refused {
  return new Refused(failure({ code, reason, ...rest }))
}

function qualified({ group, resource }: Subject): string {
  return group === '' ? resource : `${resource}.${group}`
}

function about({ group, resource }: Subject, name: string): StatusDetails {
  return { ...named(name), ...grouped(group), kind: resource }
}

function named(name: string): { readonly name?: string } {
  return name === '' ? {} : { name }
}

function grouped(group: string): { readonly group?: string } {
  return group === '' ? {} : { group }
}
