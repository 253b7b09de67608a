import type { Status, StatusCause } from '#engine'
import { type CommandError, ManyErrors, RecodedError, StatusError, WordedError } from './failure.ts'

/** What kubectl prints on standard error for a failed command; ends with a newline. */
export function failureWords(error: CommandError): string {
  const words = wordsOf(error)
  return words === '' || words.endsWith('\n') ? words : `${words}\n`
}

function wordsOf(error: CommandError): string {
  if (error instanceof RecodedError) return wordsOf(error.failure)
  if (error instanceof ManyErrors)
    return error.errors.map((each) => `${oneOfMany(each)}\n`).join('')
  if (error instanceof StatusError)
    return error.status.reason === 'Invalid' ? invalidWords(error.status) : statusWords(error)
  if (error instanceof WordedError) return error.message
  if (error.message === '' || error.message.startsWith('error: ')) return error.message
  return `error: ${error.message}`
}

function oneOfMany(error: CommandError): string {
  return error instanceof StatusError ? statusWords(error) : error.message
}

function statusWords(error: StatusError): string {
  const { reason } = error.status
  if (reason === 'Unauthorized')
    return `error: You must be logged in to the server (${error.status.message ?? ''})`
  const label = reason === undefined || reason === '' ? '' : ` (${reason})`
  return `Error from server${label}: ${error.message}`
}

function invalidWords({ details, message = '' }: Status): string {
  const withMessage =
    message === '' ? 'The request is invalid' : `The request is invalid: ${message}`
  if (details === undefined) return withMessage
  const causes = uniqueCauses(details.causes ?? [])
  const isNamed = (details.kind ?? '') !== '' || (details.name ?? '') !== ''
  const start = isNamed
    ? `The ${details.kind ?? ''} "${details.name ?? ''}" is invalid`
    : causes.length === 0
      ? withMessage
      : 'The request is invalid'
  if (causes.length === 0) return start
  if (causes.length === 1) return `${start}: ${causes[0] ?? ''}\n`
  return `${start}: \n${causes.map((cause) => `* ${cause}\n`).join('')}`
}

function uniqueCauses(causes: readonly StatusCause[]): readonly string[] {
  return [...new Set(causes.map(({ field = '', message = '' }) => `${field}: ${message}`))]
}
