import { epochMsOf } from '../api/times.ts'
import { type FieldError, forbiddenField, invalidValue } from '../api/field-error.ts'
import { type Call, flagOf, integerOf, queryOf } from './call.ts'
import type { LogOptions } from './node-connection.ts'
import { badRequest, invalid } from './refusals.ts'

/** The options of GET …/log out of its query. */
export function logOptionsOf(call: Call): LogOptions {
  const { request, route } = call
  const tailLines = integerOf(request, 'tailLines')
  const sinceSeconds = integerOf(request, 'sinceSeconds')
  const limitBytes = integerOf(request, 'limitBytes')
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
    follow: flagOf(request, 'follow') ?? false,
    previous: flagOf(request, 'previous') ?? false,
    timestamps: flagOf(request, 'timestamps') ?? false,
    ...(tailLines === undefined ? {} : { tailLines }),
    ...(sinceSeconds === undefined ? {} : { sinceSeconds }),
    ...(limitBytes === undefined ? {} : { limitBytes }),
    ...(sinceTime === '' ? {} : { sinceTime }),
  }
}
