import { printGoJson } from './go-json.ts'
import type { StatusCause } from './status.ts'

/** What is wrong with a field, in the API's own kinds and words. */
export interface FieldError {
  readonly reason: FieldErrorReason
  /** Such as spec.containers[0].image. */
  readonly field: string
  readonly message: string
  readonly badValue?: unknown
}

export type FieldErrorReason = keyof typeof TITLES

const TITLES = {
  FieldValueNotFound: 'Not found',
  FieldValueRequired: 'Required value',
  FieldValueDuplicate: 'Duplicate value',
  FieldValueInvalid: 'Invalid value',
  FieldValueNotSupported: 'Unsupported value',
  FieldValueForbidden: 'Forbidden',
  FieldValueTooLong: 'Too long',
  FieldValueTooMany: 'Too many',
  FieldValueTypeInvalid: 'Invalid value',
  InternalError: 'Internal error',
} as const

/** Kinds of error that do not repeat the value. */
const WITHOUT_VALUE = new Set<FieldErrorReason>([
  'FieldValueRequired',
  'FieldValueForbidden',
  'FieldValueTooLong',
  'InternalError',
])

export function required(field: string, message: string): FieldError {
  return { reason: 'FieldValueRequired', field, message }
}

export function invalidValue(field: string, badValue: unknown, message: string): FieldError {
  return { reason: 'FieldValueInvalid', field, message, badValue }
}

/** Marks a value that is not to be repeated. */
const UNSAID = Symbol('unsaid')

/** Wrong as a whole: nothing of it is repeated. */
export function invalidWhole(field: string, message: string): FieldError {
  return { reason: 'FieldValueInvalid', field, message, badValue: UNSAID }
}

export function forbiddenField(field: string, message: string): FieldError {
  return { reason: 'FieldValueForbidden', field, message }
}

export function duplicate(field: string, badValue: unknown): FieldError {
  return { reason: 'FieldValueDuplicate', field, message: '', badValue }
}

export function fieldNotFound(field: string, badValue: unknown): FieldError {
  return { reason: 'FieldValueNotFound', field, message: '', badValue }
}

export function tooLong(field: string, maxBytes: number): FieldError {
  const message = `may not be more than ${maxBytes} ${maxBytes === 1 ? 'byte' : 'bytes'}`
  return { reason: 'FieldValueTooLong', field, message }
}

/** The rule itself could not be asked. */
export function internalError(field: string, message: string): FieldError {
  return { reason: 'InternalError', field, message }
}

export function tooMany(field: string, actual: number, most: number): FieldError {
  const message = `must have at most ${most} ${most === 1 ? 'item' : 'items'}`
  return { reason: 'FieldValueTooMany', field, message, badValue: actual }
}

/** `supported` in the order in which they are to be named. */
export function notSupported(
  field: string,
  badValue: unknown,
  supported: readonly string[],
): FieldError {
  const message =
    supported.length === 0 ? '' : `supported values: ${supported.map(quoteGo).join(', ')}`
  return { reason: 'FieldValueNotSupported', field, message, badValue }
}

/** `Invalid value: "x": must be …`: the error without its field. */
export function bodyOf({ reason, message, badValue }: FieldError): string {
  const isUnsaid = WITHOUT_VALUE.has(reason) || badValue === UNSAID
  const value = isUnsaid ? '' : `: ${printValue(badValue)}`
  return TITLES[reason] + value + (message === '' ? '' : `: ${message}`)
}

export function textOf(error: FieldError): string {
  return `${error.field}: ${bodyOf(error)}`
}

/** One error as it is, several in brackets, none twice. */
export function aggregate(errors: readonly FieldError[]): string {
  const texts = [...new Set(errors.map(textOf))]
  return texts.length === 1 ? (texts[0] ?? '') : `[${texts.join(', ')}]`
}

export function causeOf(error: FieldError): StatusCause {
  return { reason: error.reason, message: bodyOf(error), field: error.field }
}

function printValue(value: unknown): string {
  if (typeof value === 'string') return quoteGo(value)
  return printGoJson(value)
}

/** A string as Go's %q prints it. */
export function quoteGo(text: string): string {
  const escapes: Readonly<Record<string, string>> = {
    '\u0007': '\\a',
    '\b': '\\b',
    '\f': '\\f',
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
    '\v': '\\v',
    '"': '\\"',
    '\\': '\\\\',
  }
  // eslint-disable-next-line no-control-regex -- control characters are what must be escaped
  const escaped = text.replace(/["\\\u0000-\u001f\u007f]/g, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(2, '0')
    return escapes[character] ?? `\\x${code}`
  })
  return `"${escaped}"`
}
