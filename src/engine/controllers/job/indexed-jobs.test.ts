import { expect, test } from 'vitest'
import type { Job } from '../../api/generated/types.ts'
import { type ClusterBench, startBench } from '../fixtures/cluster-bench.ts'

const JOBS = '/apis/batch/v1/namespaces/default/jobs'
const INDEX = 'batch.kubernetes.io/job-completion-index'
const FAILURES = 'batch.kubernetes.io/job-index-failure-count'
const IGNORED = 'batch.kubernetes.io/job-index-ignored-failure-count'

/** Index 0 ends with 0, index 1 with 1 and so on; of `lasting`, after 0 s, 10 s and so on. */
function started(image: string, args: string, spec: object): ClusterBench {
  const bench = startBench()
  const template = {
    spec: { restartPolicy: 'Never', containers: [{ name: 'app', image, args: [args] }] },
  }
  bench.create(JOBS, {
    metadata: { name: 'work' },
    spec: { completionMode: 'Indexed', parallelism: 3, completions: 3, template, ...spec },
  })
  return bench
}

/** Counts, indexes and conditions: all of the status but its times. */
function status(bench: ClusterBench): object {
  const found = bench.get<Job>(`${JOBS}/work`)?.status ?? {}
  const { startTime, completionTime, conditions = [], ...counts } = found
  const said = conditions.map(
    (it) => `${it.type}=${it.status} ${it.reason ?? ''}: ${it.message ?? ''}`,
  )
  return {
    ...counts,
    hasBegun: startTime !== undefined,
    isComplete: completionTime !== undefined,
    conditions: said,
  }
}

/** Index, failures and phase of each Pod, in the order of their creation. */
function tries(bench: ClusterBench): readonly string[] {
  return bench.pods().map(({ metadata: { annotations = {} }, status: { phase } }) => {
    const counts = [annotations[FAILURES], annotations[IGNORED]].filter((it) => it !== undefined)
    return `${annotations[INDEX] ?? ''}: ${counts.join('+')} ${phase ?? ''}`
  })
}

/** The seconds between the Pods of an index. */
function pauses(bench: ClusterBench, index: string): readonly number[] {
  const times = bench
    .pods()
    .filter(({ metadata }) => metadata.annotations?.[INDEX] === index)
    .map(({ metadata }) => Date.parse(metadata.creationTimestamp ?? '') / 1000)
  return times.slice(1).map((time, at) => time - (times[at] ?? 0))
}

const FINISHED = { ready: 0, terminating: 0, uncountedTerminatedPods: {}, hasBegun: true }

test('[C47] a Job is complete when a rule of its successPolicy is satisfied; what runs is ended and not counted', () => {
  const rules = [{ succeededIndexes: '1-2' }, { succeededIndexes: '0,2', succeededCount: 1 }]
  const bench = started('lasting:1', '$(JOB_COMPLETION_INDEX)0', { successPolicy: { rules } })
  bench.advance(48_000)
  const why = 'SuccessPolicy: Matched rules at index 1'
  expect(status(bench)).toEqual({
    ...FINISHED,
    succeeded: 1,
    completedIndexes: '0',
    isComplete: true,
    conditions: [`SuccessCriteriaMet=True ${why}`, `Complete=True ${why}`],
  })
  expect(tries(bench)).toEqual(['0:  Succeeded'])
  expect(bench.events('Job', 'work').map((it) => it.split(' ')[0])).toEqual([
    ...['SuccessfulCreate', 'SuccessfulCreate', 'SuccessfulCreate'],
    ...['SuccessfulDelete', 'SuccessfulDelete', 'Completed'],
  ])
})

test('[C47] a rule may ask for a number of indexes, whichever they are', () => {
  const successPolicy = { rules: [{ succeededCount: 2 }] }
  const bench = started('lasting:1', '$(JOB_COMPLETION_INDEX)0', { successPolicy, parallelism: 1 })
  bench.advance(60_000)
  const why = 'SuccessPolicy: Matched rules at index 0'
  expect(status(bench)).toEqual({
    ...FINISHED,
    succeeded: 2,
    completedIndexes: '0,1',
    isComplete: true,
    conditions: [`SuccessCriteriaMet=True ${why}`, `Complete=True ${why}`],
  })
})

