import type { Job, JobCondition, Pod } from '../../api/generated/types.ts'
import { epochMsOf } from '../../api/times.ts'
import { failurePolicyOn, restartsOf } from './job-pods.ts'

type Conditions = readonly JobCondition[]

/** Why a Job is over, or stands still. */
export interface Verdict {
  readonly reason: string
  readonly message: string
}

export function holds({ status }: Job, type: string): boolean {
  return status.conditions?.find((it) => it.type === type)?.status === 'True'
}

export function isFinished(job: Job): boolean {
  return holds(job, 'Complete') || holds(job, 'Failed')
}

/** The conditions with one more, or with one that is said anew. */
export function withCondition(
  conditions: Conditions,
  said: { readonly type: string; readonly status: string } & Verdict,
  now: string,
): Conditions {
  const before = conditions.find(({ type }) => type === said.type)
  if (before?.status === said.status && before.reason === said.reason) return conditions
  const times = { lastProbeTime: now, lastTransitionTime: now }
  const { type, status, reason, message } = said
  const next = { type, status, ...times, reason, message }
  if (before === undefined) return [...conditions, next]
  return conditions.map((it) => (it === before ? next : it))
}

export const REACHED: Verdict = {
  reason: 'CompletionsReached',
  message: 'Reached expected number of succeeded pods',
}

const TOO_OFTEN: Verdict = {
  reason: 'BackoffLimitExceeded',
  message: 'Job has reached the specified backoff limit',
}

const TOO_LONG: Verdict = {
  reason: 'DeadlineExceeded',
  message: 'Job was active longer than specified deadline',
}

/** Why a Job has failed; undefined as long as it has not. Source: job_controller.go, syncJob. */
export function failureOf(
  job: Job,
  seen: { readonly failed: number; readonly pods: readonly Pod[]; readonly nowMs: number },
): Verdict | undefined {
  const known = job.status.conditions?.find(({ type }) => type === 'FailureTarget')
  if (known !== undefined) return { reason: known.reason ?? '', message: known.message ?? '' }
  const forbidden = seen.pods
    .map((pod) => failurePolicyOn(pod, job))
    .find(({ action }) => action === 'FailJob')
  if (forbidden !== undefined) return { reason: 'PodFailurePolicy', message: forbidden.message }
  const { backoffLimit = 6, template } = job.spec
  if (seen.failed > backoffLimit) return TOO_OFTEN
  const restarts = template.spec.restartPolicy === 'OnFailure' ? restartsOf(seen.pods) : 0
  if (restarts > 0 && restarts >= backoffLimit) return TOO_OFTEN
  const left = deadlineLeft(job, seen.nowMs)
  return left !== null && left <= 0 ? TOO_LONG : undefined
}

/** Milliseconds until the Job has been active for too long; null: it may be for ever. */
export function deadlineLeft({ spec, status }: Job, nowMs: number): number | null {
  const { activeDeadlineSeconds, suspend } = spec
  const start = epochMsOf(status.startTime ?? '')
  if (activeDeadlineSeconds === undefined || start === undefined || suspend === true) return null
  return start + activeDeadlineSeconds * 1000 - nowMs
}

/** A Job without a number of completions is done when one Pod has succeeded and none is left. */
export function isReached(
  { spec }: Job,
  seen: { readonly succeeded: number; readonly active: number },
): boolean {
  if (spec.completions === undefined) return seen.succeeded > 0 && seen.active === 0
  return seen.succeeded >= spec.completions
}
