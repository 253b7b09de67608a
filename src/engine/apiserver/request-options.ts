import {
  type FieldError,
  forbiddenField,
  invalidValue,
  notSupported,
  required,
  tooLong,
} from '../api/field-error.ts'
import { type Call, queriesOf, queryOf } from './call.ts'
import { invalid } from './refusals.ts'

type Write = 'Create' | 'Update' | 'Patch' | 'Apply'

/**
 * What a write says beside its body is judged before the body is read. Throws a refusal of the
 * options as a whole. Source: k8s.io/apimachinery, pkg/apis/meta/v1/validation.
 */
export function checkOptions({ request }: Pick<Call, 'request'>, write: Write): void {
  const fieldManager = queryOf(request, 'fieldManager')
  const errors = [
    ...(write === 'Apply' ? validateApply(fieldManager) : []),
    ...(write === 'Patch' && queriesOf(request, 'force').length > 0 ? [NOT_FORCED] : []),
    ...validateFieldManager(fieldManager),
    ...validateDryRun(queriesOf(request, 'dryRun')),
    ...validateFieldValidation(queryOf(request, 'fieldValidation')),
  ]
  if (errors.length === 0) return
  const kind = `${write === 'Apply' ? 'Patch' : write}Options`
  throw invalid({ group: 'meta.k8s.io', kind, name: '' }, errors)
}

const NOT_FORCED = forbiddenField('force', 'may not be specified for non-apply patch')

function validateApply(fieldManager: string): readonly FieldError[] {
  return fieldManager === '' ? [required('fieldManager', 'is required for apply patch')] : []
}

const LONGEST_FIELD_MANAGER = 128

function validateFieldManager(fieldManager: string): readonly FieldError[] {
  const bytes = new TextEncoder()
  const length = bytes.encode(fieldManager).length
  if (length > LONGEST_FIELD_MANAGER) return [tooLong('fieldManager', LONGEST_FIELD_MANAGER)]
  return Array.from(fieldManager.matchAll(UNPRINTABLE), ({ 0: found, index }) => {
    const at = bytes.encode(fieldManager.slice(0, index)).length
    const code = (found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    const why = `invalid character U+${code} (at position ${at})`
    return invalidValue('fieldManager', fieldManager, why)
  })
}

/** Go's unicode.IsPrint: letters, marks, numbers, punctuation, symbols and the ASCII space. */
const UNPRINTABLE = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu

/** `dryRun` may be said more than once; the only way to run dry is in all stages. */
export function validateDryRun(dryRun: readonly string[]): readonly FieldError[] {
  return dryRun.every((stage) => stage === 'All') ? [] : [notSupported('dryRun', dryRun, ['All'])]
}

const FIELD_VALIDATION = ['', 'Ignore', 'Strict', 'Warn']

function validateFieldValidation(directive: string): readonly FieldError[] {
  return FIELD_VALIDATION.includes(directive)
    ? []
    : [notSupported('fieldValidation', directive, FIELD_VALIDATION)]
}