test('[C48] each index fails by itself, after its own back-off; the Job fails when the others are done', () => {
  const bench = started('failing:1', '$(JOB_COMPLETION_INDEX)', { backoffLimitPerIndex: 2 })
  bench.advance(10_000)
  expect(status(bench)).toMatchObject({ succeeded: 1, completedIndexes: '0', failedIndexes: '' })
  expect(status(bench)).not.toHaveProperty('failed')
  bench.advance(90_000)
  const why = 'FailedIndexes: Job has failed indexes'
  expect(status(bench)).toEqual({
    ...FINISHED,
    succeeded: 1,
    failed: 6,
    completedIndexes: '0',
    failedIndexes: '1,2',
    isComplete: false,
    conditions: [`FailureTarget=True ${why}`, `Failed=True ${why}`],
  })
  expect(tries(bench).toSorted()).toEqual([
    '0: 0 Succeeded',
    ...['1: 0 Failed', '1: 1 Failed', '1: 2 Failed'],
    ...['2: 0 Failed', '2: 1 Failed', '2: 2 Failed'],
  ])
  const [first = 0, second = 0] = pauses(bench, '1')
  expect([first >= 10 && first < 16, second >= 20 && second < 26]).toEqual([true, true])
  expect(bench.pods().every(({ metadata }) => metadata.finalizers === undefined)).toBe(true)
})

test('[C48] more failed indexes than maxFailedIndexes end the Job at once', () => {
  const spec = { backoffLimitPerIndex: 0, maxFailedIndexes: 0, parallelism: 2, completions: 4 }
  const bench = started('failing:1', '$(JOB_COMPLETION_INDEX)', spec)
  bench.advance(30_000)
  const why =
    'MaxFailedIndexesExceeded: Job has exceeded the specified maximal number of failed indexes'
  expect(status(bench)).toEqual({
    ...FINISHED,
    succeeded: 1,
    failed: 1,
    completedIndexes: '0',
    failedIndexes: '1',
    isComplete: false,
    conditions: [`FailureTarget=True ${why}`, `Failed=True ${why}`],
  })
})

test('[C48] FailIndex gives an index up at once; what is ignored is tried again and not counted', () => {
  const onExitCodes = (value: number) => ({ operator: 'In', values: [value] })
  const rules = [
    { action: 'FailIndex', onExitCodes: onExitCodes(1) },
    { action: 'Ignore', onExitCodes: onExitCodes(2) },
  ]
  const spec = { backoffLimitPerIndex: 1, podFailurePolicy: { rules }, activeDeadlineSeconds: 40 }
  const bench = started('failing:1', '$(JOB_COMPLETION_INDEX)', spec)
  bench.advance(30_000)
  expect(status(bench)).toMatchObject({ succeeded: 1, failed: 1, failedIndexes: '1' })
  expect(tries(bench).toSorted()).toEqual([
    ...['0: 0 Succeeded', '1: 0 Failed'],
    ...['2: 0 Failed', '2: 0+1 Failed'],
  ])
  bench.advance(25_000)
  const why = 'DeadlineExceeded: Job was active longer than specified deadline'
  expect(status(bench)).toEqual({
    ...FINISHED,
    succeeded: 1,
    failed: 1,
    completedIndexes: '0',
    failedIndexes: '1',
    isComplete: false,
    conditions: [`FailureTarget=True ${why}`, `Failed=True ${why}`],
  })
})

test('[C49] who is named by managedBy looks after the Job: nobody else does', () => {
  const bench = started('worker:1', '', { managedBy: 'example.com/queue' })
  bench.advance(30_000)
  expect(bench.pods()).toEqual([])
  expect(bench.get<Job>(`${JOBS}/work`)?.status).toEqual({})
  const own = started('worker:1', '', { managedBy: 'kubernetes.io/job-controller' })
  own.advance(30_000)
  expect(status(own)).toMatchObject({ succeeded: 3, completedIndexes: '0-2' })
})
