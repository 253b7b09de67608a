import type { Job, Pod } from '../../api/generated/types.ts'
import { parseIndexes } from './indexes.ts'
import { hasLimitPerIndex } from './index-failures.ts'
import { failureOf, isReached, REACHED, type Verdict } from './job-conditions.ts'
import { successRuleOf } from './success-policy.ts'

/** How a Job ends, and why. */
export interface Ending extends Verdict {
  readonly isGood: boolean
}

/** Undefined as long as it goes on. What was decided once stays so. Source: job_controller.go, syncJob. */
export function endingOf(
  job: Job,
  seen: {
    readonly failed: number
    readonly active: number
    readonly pods: readonly Pod[]
    readonly nowMs: number
  },
): Ending | undefined {
  const met = job.status.conditions?.find(({ type }) => type === 'SuccessCriteriaMet')
  if (met !== undefined)
    return { reason: met.reason ?? '', message: met.message ?? '', isGood: true }
  const failure = failureOf(job, seen) ?? failureOfIndexes(job)
  if (failure !== undefined) return { ...failure, isGood: false }
  const { succeeded = 0 } = job.status
  const rule = successRuleOf(job, parseIndexes(job.status.completedIndexes ?? ''))
  if (rule !== undefined)
    return { reason: 'SuccessPolicy', message: `Matched rules at index ${rule}`, isGood: true }
  return isReached(job, { ...seen, succeeded }) ? { ...REACHED, isGood: true } : undefined
}

/** More indexes have failed than may, or nothing else is left. */
export function failureOfIndexes({ spec, status, ...job }: Job): Verdict | undefined {
  if (!hasLimitPerIndex({ ...job, spec, status })) return undefined
  const failed = parseIndexes(status.failedIndexes ?? '').size
  const done = parseIndexes(status.completedIndexes ?? '').size
  if (spec.maxFailedIndexes !== undefined && failed > spec.maxFailedIndexes)
    return {
      reason: 'MaxFailedIndexesExceeded',
      message: 'Job has exceeded the specified maximal number of failed indexes',
    }
  const isAll = failed > 0 && failed + done >= (spec.completions ?? 0)
  return isAll ? { reason: 'FailedIndexes', message: 'Job has failed indexes' } : undefined
}
