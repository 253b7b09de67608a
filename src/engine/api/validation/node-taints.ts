import { duplicate, required } from '../field-error.ts'
import { labelValue } from '../names.ts'
import { internalForm } from './internal-form.ts'
import { each, type Errors, fits, isOneOfIfSet, isQualifiedName } from './rules.ts'

/** The effects of a taint, in the order in which they are named. */
const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute']

/** A taint as it is given: its effect may be anything. */
export interface GivenTaint {
  readonly key: string
  readonly value?: string
  readonly effect: string
}

/** A key may be tainted once for each effect. */
export function validateTaints(path: string, taints: readonly GivenTaint[]): Errors {
  const seen = new Set<string>()
  return each(path, taints, (taint, at) => {
    const { key, value = '', effect } = taint
    const pair = `${key} ${effect}`
    const words = 'taints must be unique by key and effect pair'
    const again = seen.has(pair)
      ? [{ ...duplicate(at, internalForm('Taint', taint)), message: words }]
      : []
    seen.add(pair)
    return [
      ...isQualifiedName(`${at}.key`, key),
      ...fits(`${at}.value`, value, labelValue),
      ...(effect === ''
        ? [required(`${at}.effect`, '')]
        : isOneOfIfSet(`${at}.effect`, effect, EFFECTS)),
      ...again,
    ]
  })
}
