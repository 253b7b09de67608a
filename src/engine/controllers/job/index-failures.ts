import type { Job, Pod } from '../../api/generated/types.ts'
import type { Ms } from '../../clock/clock.ts'
import { indexOf, parseIndexes } from './indexes.ts'
import { waitAfter } from './job-back-off.ts'
import { endOf, failurePolicyOn, finishedAt, isTracked } from './job-pods.ts'

const FAILURES = 'batch.kubernetes.io/job-index-failure-count'
const IGNORED = 'batch.kubernetes.io/job-index-ignored-failure-count'

/** Each index may fail so often, however the others fare. Source: job/indexed_job_utils.go. */
export function hasLimitPerIndex({ spec }: Job): boolean {
  return spec.backoffLimitPerIndex !== undefined
}

/** The indexes that have failed for good, those included that nobody has noted yet. */
export function failedIndexesOf(job: Job, pods: readonly Pod[]): ReadonlySet<number> {
  const failed = pods.filter((pod) => isTracked(pod) && hasFailedForGood(pod, job))
  return new Set([
    ...parseIndexes(job.status.failedIndexes ?? ''),
    ...failed.flatMap((pod) => validIndexOf(pod, job) ?? []),
  ])
}

function hasFailedForGood(pod: Pod, job: Job): boolean {
  if (endOf(pod, job) !== 'failed') return false
  const { action } = failurePolicyOn(pod, job)
  if (action === 'FailIndex') return true
  return action !== 'Ignore' && countOf(pod, FAILURES) >= (job.spec.backoffLimitPerIndex ?? 0)
}

/**
 * The last Pod of each index that failed and is to be tried again: it is kept, and not counted, until
 * another one has taken over how often its index has failed.
 */
export function keptFailures(
  job: Job,
  of: { readonly pods: readonly Pod[]; readonly settled: ReadonlySet<number> },
): ReadonlyMap<number, Pod> {
  const kept = new Map<number, Pod>()
  for (const pod of of.pods.filter((it) => isTracked(it) && endOf(it, job) === 'failed')) {
    const index = validIndexOf(pod, job)
    if (index === undefined || of.settled.has(index)) continue
    const other = kept.get(index)
    if (other === undefined || isLater(pod, other)) kept.set(index, pod)
  }
  return kept
}

function isLater(pod: Pod, other: Pod): boolean {
  return tries(pod) >= tries(other) && finishedAt(pod) >= finishedAt(other)
}

/** How long an index is not tried again after its last failure. */
export function waitOfIndex(last: Pod | undefined, nowMs: number): Ms {
  if (last === undefined) return 0
  return waitAfter({ failures: tries(last) + 1, lastFailureMs: finishedAt(last) }, nowMs)
}

/** What the next Pod of an index knows of those before it. */
export function failureNotes(job: Job, last: Pod | undefined): Readonly<Record<string, string>> {
  const [failures, ignored] = last === undefined ? [0, 0] : countsAfter(job, last)
  return { [FAILURES]: `${failures}`, ...(ignored > 0 ? { [IGNORED]: `${ignored}` } : {}) }
}

function countsAfter(job: Job, last: Pod): readonly [failures: number, ignored: number] {
  const isIgnored = failurePolicyOn(last, job).action === 'Ignore'
  const [failures, ignored] = [countOf(last, FAILURES), countOf(last, IGNORED)]
  return isIgnored ? [failures, ignored + 1] : [failures + 1, ignored]
}

function tries(pod: Pod): number {
  return countOf(pod, FAILURES) + countOf(pod, IGNORED)
}

function countOf({ metadata }: Pod, annotation: string): number {
  const text = metadata.annotations?.[annotation] ?? ''
  return /^\d{1,9}$/.test(text) ? Number(text) : 0
}

function validIndexOf(pod: Pod, { spec }: Job): number | undefined {
  const index = indexOf(pod)
  return index !== undefined && index < (spec.completions ?? 0) ? index : undefined
}
