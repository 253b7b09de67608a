import type { Job, Pod } from '../../api/generated/types.ts'
import { failedIndexesOf, hasLimitPerIndex, keptFailures } from './index-failures.ts'
import { formatIndexes, indexOf, isIndexed, parseIndexes } from './indexes.ts'
import { holds } from './job-conditions.ts'
import { failureOfIndexes } from './job-ending.ts'
import { endOf, failurePolicyOn } from './job-pods.ts'

/** The failed Pods that are not counted before others take their places: none once the Job ends. */
export function keptOf(
  job: Job,
  of: {
    readonly pods: readonly Pod[]
    readonly ended: readonly Pod[]
    readonly active: readonly Pod[]
  },
): ReadonlyMap<number, Pod> {
  const failed = failedIndexesOf(job, of.pods)
  const status = { ...job.status, failedIndexes: formatIndexes(failed) }
  const isEnding =
    ['SuccessCriteriaMet', 'FailureTarget'].some((type) => holds(job, type)) ||
    job.metadata.deletionTimestamp !== undefined ||
    failureOfIndexes({ ...job, status }) !== undefined
  if (isEnding || !hasLimitPerIndex(job)) return new Map()
  const done = of.ended.filter((pod) => endOf(pod, job) === 'succeeded')
  const known = parseIndexes(job.status.completedIndexes ?? '')
  const indexes = [...done, ...of.active].flatMap((pod) => indexOf(pod) ?? [])
  return keptFailures(job, { pods: of.pods, settled: new Set([...failed, ...known, ...indexes]) })
}

/** The counts with what has ended, and whose end is noted before it is counted. */
export function noteEnds(job: Job, ended: readonly Pod[]) {
  const { succeeded = 0, failed = 0, uncountedTerminatedPods = {}, completedIndexes } = job.status
  const before = {
    succeeded: uncountedTerminatedPods.succeeded ?? [],
    failed: uncountedTerminatedPods.failed ?? [],
  }
  const uidsOf = (how: 'succeeded' | 'failed') =>
    ended
      .filter((pod) => endOf(pod, job) === how)
      .filter((pod) => how === 'succeeded' || failurePolicyOn(pod, job).action !== 'Ignore')
      .map(({ metadata }) => metadata.uid)
  const union = (how: 'succeeded' | 'failed') => [...new Set([...before[how], ...uidsOf(how)])]
  const [good, bad] = [union('succeeded'), union('failed')]
  const indexes = parseIndexes(completedIndexes ?? '')
  const done = ended.filter((pod) => endOf(pod, job) === 'succeeded')
  const all = new Set([...indexes, ...done.flatMap((pod) => indexOf(pod) ?? [])])
  const total = isIndexed(job) ? all.size : succeeded + good.length
  return {
    uncounted: {
      ...(good.length > 0 ? { succeeded: good } : {}),
      ...(bad.length > 0 ? { failed: bad } : {}),
    },
    counts: {
      ...(total > 0 ? { succeeded: total } : {}),
      ...(failed + bad.length > 0 ? { failed: failed + bad.length } : {}),
      ...(all.size > 0 ? { completedIndexes: formatIndexes(all) } : {}),
    },
  }
}
