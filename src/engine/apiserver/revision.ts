import { invalidValue, quoteGo, textOf } from '../api/field-error.ts'
import { failure } from '../api/status.ts'
import { badRequest, Refused, serverError } from './refusals.ts'

/** The state of the store that a query names; a list says so differently when it is none. */
export function listRevision(text: string): number {
  const mistake = mistakeIn(text)
  if (mistake !== undefined) throw badRequest(`invalid resource version: ${mistake}`)
  return Number(text)
}

/** The same of a watch, or of one object. */
export function revisionOf(text: string): number {
  const mistake = mistakeIn(text)
  if (mistake !== undefined) throw serverError(mistake)
  return Number(text)
}

function mistakeIn(text: string): string | undefined {
  if (/^\d*$/.test(text)) return undefined
  const why = `strconv.ParseUint: parsing ${quoteGo(text)}: invalid syntax`
  return textOf(invalidValue('resourceVersion', text, why))
}

/** 504: somebody has heard of a state that is still to come. */
export function tooLarge(asked: number, current: number): Refused {
  const reason = 'ResourceVersionTooLarge'
  return new Refused(
    failure({
      code: 504,
      reason: 'Timeout',
      message: `Timeout: Too large resource version: ${asked}, current: ${current}`,
      details: {
        causes: [{ reason, message: 'Too large resource version' }],
        retryAfterSeconds: 1,
      },
    }),
  )
}
