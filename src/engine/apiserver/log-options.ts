import { epochMsOf } from '../api/times.ts'
import { type FieldError, forbiddenField, invalidValue } from '../api/field-error.ts'
import { type Call, isTrue, queryOf } from './call.ts'
import type { LogOptions } from './node-connection.ts'
import { badRequest, invalid } from './refusals.ts'

/** The options of GET …/log out of its query. */
export function logOptionsOf(call: Call): LogOptions {
  const { request, route } = call
  const tailLines = integer(call, 'tailLines')
  const sinceSeconds = integer(call, 'sinceSeconds')
  const limitBytes = integer(call, 'limitBytes')
  const sinceTime = queryOf(request, 'sinceTime')
  const errors: FieldError[] = []
  if (tailLines !== undefined && tailLines < 0)
    errors.push(invalidValue('tailLines', tailLines, 'must be greater than or equal to 0'))
  if (limitBytes !== undefined && limitBytes < 1)
    errors.push(invalidValue('limitBytes', limitBytes, 'must be greater than 0'))
  if (sinceSeconds !== undefined && sinceTime !== '')
    errors.push(
      forbiddenField('[]', 'at most one of `sinceTime` or `sinceSeconds` may be specified'),
    )
  else if (sinceSeconds !== undefined && sinceSeconds < 1)
    errors.push(invalidValue('sinceSeconds', sinceSeconds, 'must be greater than 0'))
  // Apart from one another only behind a feature that is off by default.
  if (queryOf(request, 'stream') !== '')
    errors.push(forbiddenField('stream', 'may not be specified'))
  if (errors.length > 0)
    throw invalid({ group: '', kind: 'PodLogOptions', name: route.name }, errors)
  if (sinceTime !== '' && epochMsOf(sinceTime) === undefined)
    throw badRequest(
      `parsing time "${sinceTime}" as "2006-01-02T15:04:05Z07:00": cannot parse "${sinceTime}" as "2006"`,
    )
  return {
    follow: isTrue(queryOf(request, 'follow')),
    previous: isTrue(queryOf(request, 'previous')),
    timestamps: isTrue(queryOf(request, 'timestamps')),
    ...(tailLines === undefined ? {} : { tailLines }),
    ...(sinceSeconds === undefined ? {} : { sinceSeconds }),
    ...(limitBytes === undefined ? {} : { limitBytes }),
    ...(sinceTime === '' ? {} : { sinceTime }),
  }
}

function integer({ request }: Call, name: string): number | undefined {
  const text = queryOf(request, name)
  if (text === '') return undefined
  if (!/^[+-]?\d{1,15}$/.test(text))
    throw badRequest(`strconv.ParseInt: parsing "${text}": invalid syntax`)
  return Number(text)
}
