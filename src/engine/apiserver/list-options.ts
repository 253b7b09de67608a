import { type FieldError, forbiddenField, notSupported } from '../api/field-error.ts'
import { flagOf, integerOf, queryOf } from './call.ts'
import { invalid } from './refusals.ts'
import type { ApiRequest } from './transport.ts'

/** How a list, a watch or the deletion of a collection is asked for, beside its selectors. */
export interface ListOptions {
  readonly isWatch: boolean
  /** As it stands in the query: `''` and `0` name no state of the store. */
  readonly resourceVersion: string
  readonly match: string
  /** 0: no limit. */
  readonly limit: number
  readonly continue: string
  readonly sendsInitialEvents: boolean | undefined
  readonly allowsBookmarks: boolean
  /** 0: no end. */
  readonly timeoutSeconds: number
}

/** Reads them; refuses numbers that are none. Whether they fit each other is not asked yet. */
export function readListOptions(request: ApiRequest): ListOptions {
  return {
    timeoutSeconds: Math.max(0, integerOf(request, 'timeoutSeconds') ?? 0),
    limit: Math.max(0, integerOf(request, 'limit') ?? 0),
    isWatch: flagOf(request, 'watch') ?? false,
    resourceVersion: queryOf(request, 'resourceVersion'),
    match: queryOf(request, 'resourceVersionMatch'),
    continue: queryOf(request, 'continue'),
    sendsInitialEvents: flagOf(request, 'sendInitialEvents'),
    allowsBookmarks: flagOf(request, 'allowWatchBookmarks') ?? false,
  }
}

/** Refuses options that do not go together. */
export function checkListOptions(options: ListOptions): void {
  const errors = options.isWatch ? validateWatch(options) : validateList(options)
  if (errors.length > 0)
    throw invalid({ group: 'meta.k8s.io', kind: 'ListOptions', name: '' }, errors)
}

const MATCH = 'resourceVersionMatch'
const NEWER = 'NotOlderThan'
const BESIDE_CONTINUE = forbiddenField(MATCH, `${MATCH} is forbidden when continue is provided`)

/** Source: k8s.io/apimachinery, pkg/apis/meta/internalversion/validation. */
function validateList(options: ListOptions): readonly FieldError[] {
  const { match, resourceVersion } = options
  const forbid = (words: string) => forbiddenField(MATCH, words)
  return [
    ...(match !== '' && resourceVersion === ''
      ? [forbid(`${MATCH} is forbidden unless resourceVersion is provided`)]
      : []),
    ...(match !== '' && options.continue !== '' ? [BESIDE_CONTINUE] : []),
    ...(['', 'Exact', NEWER].includes(match)
      ? []
      : [notSupported(MATCH, match, ['Exact', NEWER, ''])]),
    ...(match === 'Exact' && resourceVersion === '0'
      ? [forbid(`${MATCH} "exact" is forbidden for resourceVersion "0"`)]
      : []),
    ...(options.sendsInitialEvents === undefined
      ? []
      : [forbiddenField('sendInitialEvents', 'sendInitialEvents is forbidden for list')]),
  ]
}

function validateWatch(options: ListOptions): readonly FieldError[] {
  const { match, sendsInitialEvents, resourceVersion } = options
  // A watch that says nothing of its beginning is taken for one that wants what there is first.
  const isBare = sendsInitialEvents === undefined && ['', '0'].includes(resourceVersion)
  const words = `sendInitialEvents requires setting ${MATCH} to ${NEWER}`
  const alone = `${MATCH} is forbidden for watch unless sendInitialEvents is provided`
  return [
    ...(sendsInitialEvents !== undefined && match !== NEWER ? [forbiddenField(MATCH, words)] : []),
    ...(sendsInitialEvents === undefined && match !== '' ? [forbiddenField(MATCH, alone)] : []),
    ...(['', NEWER].includes(match) ? [] : [notSupported(MATCH, match, [NEWER])]),
    ...((match !== '' || isBare) && options.continue !== '' ? [BESIDE_CONTINUE] : []),
  ]
}
